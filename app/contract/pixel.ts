// What the behaviour pixel says when a checkout was completed: POST /pixel. Anybody can say it: nothing in here is proof.
import { z } from 'zod';
import { orderId } from './order-id.ts';

export const pixelCall = z.object({
  shop: z.string().max(255).regex(/^[a-z0-9][a-z0-9-]*\.myshopify\.com$/),
  orderId,
  /** The consenting visitor's id. */
  visitor: z.uuid(),
  /** Shopify's id of the event, by which the log finds it again. */
  eventId: z.string().min(1).max(100),
});
export type PixelCall = z.input<typeof pixelCall>;
