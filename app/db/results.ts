// The sums of the results page and of tests, over what became of each subject (outcomes.ts): of each arm, in each scope.
import type { ArmSums } from '#app/domain/metric/arm-sums.ts';
import { ON_SITE, type OutcomeTerms } from './outcome-rows.ts';
import { readByPeriod, readSummed } from './outcomes.ts';

export { ON_SITE };

/** Takers: subjects with a line that is attributed to an offer of this scope; of the global one and of tests, to any. */
export interface ScopeSums extends ArmSums {
  /** An experiment's id, or on_site. Of experiments that run, and of tests that have ended, too. */
  scope: string;
  /** exposed | holdout; of a test a, b, … */
  arm: string;
  firstAt: Date;
  /** Holdout share over the subjects as they were exposed: Σ holdout_bp, of both arms to be added. */
  expectedHoldout: number;
}

/** Of subjects who were first exposed in one stretch of time. */
export interface PeriodSums extends ScopeSums {
  /** How many of the moments they were not exposed before: 0 is before the first, 1 from the first on. */
  period: number;
}

// Profit is kept in thousandths of a minor unit, as a message costs parts of one.
const SUMS = `
         scope, arm, first_at AS "firstAt", (holdout_bp / 10000)::float8 AS "expectedHoldout", subjects::int, buyers::int, takers::int, unsubscribers::int,
         orders::int, orders_orders::float8 AS "ordersSquared", units::int, units_units::float8 AS "unitsSquared", returned::int AS "returnedUnits", returned_returned::float8 AS "returnedUnitsSquared", units_returned::float8 AS "unitsReturned",
         messages::int, (messages * $5::bigint * 0.001)::float8 AS "messageCost", (messages_messages * $5::bigint * $5::bigint * 0.000001)::float8 AS "messageCostSquared",
         revenue::float8, revenue_revenue::float8 AS "revenueSquared", revenue_cubed::float8 AS "revenueCubed", orders_revenue::float8 AS "ordersRevenue", (profit * 0.001)::float8 AS profit, (profit_profit * 0.000001)::float8 AS "profitSquared", (revenue_profit * 0.001)::float8 AS "revenueProfit",
         (capped * 0.001)::float8 AS "cappedProfit", (capped_capped * 0.000001)::float8 AS "cappedProfitSquared", (capped_cubed * 0.000000001)::float8 AS "cappedProfitCubed",
         before::float8, before_before::float8 AS "beforeSquared", before_revenue::float8 AS "beforeRevenue", (before_profit * 0.001)::float8 AS "beforeProfit", (before_capped * 0.001)::float8 AS "beforeCappedProfit"
    FROM summed`;

export function armSums(shopId: bigint, terms: OutcomeTerms): Promise<ScopeSums[]> {
  return readSummed<ScopeSums>(shopId, terms, `SELECT ${SUMS}`);
}

/** @param froms in the order of time */
export function armSumsByPeriod(shopId: bigint, terms: OutcomeTerms, scope: string, froms: readonly Date[]): Promise<PeriodSums[]> {
  return readByPeriod<PeriodSums>(shopId, terms, scope, froms, `SELECT period, ${SUMS}`);
}
