import { describe, expect, it } from 'vitest';
import { measureBlends, measurePopularity } from '#app/domain/association/backtest.ts';
import { askQuestions } from '#app/domain/association/held-out.ts';
import { learnAssociations } from '#app/domain/association/learn.ts';
import { popularity } from '#app/domain/association/lists.ts';
import { lastOrderOf, measureNext } from '#app/domain/association/measure-next.ts';
import { createHistoryBuilder, firstOrders, type OrderHistory } from '#app/domain/association/order-history.ts';
import { NEXT_POPULARITY_ONLY, POPULARITY_ONLY } from '#app/domain/association/parameters.ts';
import { seeded } from '#test/support/planted-orders.ts';

const PRODUCTS = 60;
const HOUR = 3_600_000;

/** Every product is bought for itself: some more than others, none because of another, none because of who buys. */
function independentOrders(orders: number, seed: number): OrderHistory {
  const random = seeded(seed);
  const builder = createHistoryBuilder();
  for (let order = 0; order < orders; order++) {
    const products = Array.from({ length: 1 + Math.floor(5 * random() ** 2) }, () => String(100 + Math.floor(PRODUCTS * random() ** 2)));
    builder.add(String(10_000 + order), order * HOUR, `c${Math.floor(random() * orders / 4)}`, products);
  }
  return builder.finish();
}

describe('where nothing is to be learned', () => {
  it.each([500, 1_440])('%i orders are answered by popularity, as well as popularity answers', (orders) => {
    let otherwise = 0;
    for (const seed of [1, 2, 3, 4, 5, 6, 7, 8]) {
      const all = independentOrders(orders * 2, seed);
      const past = firstOrders(all, orders);
      const learned = learnAssociations(past);
      const { blends, next } = learned.parameters;
      otherwise += Number(blends.single !== POPULARITY_ONLY) + Number(blends.full !== POPULARITY_ONLY) + Number(next.blend !== NEXT_POPULARITY_ONLY);
      const counts = new Float64Array(all.productKeys.length);
      for (const product of past.lines) counts[product] = counts[product]! + 1;
      const top = popularity(counts, counts.length);
      const plain = { lists: learned.lists, popular: top.products, shares: top.shares };
      const asked = askQuestions(all, orders);
      const noWorse = (ours: number, theirs: number) => expect(ours).toBeGreaterThan(theirs * 0.9);
      noWorse(measureBlends(learned, asked.single, [blends.single])[0]!.quality.ndcg10, measurePopularity(plain, asked.single).ndcg10);
      noWorse(measureBlends(learned, asked.full, [blends.full])[0]!.quality.ndcg10, measurePopularity(plain, asked.full).ndcg10);
      noWorse(measureNext(learned.lists, learned.next, asked.next, [next.blend])[0]!.quality.recall10, measurePopularity(plain, asked.next.map(lastOrderOf)).recall10);
    }
    // What chance alone puts 2.5 standard errors above popularity: one choice in dozens.
    expect(otherwise).toBeLessThanOrEqual(1);
  });
});
