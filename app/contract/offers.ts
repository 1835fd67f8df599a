// The storefront's question and our answer, over the app proxy: GET /apps/setwise/offers → /proxy/offers.
// Ids are decimal text (they exceed 2^53), money is integer minor units. No cost, no margin, no floor is ever in here.
import { z } from 'zod';

const id = z.string().regex(/^\d{1,20}$/);

export const PLACEMENTS = ['product_page', 'cart_page', 'cart_drawer'] as const;
export type Placement = (typeof PLACEMENTS)[number];

/** With those that are not the theme's: pages of Shopify's that come after paying, asked about in app/contract/thank-you.ts. */
export const ALL_PLACEMENTS = [...PLACEMENTS, 'thank_you', 'order_status'] as const;
export type AnyPlacement = (typeof ALL_PLACEMENTS)[number];

/** Query parameters beside Shopify's own (shop, timestamp, signature, logged_in_customer_id, path_prefix). */
export const offersQuery = z.object({
  placement: z.enum(PLACEMENTS),
  /** "variantId:quantity,variantId:quantity", at most 50; on a product page the product's selected variant. */
  items: z.string().max(2_000).regex(/^(\d{1,20}:\d{1,4})(,\d{1,20}:\d{1,4}){0,49}$|^$/),
  /** Variant ids, comma separated, of products that the cart holds only as parts of sets: they start no set of their own. */
  parts: z.string().max(2_000).regex(/^\d{1,20}(,\d{1,20}){0,49}$|^$/).optional(),
  /** "variantId:setId", comma separated: lines that were added for a set, by their attribute. A set price that they begin is shown as it will be charged. */
  ofSets: z.string().max(4_000).optional(),
  locale: z.string().max(16).optional(),
  /** Presentment currency of the cart; absent: the shop's own. In another one an offer is made where its market's prices are known. */
  currency: z.string().regex(/^[A-Za-z]{3}$/).optional(),
  /** ISO 3166, as the storefront's own choice of market says it. */
  country: z.string().regex(/^[A-Za-z]{2}$/).optional(),
  /** The visitor's id, only where they consented; without it the question is outside every experiment. */
  visitor: z.uuid().optional(),
});
export type OffersQuery = z.infer<typeof offersQuery>;

const offerVariant = z.object({
  variantId: id,
  title: z.string(),
  priceMinor: z.number().int(),
  /** What is charged per unit when it is added with the line attribute. */
  offerPriceMinor: z.number().int(),
});

const offerItem = z.object({
  slotNo: z.number().int(),
  slotName: z.string(),
  productId: id,
  variantId: id,
  title: z.string(),
  url: z.string(),
  imageUrl: z.string().nullable(),
  priceMinor: z.number().int(),
  offerPriceMinor: z.number().int(),
  discountBp: z.number().int(),
  /** Why it belongs, in one line for the shopper. */
  reason: z.string(),
  /** True when it stands in for a better candidate that fell out. */
  substitute: z.boolean(),
  /** In-stock variants to choose from, the chosen one among them; one entry = no choice to show. */
  variants: z.array(offerVariant).min(1),
});
export type OfferItem = z.infer<typeof offerItem>;

/** Which experiment's arm applied. To be said back to /proxy/exposure once the place is in view, in either arm alike. */
const exposureTold = z.object({
  experimentId: z.uuid(),
  arm: z.enum(['exposed', 'holdout']),
  decisionId: z.uuid(),
});
export type ExposureTold = z.infer<typeof exposureTold>;

export const offersAnswer = z.object({
  /** null: nothing to offer; the widget takes no space. */
  offer: z
    .object({
      decisionId: z.string(),
      /** What a line says that is added (LINE_ATTRIBUTE): the set's id, with a mark after it where a test's arm has the price. */
      setId: z.string(),
      goal: z.string(),
      /** The place's own words, which come before the goal and the theme's. */
      heading: z.string().optional(),
      currency: z.string(),
      items: z.array(offerItem).min(1),
      /** Of all items, one unit each, after discount; and what that saves. */
      totalMinor: z.number().int(),
      savingMinor: z.number().int(),
      /** The prices are parts of a set price: they hold when every item is taken, and none of them for less. */
      wholeOnly: z.boolean().optional(),
      /** With any of the items the order is sent for nothing. */
      freeShipping: z.boolean().optional(),
      /** What the set improves, in a sentence. */
      outcome: z.string().optional(),
      /** Product id: what the item is bought instead of. */
      replaces: id.optional(),
    })
    .nullable(),
  /** null: outside every experiment, or nothing would be offered to anyone here. With arm holdout `offer` is null. */
  exposure: exposureTold.nullable(),
});
export type OffersAnswer = z.infer<typeof offersAnswer>;
