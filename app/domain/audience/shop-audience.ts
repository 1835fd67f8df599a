// How the customers of one shop buy. Segments are told apart by the shop's own distribution, so that a shop of coffee and a
// shop of cameras each have their own frequent, loyal and lapsing customers. null: too few customers to say.

export interface ShopAudience {
  /** With an order that stands. */
  customers: number;
  /** Days between two orders of one customer: a quarter are shorter, nine of ten are shorter. */
  gapDaysP25: number | null;
  gapDaysP90: number | null;
  /** Four of five customers have fewer orders, or as many. */
  ordersP80: number | null;
  /** Nineteen of twenty customers spent less. */
  spentMinorP95: number | null;
  /** Share of a customer's orders that had a discount, among those with two orders or more: half have less; four of five do. */
  discountedP50: number | null;
  discountedP80: number | null;
  /** Product type in lower case: the share of orders that hold something of it. The most bought only. */
  typeShares: ReadonlyMap<string, number>;
}

export const UNKNOWN_AUDIENCE: ShopAudience = {
  customers: 0,
  gapDaysP25: null,
  gapDaysP90: null,
  ordersP80: null,
  spentMinorP95: null,
  discountedP50: null,
  discountedP80: null,
  typeShares: new Map(),
};
