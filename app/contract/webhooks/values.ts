// The values that Shopify's payloads are made of.
import { z } from 'zod';

/** A numeric id, whole or as read by parseLossless. */
export const id = z.union([z.bigint(), z.number().int(), z.string().regex(/^\d+$/)]).transform((value) => BigInt(value));

/** Shopify's own time, cut to whole seconds: the Admin API and webhooks then name one version by one time. */
export const wholeSecond = z.iso.datetime({ offset: true }).transform((text) => new Date(Math.floor(Date.parse(text) / 1_000) * 1_000));

export const time = z.iso.datetime({ offset: true }).transform((text) => new Date(text));

/** Decimal text; some payloads write a number. */
export const decimal = z.union([z.string().regex(/^-?\d+(\.\d+)?$/), z.number().transform(String)]);
