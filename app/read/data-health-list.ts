// One problem of the shop's data, a page at a time: what is worth most first.
import { duplicateProfiles, type ProductProblem, productsWithProblem, sizeOfDuplicates, sizeOfProblem } from '#app/db/data-health.ts';
import { guardrailsOf } from '#app/db/guardrails.ts';
import { daysBefore } from '#app/domain/days.ts';
import { SALES_DAYS } from '#app/domain/metric/lately.ts';
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
  const lines = (page: number) => (isProductProblem(problem) ? productLines(shopId, problem, page, at) : profileLines(shopId, page, at));
  const [found, { defaultCostBp }] = await Promise.all([lines(asked), guardrailsOf(shopId)]);
  const pages = Math.max(1, Math.ceil(found.total / LINES_PER_PAGE));
  const page = Math.min(Math.max(1, asked), pages);
  return { problem, page, pages, defaultCostBp, ...(page === asked ? found : await lines(page)) };
}

type Lines = Pick<ProblemPage, 'total' | 'products' | 'profiles'>;

const windowOf = (page: number) => ({ limit: LINES_PER_PAGE, offset: (page - 1) * LINES_PER_PAGE });

async function productLines(shopId: bigint, problem: ProductProblem, page: number, at: Date): Promise<Lines> {
  const since = sinceWhen(at);
  const { products, total } = await productsWithProblem(shopId, problem, since, windowOf(page));
  return {
    // Past the end nothing says how many there are.
    total: products.length > 0 || page === 1 ? total : (await sizeOfProblem(shopId, problem, since)).products,
    products: products.map(({ productId, lastSoldAt, updatedAt, soldOutSince, ...rest }) => ({
      ...rest, productId: String(productId), lastSoldAt: lastSoldAt?.toISOString() ?? null, updatedAt: updatedAt.toISOString(), soldOutSince: isoOf(soldOutSince),
    })),
    profiles: [],
  };
}

async function profileLines(shopId: bigint, page: number, at: Date): Promise<Lines> {
  const paidSince = daysBefore(at, SALES_DAYS);
  const [{ people }, profiles] = await Promise.all([sizeOfDuplicates(shopId, paidSince), duplicateProfiles(shopId, paidSince, windowOf(page))]);
  return { total: people, products: [], profiles: profiles.map(({ customerIds, ...rest }) => ({ ...rest, customerIds: customerIds.map(String) })) };
}

/** Nothing was ever stocked: no date says since when. */
const isoOf = (date: Date | null): string | null => (date instanceof Date && Number.isFinite(date.getTime()) ? date.toISOString() : null);
