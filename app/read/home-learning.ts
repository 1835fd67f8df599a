// What the orders have said so far: waiting, being learned, learned (with what the backtest found), or stopped.
import { z } from 'zod';
import { countOrders, learningRuns } from '#app/db/admin-home.ts';
import { latestBackfill } from '#app/db/backfills.ts';
import { type LearningProgress, learningProgress } from '#app/db/learning-progress.ts';
import { shopById } from '#app/db/shops.ts';
import { isPastWithheld } from '#app/domain/association/withheld-past.ts';

export type { LearningProgress };

export interface LearnedResult {
  orders: number;
  products: number;
  /** What a test on the shop's latest orders found: how often the missing product was among the first ten. */
  test: {
    orders: number;
    modelBp: number;
    countingBp: number;
    /** Naming what most orders hold. */
    popularityBp: number;
    /** What the last 60 days alone would have found; null where there is nothing older to compare with. */
    shortBp: number | null;
  } | null;
  /** Shopify shows the last 60 days of orders only. */
  pastWithheld: boolean;
}

export type LearningState =
  | { kind: 'waiting' }
  /** Learning looked, and there was nothing to learn from. */
  | { kind: 'thin' }
  | { kind: 'running'; orders: number; progress: LearningProgress | null; before: LearnedResult | null }
  | { kind: 'learned'; result: LearnedResult }
  | { kind: 'failed'; why: string; before: LearnedResult | null };

// As app/domain/association/learn.ts writes it; one product is hidden from a cart that holds the rest.
const quality = z.object({ hit10: z.number() });
const backtest = z.object({
  heldOut: z.number(),
  moments: z.object({ full: z.object({ model: quality, counting: quality, popularity: quality }) }),
  shortHistory: z.object({ moments: z.object({ full: quality }) }).nullish(),
});

export async function learningState(shopId: bigint): Promise<LearningState> {
  const [{ current, latest }, backfill, shop] = await Promise.all([learningRuns(shopId), latestBackfill(shopId), shopById(shopId)]);
  const before = current ? result(current, shop !== undefined && isPastWithheld(shop.scopes)) : null;
  const read = backfill?.status === 'done' ? backfill.finishedAt : null;
  const owed = latest?.status === 'running' || (latest?.status === 'done' && latest.proposedAt === null) || (read !== null && (!latest || latest.startedAt < read));
  if (owed) {
    const [orders, progress] = await Promise.all([countOrders(shopId), learningProgress(shopId)]);
    return { kind: 'running', orders, progress, before };
  }
  if (latest?.status === 'failed') return (await countOrders(shopId)) === 0 ? { kind: 'thin' } : { kind: 'failed', why: latest.error ?? '', before };
  return before ? { kind: 'learned', result: before } : { kind: 'waiting' };
}

function result(model: { orders: number; products: number; backtest: unknown }, pastWithheld: boolean): LearnedResult {
  const parsed = backtest.safeParse(model.backtest);
  const basisPoints = (share: number) => Math.round(share * 10_000);
  return {
    orders: model.orders,
    products: model.products,
    test: parsed.success
      ? {
          orders: parsed.data.heldOut,
          modelBp: basisPoints(parsed.data.moments.full.model.hit10),
          countingBp: basisPoints(parsed.data.moments.full.counting.hit10),
          popularityBp: basisPoints(parsed.data.moments.full.popularity.hit10),
          shortBp: parsed.data.shortHistory ? basisPoints(parsed.data.shortHistory.moments.full.hit10) : null,
        }
      : null,
    pastWithheld,
  };
}
