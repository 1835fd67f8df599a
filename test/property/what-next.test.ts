import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { customerRows, weighRows } from '#app/domain/association/customer-rows.ts';
import { keyedNextModel } from '#app/domain/association/keyed-next-model.ts';
import { fitModel } from '#app/domain/association/learn.ts';
import { measureNext } from '#app/domain/association/measure-next.ts';
import { createHistoryBuilder, type OrderHistory } from '#app/domain/association/order-history.ts';
import { countPairs } from '#app/domain/association/pair-counts.ts';
import { DEFAULTS, NEXT_BLENDS } from '#app/domain/association/parameters.ts';
import { pastProducts, rankNext } from '#app/domain/association/rank-next.ts';
import { countTransitions } from '#app/domain/association/transitions.ts';

const DAY = 86_400_000;

interface Order { key: string; atMs: number; customer: string | null; products: string[] }

const product = fc.integer({ min: 0, max: 11 }).map((number) => String(100 + number));
const orders = fc
  .array(fc.record({
    atMs: fc.integer({ min: 0, max: 40 }).map((day) => day * DAY), customer: fc.option(fc.constantFrom('c1', 'c2', 'c3', 'c4')),
    products: fc.array(product, { minLength: 1, maxLength: 5 }),
  }), { minLength: 1, maxLength: 40 })
  .map((list): Order[] => list.map((order, at) => ({ key: `o${100 + at}`, ...order })));
const past = fc.array(fc.array(product, { minLength: 1, maxLength: 4 }), { maxLength: 4 });

function historyOf(list: readonly Order[]): OrderHistory {
  const builder = createHistoryBuilder();
  for (const { key, atMs, customer, products } of list) builder.add(key, atMs, customer, products);
  return builder.finish();
}

const sorted = (list: readonly Order[]) => list.toSorted((a, b) => a.atMs - b.atMs || (a.key < b.key ? -1 : 1)).map((order) => ({ ...order, products: [...new Set(order.products)] }));

describe('customers as rows', () => {
  it('weigh a pair by how lately the customer bought each, as counting by hand does', () => {
    fc.assert(fc.property(orders, (list) => {
      const history = historyOf(list);
      const rows = customerRows(history);
      const counts = countPairs(rows.rows);
      const { pairs, weight } = weighRows(rows, counts, { sizeExponent: 0.5, decayDays: 9 });
      const newest = Math.max(...list.map(({ atMs }) => atMs));
      const byHand = new Map<string, number>();
      const lastBought = new Map<string, Map<string, number>>();
      for (const { key, customer, atMs, products } of sorted(list)) {
        const row = lastBought.get(customer ?? key) ?? new Map<string, number>();
        lastBought.set(customer ?? key, row);
        for (const each of products) row.set(each, atMs);
      }
      for (const row of lastBought.values())
        for (const [a, at] of row) for (const [b, other] of row)
          byHand.set(`${a} ${b}`, (byHand.get(`${a} ${b}`) ?? 0) + Math.max(1, row.size - 1) ** -0.5 * Math.exp((at + other - 2 * newest) / DAY / 9));
      history.productKeys.forEach((a, source) => {
        expect(weight[source]).toBeCloseTo(byHand.get(`${a} ${a}`)!, 10);
        for (let at = counts.starts[source]!; at < counts.starts[source + 1]!; at++) {
          const cell = `${a} ${history.productKeys[counts.targets[at]!]}`;
          expect(pairs[at]).toBeCloseTo(byHand.get(cell)!, 10);
          byHand.delete(cell);
        }
        byHand.delete(`${a} ${a}`);
      });
      expect([...byHand]).toEqual([]);
    }));
  });
});

describe('transitions', () => {
  it('count what a customer had never bought, in the order after', () => {
    fc.assert(fc.property(orders, (list) => {
      const history = historyOf(list);
      const { starts, targets, strengths } = countTransitions(history, countPairs(history).inverted, 40);
      const pairs = new Map<string, number>();
      const before = new Map<string, number>();
      const after = new Map<string, number>();
      const add = (counts: Map<string, number>, key: string) => counts.set(key, (counts.get(key) ?? 0) + 1);
      for (const own of Map.groupBy(sorted(list).filter(({ customer }) => customer !== null), ({ customer }) => customer).values()) {
        const owned = new Set(own[0]!.products);
        own.slice(1).forEach(({ products }, at) => {
          const gained = products.filter((each) => !owned.has(each));
          for (const a of own[at]!.products) {
            add(before, a);
            for (const b of gained) add(pairs, `${a} ${b}`);
          }
          for (const b of gained) {
            add(after, b);
            owned.add(b);
          }
        });
      }
      const counted = history.productKeys.flatMap((a, source) => [...targets.subarray(starts[source]!, starts[source + 1]!)].map((target, at) => [`${a} ${history.productKeys[target]!}`, strengths[starts[source]! + at]!] as const));
      expect(new Map(counted)).toEqual(new Map([...pairs].map(([pair, count]) => {
        const [a, b] = pair.split(' ');
        return [pair, count / (Math.sqrt(before.get(a!)! * after.get(b!)!) + 10)];
      }).sort() as [string, number][]));
    }));
  });
});

describe('what next', () => {
  it('is the same whatever order the orders come in, and whether products are keyed by text or bigint', () => {
    const shuffled = orders.chain((list) => fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length, maxLength: list.length })));
    fc.assert(fc.property(shuffled, past, fc.constantFrom(...NEXT_BLENDS), ([list, other], bought, blend) => {
      const parameters = { ...DEFAULTS.next, blend };
      const rank = <Key extends string | bigint>(from: readonly Order[], keyed: (key: string) => Key) => {
        const history = historyOf(from);
        const fitted = fitModel(history, DEFAULTS);
        const { model, listsOf } = keyedNextModel(fitted.lists, fitted.next, parameters, history.productKeys.map(keyed));
        const weights = pastProducts(model, bought.map((order) => order.map(keyed)));
        return rankNext(model, listsOf(weights.keys()), weights, new Set([keyed('100')]), 10).map((each) => ({ ...each, product: String(each.product), because: each.because === null ? null : String(each.because) }));
      };
      const ranked = rank(list, String);
      expect(rank(other, String)).toEqual(ranked);
      expect(rank(list, BigInt)).toEqual(ranked);
      expect(new Set(ranked.map((each) => each.product)).size).toBe(ranked.length);
      expect(ranked.some((each) => each.product === '100')).toBe(false);
    }), { numRuns: 60 });
  });

  it('is measured as it is ranked', () => {
    fc.assert(fc.property(orders, past.filter((each) => each.length > 0), product, fc.constantFrom(...NEXT_BLENDS), (list, bought, answer, blend) => {
      const history = historyOf(list);
      const indexOf = (key: string) => history.productKeys.indexOf(key);
      const knownPast = bought.map((order) => order.filter((key) => indexOf(key) >= 0)).filter((order) => order.length > 0);
      const owned = new Set(knownPast.flat());
      fc.pre(indexOf(answer) >= 0 && !owned.has(answer));
      const fitted = fitModel(history, DEFAULTS);
      const dense = (keys: Iterable<string>) => Int32Array.from([...keys].map(indexOf)).sort();
      const [measured] = measureNext(fitted.lists, fitted.next, [{ past: knownPast.map(dense), answers: dense([answer]), excluded: dense(owned) }], [blend]);
      const { model, listsOf } = keyedNextModel(fitted.lists, fitted.next, { ...DEFAULTS.next, blend }, history.productKeys);
      const weights = pastProducts(model, knownPast);
      const rank = rankNext(model, listsOf(weights.keys()), weights, owned, 10).findIndex((each) => each.product === answer);
      expect(measured!.quality.ndcg10).toBeCloseTo(rank < 0 ? 0 : 1 / Math.log2(rank + 2), 12);
    }), { numRuns: 60 });
  });
});
