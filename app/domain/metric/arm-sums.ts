// What a database adds up about one arm of one experiment: all that any metric here is computed from.

export interface ArmSums {
  /** Who reached an offer or, in the holdout, would have. */
  subjects: number;
  /** Subjects with an order in the window. */
  buyers: number;
  orders: number;
  /** Subjects with a line that is attributed to an offer. */
  takers: number;
  /** Minor units, and the squares of each subject's for the variance. */
  revenue: number;
  revenueSquared: number;
  profit: number;
  profitSquared: number;
}

/** Of an arm that nobody was counted in. */
export const NOBODY: ArmSums = { subjects: 0, buyers: 0, orders: 0, takers: 0, revenue: 0, revenueSquared: 0, profit: 0, profitSquared: 0 };
