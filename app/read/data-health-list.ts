// One problem of the shop's data, a page at a time: what is worth most first.
import { duplicateProfiles, productsWithProblem, sizeOfDuplicates, sizeOfProblem } from '#app/db/data-health.ts';
import { guardrailsOf } from '#app/db/guardrails.ts';
import { daysBefore, SALES_DAYS } from '#app/domain/metric/lately.ts';
import { type CatalogueProblem, isProductProblem, sinceWhen } from './data-health-catalogue.ts';

export const LINES_PER_PAGE = 25;

export interface ProductLine {
  /** Decimal text. */
  productId: string;
  title: string;
  imageUrl: string | null;
  salesMinor: number;
  /** ISO; null: not bought in the time that is summed. */
  lastSoldAt: string | null;
  updatedAt: string;
  variants: number;
  variantsWithoutCost: number;
  soldOutSince: string | null;
}

export interface ProfilesLine {
  /** Decimal text. */
  customerIds: string[];
  orders: number;
  salesMinor: number;
}

export interface ProblemPage {
  problem: CatalogueProblem;
  total: number;
  page: number;
  pages: number;
  products: ProductLine[];
  profiles: ProfilesLine[];
  defaultCostBp: number | null;
}

/** @param asked from 1; past the end it is the last */
export async function problemPage(shopId: bigint, problem: CatalogueProblem, asked: number, at: Date): Promise<ProblemPage> {
  const since = sinceWhen(at);
  const paidSince = daysBefore(at, SALES_DAYS);
  const [total, { defaultCostBp }] = await Promise.all([
    isProductProblem(problem) ? sizeOfProblem(shopId, problem, since).then(({ products }) => products) : sizeOfDuplicates(shopId, paidSince).then(({ people }) => people),
    guardrailsOf(shopId),
  ]);
  const pages = Math.max(1, Math.ceil(total / LINES_PER_PAGE));
  const page = Math.min(Math.max(1, asked), pages);
  const window = { limit: LINES_PER_PAGE, offset: (page - 1) * LINES_PER_PAGE };
  const products = isProductProblem(problem) ? await productsWithProblem(shopId, problem, since, window) : [];
  const profiles = problem === 'duplicates' ? await duplicateProfiles(shopId, paidSince, window) : [];
  return {
    problem,
    total,
    page,
    pages,
    defaultCostBp,
    products: products.map(({ productId, lastSoldAt, updatedAt, soldOutSince, ...rest }) => ({
      ...rest, productId: String(productId), lastSoldAt: lastSoldAt?.toISOString() ?? null, updatedAt: updatedAt.toISOString(), soldOutSince: isoOf(soldOutSince),
    })),
    profiles: profiles.map(({ customerIds, ...rest }) => ({ ...rest, customerIds: customerIds.map(String) })),
  };
}

/** Nothing was ever stocked: no date says since when. */
const isoOf = (date: Date | null): string | null => (date instanceof Date && Number.isFinite(date.getTime()) ? date.toISOString() : null);
