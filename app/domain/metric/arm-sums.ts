// What a database adds up about one arm of one experiment: all that any metric here is computed from. Each subject has one
// value of everything, whoever bought nothing 0. "Squared" is the sum of the squares of each subject's value, and a name of
// two values the sum of their products: what variances are made of. "Cubed" tells how skewed a value is. Money in minor units, with decimals where a message
// costs a part of one.

export interface ArmSums {
  /** Who reached an offer or, in the holdout, would have. */
  subjects: number;
  /** Subjects with an order in the window. */
  buyers: number;
  orders: number;
  ordersSquared: number;
  /** Subjects with a line that is attributed to an offer. */
  takers: number;
  /** Of those orders; less what was edited out of them. */
  units: number;
  unitsSquared: number;
  returnedUnits: number;
  returnedUnitsSquared: number;
  unitsReturned: number;
  /** Sent in the window, by any workflow. */
  messages: number;
  messageCost: number;
  messageCostSquared: number;
  /** Subjects who unsubscribed by such a message, or called it spam. */
  unsubscribers: number;
  revenue: number;
  revenueSquared: number;
  revenueCubed: number;
  ordersRevenue: number;
  profit: number;
  profitSquared: number;
  revenueProfit: number;
  /** Of each subject's profit at most the shop's cap; losses in full. Without a cap it is the profit. */
  cappedProfit: number;
  cappedProfitSquared: number;
  cappedProfitCubed: number;
  /** Net revenue of the 90 days before the first exposure, as it was known at that moment, at most the cap. */
  before: number;
  beforeSquared: number;
  beforeRevenue: number;
  beforeProfit: number;
  beforeCappedProfit: number;
}

/** Of an arm that nobody was counted in. */
export const NOBODY: ArmSums = {
  subjects: 0, buyers: 0, orders: 0, ordersSquared: 0, takers: 0, units: 0, unitsSquared: 0, returnedUnits: 0, returnedUnitsSquared: 0, unitsReturned: 0,
  messages: 0, messageCost: 0, messageCostSquared: 0, unsubscribers: 0, revenue: 0, revenueSquared: 0, revenueCubed: 0, ordersRevenue: 0, profit: 0, profitSquared: 0, revenueProfit: 0,
  cappedProfit: 0, cappedProfitSquared: 0, cappedProfitCubed: 0, before: 0, beforeSquared: 0, beforeRevenue: 0, beforeProfit: 0, beforeCappedProfit: 0,
};
