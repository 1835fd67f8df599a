// What is published on products as metafields, and read by Liquid and by the discount Function. Nothing here may reveal
// a cost or a floor.
import { z } from 'zod';

const currency = z.string().length(3);

/** What a set gives, as Liquid paints it. */
const painted = {
  /** Per candidate product id (decimal text): the discount it has in this set, basis points; absent = none. A gift has all of it. */
  discounts: z.record(z.string(), z.number().int().min(1).max(10_000)),
  /** Of an amount or a set price: in what currency it stands; Liquid paints neither in another one. */
  currency: currency.optional(),
  /** Per candidate product id: an amount off its price, in Liquid's hundredths. */
  off: z.record(z.string(), z.number().min(0)).optional(),
  /** Per candidate product id, in Liquid's hundredths: its share of a set price, which holds for one of every slot together. */
  prices: z.record(z.string(), z.number().min(0)).optional(),
  /** The whole set price, in Liquid's hundredths. */
  price: z.number().min(0).optional(),
  /** Whichever of them is taken with the anchor, the order is sent for nothing. */
  freeShipping: z.literal(true).optional(),
  /** Candidates that are not painted in this currency: below the floor there, or without a price that is known. */
  hidden: z.array(z.string()).optional(),
};
export type PaintedTerms = z.infer<z.ZodObject<typeof painted>>;

/** Metafield `$app:setwise.set` of an anchor, type json. */
export const publishedSet = z.object({
  /** Set id (uuid); becomes the line attribute. */
  id: z.string(),
  goal: z.string(),
  /** What the set improves, in a sentence. */
  outcome: z.string().optional(),
  /** Of several sets that a cart starts, Liquid paints the weightiest: about the one that the server will choose. */
  weight: z.number().int().min(0),
  /** In order; candidates stand in `slot_1` … `slot_3` (list.product_reference), with why each belongs, per product id. */
  slots: z.array(z.object({ name: z.string(), reasons: z.record(z.string(), z.string()) })).min(1).max(3),
  ...painted,
  /** Per currency in which it gives something else. */
  in: z.record(currency, z.object(painted)).optional(),
});
export type PublishedSet = z.infer<typeof publishedSet>;

/** Minor units of the currency `cur`. */
const minor = z.number().int().min(0);
const count = z.number().int().min(1).max(99);

/** What a candidate is given in one set while its anchor is in the cart: one of five, or nothing. */
const percent = { bp: z.number().int().min(1).max(10_000) };
const amount = { off: minor, cur: currency };
/** Only while each of the set's `of` slots has one in the cart; this product stands in `slot`, counted from 1. */
const price = { price: minor, cur: currency, slot: count, of: count };
/** Costs nothing: one of all gifts together for each anchor. */
const gift = { gift: z.literal(true) };
/** The order is sent for nothing. */
const shipping = { ship: z.literal(true) };

const given = z.union([z.strictObject(percent), z.strictObject(amount), z.strictObject(price), z.strictObject(gift), z.strictObject(shipping), z.strictObject({})]);
export type PublishedTerms = z.infer<typeof given>;

const where = {
  /** The one product that starts the set; absent: any that says so itself (publishedStarts). */
  anchor: z.string().optional(),
  /** Per currency in which it is given something else, or nothing. */
  in: z.record(currency, given).optional(),
};
const publishedDiscount = z.union([
  z.strictObject({ ...where, ...percent }),
  z.strictObject({ ...where, ...amount }),
  z.strictObject({ ...where, ...price }),
  z.strictObject({ ...where, ...gift }),
  z.strictObject({ ...where, ...shipping }),
  z.strictObject(where),
]);
export type PublishedDiscount = z.infer<typeof publishedDiscount>;

/** Metafield `$app:setwise.set_discount` of a candidate, type json: per set id, what it is given there; and per set id with a
 *  test's arm after it (app/domain/experiment-test/line-of-arm.ts), what it is given in that arm. */
export const publishedDiscounts = z.record(z.string(), publishedDiscount);
export type PublishedDiscounts = z.infer<typeof publishedDiscounts>;

/** Metafield `$app:setwise.starts` of a product that starts a set which others start too, type json: the ids of such sets. */
export const publishedStarts = z.array(z.string());
