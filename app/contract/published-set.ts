// What is published on products as metafields, and read by Liquid and by the discount Function. Nothing here may reveal
// a cost or a floor.
import { z } from 'zod';

/** Metafield `$app:setwise.set` of an anchor, type json. */
export const publishedSet = z.object({
  /** Set id (uuid); becomes the line attribute. */
  id: z.string(),
  goal: z.string(),
  /** Of several sets that a cart starts, Liquid paints the weightiest: about the one that the server will choose. */
  weight: z.number().int().min(0),
  /** In order; candidates stand in `slot_1` … `slot_3` (list.product_reference), with why each belongs, per product id. */
  slots: z.array(z.object({ name: z.string(), reasons: z.record(z.string(), z.string()) })).min(1).max(3),
  /** Per candidate product id (decimal text): the discount it has in this set, basis points; absent = none. */
  discounts: z.record(z.string(), z.number().int().min(1).max(10_000)),
});
export type PublishedSet = z.infer<typeof publishedSet>;

/** Metafield `$app:setwise.set_discount` of a candidate, type json: per set id, the anchor and the discount. */
export const publishedDiscounts = z.record(z.string(), z.object({ anchor: z.string(), bp: z.number().int().min(1).max(10_000) }));
export type PublishedDiscounts = z.infer<typeof publishedDiscounts>;
