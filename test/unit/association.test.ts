import { describe, expect, it } from 'vitest';
import { createHistoryBuilder } from '#app/domain/association/order-history.ts';
import { keyedModel } from '#app/domain/association/keyed-model.ts';
import { fitModel, learnAssociations } from '#app/domain/association/learn.ts';
import { countPairs, weighPairs } from '#app/domain/association/pair-counts.ts';
import { type Blend, DEFAULTS, NEXT_POPULARITY, POPULARITY_ONLY } from '#app/domain/association/parameters.ts';
import { rankAssociations } from '#app/domain/association/rank.ts';
import { type PlantedOrder, plantedOrders } from '#test/support/planted-orders.ts';

const DAY = 86_400_000;

function historyOf(orders: readonly PlantedOrder[]) {
  const builder = createHistoryBuilder();
  for (const { key, atMs, customer, products } of orders) builder.add(key, atMs, customer, products);
  return builder.finish();
}

const order = (key: string, day: number, ...products: string[]): PlantedOrder => ({ key, atMs: day * DAY, customer: null, products });

describe('weighing orders', () => {
  it('counts a large order less and an old order less', () => {
    const history = historyOf([order('1', 0, 'a', 'b'), order('2', 10, 'a', 'b', 'c', 'd', 'e')]);
    const { pairs, weight } = weighPairs(history, countPairs(history), { sizeExponent: 0.5, decayDays: 10 });
    // a with b: an order of two, ten days old (1/e), and one of five, of today (4^-0.5).
    expect(pairs[0]).toBeCloseTo(Math.exp(-1) + 0.5, 12);
    expect(weight[0]).toBeCloseTo(Math.exp(-1) + 0.5, 12);
    expect(weight[2]).toBeCloseTo(0.5, 12);
  });

  it('counts an order of one product for its product', () => {
    const history = historyOf([order('1', 0, 'a'), order('2', 0, 'a', 'b')]);
    const { weight } = weighPairs(history, countPairs(history), { sizeExponent: 0.5, decayDays: 0 });
    expect([...weight]).toEqual([2, 1]);
  });
});

describe('the pair score', () => {
  const blend: Blend = { ridge: 0, pairs: 1, backoff: 20 };
  const parameters = { ...DEFAULTS, pairWeighting: { sizeExponent: 0, decayDays: 0 }, blends: { single: blend, full: blend } };
  const history = historyOf([order('1', 0, 'a', 'b'), order('2', 0, 'a', 'b'), order('3', 0, 'a', 'c'), order('4', 0, 'c', 'd')]);
  const { model, listsOf } = keyedModel(fitModel(history, parameters), parameters.blends, history.productKeys);

  it('is (c_ij + m p_j) / (n_i + m)', () => {
    // Eight lines: a 3, b 2, c 2, d 1. With a in the cart: n = 3.
    expect(rankAssociations(model, listsOf(['a']), ['a'], { limit: 3 })).toEqual([
      { product: 'b', score: (2 + 20 * (2 / 8)) / 23, because: 'a', support: 2 },
      { product: 'c', score: (1 + 20 * (2 / 8)) / 23, because: 'a', support: 1 },
      { product: 'd', score: (20 * (1 / 8)) / 23, because: null, support: 0 },
    ].map((each) => ({ ...each, score: expect.closeTo(each.score, 12) })));
  });

  it('is plain popularity for a cart of unknown products', () => {
    expect(rankAssociations(model, listsOf(['x']), ['x'], { limit: 10 }).map((each) => each.product)).toEqual(['a', 'b', 'c', 'd']);
  });
});

describe('learning', () => {
  it('recovers planted complements', () => {
    const history = historyOf(plantedOrders({ orders: 3_000, anchors: 30, seed: 7 }));
    const learned = learnAssociations(history);
    const { model, listsOf } = keyedModel(learned, learned.parameters.blends, history.productKeys);
    for (let anchor = 0; anchor < 30; anchor++) {
      const cart = [String(1_000 + anchor)];
      expect(rankAssociations(model, listsOf(cart), cart, { limit: 1 })[0]?.product).toBe(String(1_030 + anchor));
    }
    expect(learned.backtest.asked).toBe(true);
    expect(learned.backtest.moments!.single.model.ndcg10).toBeGreaterThan(learned.backtest.moments!.single.popularity.ndcg10 * 2);
  });

  it.each([120, 300, 600])('is never below popularity on held-out orders, with %i orders', (orders) => {
    for (const seed of [1, 2, 3]) {
      const { backtest } = learnAssociations(historyOf(plantedOrders({ orders, anchors: 20, seed })));
      if (backtest.moments === null) continue;
      for (const { model, popularity } of [backtest.moments.single, backtest.moments.full]) if (model.questions >= 60) expect(model.ndcg10).toBeGreaterThanOrEqual(popularity.ndcg10);
    }
  });

  it('asks a model of the last 60 days the same questions, where there are older orders', () => {
    const { backtest } = learnAssociations(historyOf(plantedOrders({ orders: 3_000, anchors: 30, seed: 7 })));
    const { orders, moments } = backtest.shortHistory!;
    expect(orders).toBe(60 * 24); // an order an hour
    expect(moments.full.questions).toBe(backtest.moments!.full.model.questions);
    expect(moments.full.hit10).toBeLessThanOrEqual(backtest.moments!.full.model.hit10);
    expect(learnAssociations(historyOf(plantedOrders({ orders: 1_400, anchors: 30, seed: 7 }))).backtest.shortHistory).toBeNull();
  });

  it('takes the defaults where there are too few orders to ask, if these beat popularity on all orders in turn, else popularity', () => {
    const of = (orders: readonly PlantedOrder[]) => learnAssociations(historyOf(orders));
    const related = of(plantedOrders({ orders: 60, anchors: 12, seed: 1 }));
    expect(related.backtest).toMatchObject({ asked: false, moments: null });
    expect(related.parameters).toEqual(DEFAULTS);
    const unrelated = of(Array.from({ length: 20 }, (_, at) => order(String(at), at, 'a', `b${at}`)));
    expect(unrelated.backtest).toMatchObject({ asked: false, moments: null });
    expect(unrelated.parameters).toEqual({ ...DEFAULTS, blends: { single: POPULARITY_ONLY, full: POPULARITY_ONLY }, next: NEXT_POPULARITY });
  });

  it('learns from one order', () => {
    const history = historyOf([order('1', 0, 'a', 'b')]);
    const learned = learnAssociations(history);
    const { model, listsOf } = keyedModel(learned, learned.parameters.blends, history.productKeys);
    expect(rankAssociations(model, listsOf(['a']), ['a'], { limit: 5 }).map((each) => each.product)).toEqual(['b']);
  });

  it('gives the same model twice', () => {
    const orders = plantedOrders({ orders: 800, anchors: 12, seed: 4 });
    expect(learnAssociations(historyOf(orders.toReversed()))).toEqual(learnAssociations(historyOf(orders)));
  });
});
