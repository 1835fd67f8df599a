import { describe, expect, it } from 'vitest';
import { measureBlends, measurePopularity } from '#app/domain/association/backtest.ts';
import { askQuestions } from '#app/domain/association/held-out.ts';
import { learnAssociations } from '#app/domain/association/learn.ts';
import { lastOrderOf, measureNext } from '#app/domain/association/measure-next.ts';
import { createHistoryBuilder, firstOrders, type OrderHistory } from '#app/domain/association/order-history.ts';
import { DEFAULTS, NEXT_POPULARITY, POPULARITY_ONLY } from '#app/domain/association/parameters.ts';
import { plainPopularity } from '#app/domain/association/popular.ts';
import { plantedOrders, seeded } from '#test/support/planted-orders.ts';

const HOUR = 3_600_000;

/** A supermarket: a few products in many orders, thousands of others once or twice; what is in a cart together says nothing. */
function unrelated({ orders, customers, seed }: { orders: number; customers: number; seed: number }): OrderHistory {
  const random = seeded(seed);
  const builder = createHistoryBuilder();
  for (let order = 0; order < orders; order++) {
    const products = Array.from({ length: 2 + Math.floor(6 * random()) }, () => String(10_000 + Math.floor(3_000 * random() ** 4)));
    builder.add(String(100_000 + order), order * HOUR, `c${order < customers ? order : Math.floor(random() * customers)}`, products);
  }
  return builder.finish();
}

function planted(orders: number, seed: number): OrderHistory {
  const builder = createHistoryBuilder();
  for (const { key, atMs, products } of plantedOrders({ orders, anchors: 12, seed })) builder.add(key, atMs, `c${key}`, products);
  return builder.finish();
}

describe('with few orders', () => {
  it.each([40, 120, 500])('%i of them of which nobody came back are answered by plain popularity, neither better nor worse', (orders) => {
    for (const seed of [1, 2, 3]) {
      const all = unrelated({ orders: orders + 600, customers: orders, seed });
      const past = firstOrders(all, orders);
      const learned = learnAssociations(past);
      const { blends, next } = learned.parameters;
      expect({ ...blends, next }).toEqual({ single: POPULARITY_ONLY, full: POPULARITY_ONLY, next: NEXT_POPULARITY });
      const plain = { lists: learned.lists, ...plainPopularity(past) };
      const asked = askQuestions(all, orders);
      expect(asked.next.length).toBeGreaterThan(20);
      for (const moment of ['single', 'full'] as const) expect(measureBlends(learned, asked[moment], [blends[moment]])[0]!.quality).toEqual(measurePopularity(plain, asked[moment]));
      expect(measureNext(learned.lists, learned.next, asked.next, [next.blend])[0]!.quality).toEqual(measurePopularity(plain, asked.next.map(lastOrderOf)));
    }
  });

  it('keeps what is learned where carts show that it beats popularity, though nobody came back', () => {
    for (const seed of [1, 2, 3]) expect(learnAssociations(planted(150, seed)).parameters.next).toEqual(DEFAULTS.next);
  });
});
