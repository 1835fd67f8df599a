// What is wrong with the shop's own data, and what that is worth in money that its customers paid lately.
import { PRODUCT_PROBLEMS, type ProductProblem, type Since, sizeOfDuplicates, sizeOfProblem, sizeWithoutAnyCost } from '#app/db/data-health.ts';
import { guardrailsOf } from '#app/db/guardrails.ts';
import { shopSales } from '#app/db/product-sales.ts';
import { daysBefore } from '#app/domain/days.ts';
import { BOUGHT_LATELY_DAYS, LONG_SOLD_OUT_DAYS, SALES_DAYS } from '#app/domain/metric/lately.ts';

export const CATALOGUE_PROBLEMS = [...PRODUCT_PROBLEMS, 'duplicates'] as const;
export type CatalogueProblem = (typeof CATALOGUE_PROBLEMS)[number];

export interface ProblemSummary {
  problem: CatalogueProblem;
  /** Products; of duplicates, people. */
  count: number;
  /** Of people: how many profiles they have. Of products without cost: those of which no variant has one. */
  whole: number;
  /** What customers paid for them in the last ninety days, before returns; of duplicates, what these people paid. */
  salesMinor: number;
  /** Of all sales, in basis points; null: there were none. */
  shareBp: number | null;
}

export interface CatalogueHealth {
  /** Those that are there, what is worth most first. */
  problems: ProblemSummary[];
  /** Assumed where no cost is known; null: such products are not offered. */
  defaultCostBp: number | null;
  salesMinor: number;
  /** ISO; null: it was not looked through yet. */
  summedAt: string | null;
}

export const sinceWhen = (at: Date): Since => ({ soldOut: daysBefore(at, LONG_SOLD_OUT_DAYS), unsold: daysBefore(at, BOUGHT_LATELY_DAYS) });

/** Orders go back far enough to say that something was not bought for so long. */
const canTellUnsold = (firstOrderedAt: Date | null | undefined, since: Since): boolean => Boolean(firstOrderedAt && firstOrderedAt <= since.unsold);

export async function catalogueHealth(shopId: bigint, at: Date): Promise<CatalogueHealth> {
  const since = sinceWhen(at);
  const [sales, { defaultCostBp }, withoutAnyCost, duplicates, ...products] = await Promise.all([
    shopSales(shopId),
    guardrailsOf(shopId),
    sizeWithoutAnyCost(shopId),
    sizeOfDuplicates(shopId, daysBefore(at, SALES_DAYS)),
    ...PRODUCT_PROBLEMS.map(async (problem) => ({ problem, ...(await sizeOfProblem(shopId, problem, since)) })),
  ]);
  const share = (salesMinor: number) => (sales && sales.salesMinor > 0 ? Math.round((salesMinor * 10_000) / sales.salesMinor) : null);
  const summary = (problem: CatalogueProblem, count: number, whole: number, salesMinor: number): ProblemSummary => ({ problem, count, whole, salesMinor, shareBp: share(salesMinor) });
  const ofProducts = products
    .filter(({ problem }) => problem !== 'unsold' || canTellUnsold(sales?.firstOrderedAt, since))
    .map(({ problem, products: count, salesMinor }) => {
      if (problem !== 'without_cost') return summary(problem, count, count, salesMinor);
      // Without an assumed cost, what has a variant of known cost is still offered in that one.
      return summary(problem, count, withoutAnyCost.products, defaultCostBp === null ? withoutAnyCost.salesMinor : salesMinor);
    });
  return {
    problems: [...ofProducts, summary('duplicates', duplicates.people, duplicates.profiles, duplicates.salesMinor)].filter(({ count }) => count > 0).sort((one, other) => other.salesMinor - one.salesMinor),
    defaultCostBp,
    salesMinor: sales?.salesMinor ?? 0,
    summedAt: sales?.summedAt.toISOString() ?? null,
  };
}

export const isProductProblem = (problem: string): problem is ProductProblem => (PRODUCT_PROBLEMS as readonly string[]).includes(problem);
