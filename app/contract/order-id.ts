// Shopify's id of an order, as pages and pixels say it: as a gid, or the number alone.
import { z } from 'zod';

export const orderId = z
  .string()
  .regex(/^(gid:\/\/shopify\/(Order|OrderIdentity)\/)?\d{1,18}$/)
  .transform((text) => BigInt(text.slice(text.lastIndexOf('/') + 1)));
