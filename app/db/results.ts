// The sums of the results page, over what became of each subject (outcomes.ts): exposed beside held out, in each scope. The payment
// fee comes off here, since a merchant may correct it at any time; a refund does not bring it back.
import type { ArmSums } from '#app/domain/metric/arm-sums.ts';
import type { Arm } from '#app/domain/portable/assignment.ts';
import type { Guardrails } from '#app/domain/margin/guardrails.ts';
import { ON_SITE, readSummed } from './outcomes.ts';

export { ON_SITE };

/** Takers: subjects with a line that is attributed to an offer of this scope; of the global one, to any. */
export interface ScopeSums extends ArmSums {
  /** An experiment's id, or on_site. */
  scope: string;
  arm: Arm;
  firstAt: Date;
  /** Holdout share over the subjects as they were exposed: Σ holdout_bp, of both arms to be added. */
  expectedHoldout: number;
}

// The profit of a subject is margin − f · paid − m · orders, and its square the sum of what that multiplies to.
const SCOPES = `
  SELECT scope, arm, subjects::int, buyers::int, orders::int, takers::int, first_at AS "firstAt", revenue::float8, revenue_2::float8 AS "revenueSquared", (margin - f * paid - m * orders)::float8 AS profit,
         (margin_2 + f ^ 2 * paid_2 + m ^ 2 * orders_2 - 2 * f * margin_paid - 2 * m * margin_orders + 2 * f * m * paid_orders)::float8 AS "profitSquared", (holdout_bp / 10000)::float8 AS "expectedHoldout"
    FROM summed, (SELECT $4::numeric / 10000 AS f, $5::numeric AS m) fee`;

export function armSums(shopId: bigint, { feeBp, feeMinor, defaultCostBp }: Pick<Guardrails, 'feeBp' | 'feeMinor' | 'defaultCostBp'>): Promise<ScopeSums[]> {
  return readSummed<ScopeSums>(shopId, defaultCostBp, SCOPES, [feeBp, feeMinor]);
}
