import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeCounted, encodeCounted } from '#app/domain/association/counted-bytes.ts';
import { addCounted, countOrders, type CountedOrders, pairsOf, type Weightings } from '#app/domain/association/counted-orders.ts';
import { keyedModel } from '#app/domain/association/keyed-model.ts';
import { learnAdded } from '#app/domain/association/learn-added.ts';
import { fitRidge } from '#app/domain/association/local-ridge.ts';
import { createHistoryBuilder, type OrderHistory } from '#app/domain/association/order-history.ts';
import { countPairs, weighPairs } from '#app/domain/association/pair-counts.ts';
import { DEFAULTS, type ModelParameters } from '#app/domain/association/parameters.ts';
import { rankAssociations } from '#app/domain/association/rank.ts';
import { fitModel } from '#app/domain/association/learn.ts';

const DAY = 86_400_000;
interface Order { key: string; day: number; products: string[] }

const product = fc.integer({ min: 0, max: 11 }).map((number) => `p${number}`);
const orders = fc
  .array(fc.record({ day: fc.integer({ min: 0, max: 20 }), products: fc.array(product, { minLength: 1, maxLength: 6 }) }), { minLength: 2, maxLength: 40 })
  .map((list): Order[] => list.map((order, at) => ({ key: `o${at}`, ...order })));
/** Days on whose mornings what came before is counted. */
const mornings = fc.uniqueArray(fc.integer({ min: 1, max: 20 }), { maxLength: 20 }).map((days) => days.sort((a, b) => a - b));
const weighting = fc.record({ sizeExponent: fc.constantFrom(0, 0.25, 0.5, 1), decayDays: fc.constantFrom(0, 3, 120) });
const weightings = fc.record({ pairs: weighting, ridge: weighting });

function historyOf(list: readonly Order[]): OrderHistory {
  const builder = createHistoryBuilder();
  for (const { key, day, products } of list) builder.add(key, day * DAY, null, products);
  return builder.finish();
}

function countByDay(list: readonly Order[], cuts: readonly number[], weights: Weightings): CountedOrders {
  const parts = [...cuts, Number.POSITIVE_INFINITY].map((until, at) => list.filter(({ day }) => day >= (cuts[at - 1] ?? 0) && day < until));
  return parts.filter((part) => part.length > 0).map((part) => countOrders(historyOf(part), weights)).reduce((sum, each) => addCounted(sum, each, weights));
}

function expectClose(values: ArrayLike<number>, expected: ArrayLike<number>): void {
  expect(values.length).toBe(expected.length);
  for (let at = 0; at < expected.length; at++) expect(values[at]).toBeCloseTo(expected[at]!, 9);
}

const parametersOf = ({ pairs, ridge }: Weightings): ModelParameters => ({ ...DEFAULTS, pairWeighting: pairs, ridgeWeighting: ridge });

describe('orders added by the day', () => {
  it('give the counts of all of them at once, however the days are split', () => {
    fc.assert(fc.property(orders, mornings, weightings, (list, cuts, weights) => {
      const history = historyOf(list);
      const counts = countPairs(history);
      const added = countByDay(list, cuts, weights);
      const { lists, pairs, ridge } = pairsOf(added);
      expect(added.productKeys).toEqual(history.productKeys);
      expect(added.orderCount).toBe(history.orderedAtMs.length);
      const { inverted: _, ...whole } = counts;
      expect(lists).toEqual(whole);
      for (const [sums, expected] of [[pairs, weighPairs(history, counts, weights.pairs)], [ridge, weighPairs(history, counts, weights.ridge)]] as const) {
        expectClose(sums.pairs, expected.pairs);
        expectClose(sums.weight, expected.weight);
      }
    }));
  });

  it('rank as a model learned of all of them with the same parameters', () => {
    fc.assert(fc.property(orders, mornings, weightings, fc.uniqueArray(product, { minLength: 1, maxLength: 4 }), (list, cuts, weights, cart) => {
      const parameters = parametersOf(weights);
      const whole = keyedModel(fitModel(historyOf(list), parameters), parameters.blends, historyOf(list).productKeys);
      const added = countByDay(list, cuts, weights);
      const learned = learnAdded(added, added.productKeys, parameters, () => []);
      const daily = keyedModel(learned, parameters.blends, added.productKeys);
      const rank = ({ model, listsOf }: typeof whole) => rankAssociations(model, listsOf(cart), cart, { limit: 12 });
      const [expected, got] = [rank(whole), rank(daily)];
      expectClose(got.map(({ score }) => score), expected.map(({ score }) => score));
      // Scores that are equal but for the last bit may change places.
      expect(new Map(got.map((each) => [each.product, each.support]))).toEqual(new Map(expected.map((each) => [each.product, each.support])));
    }));
  });

  it('leave the weights of products that no new order holds as they were, and fit the others as if all were fitted', () => {
    fc.assert(fc.property(orders, weightings, fc.uniqueArray(product, { minLength: 1, maxLength: 5 }), (list, weights, moved) => {
      const parameters = parametersOf(weights);
      const counted = countOrders(historyOf(list), weights);
      const { lists, ridge } = pairsOf(counted);
      const all = fitRidge(lists, ridge, { ...parameters.ridge, neighbours: 20 });
      const isMoved = Uint8Array.from(counted.productKeys, (key) => (moved.includes(key) ? 1 : 0));
      const some = fitRidge(lists, ridge, { ...parameters.ridge, neighbours: 20 }, isMoved);
      for (let target = 0; target < isMoved.length; target++) {
        const weightsOf = (fit: typeof all) => [...fit.weights.subarray(fit.starts[target]!, fit.starts[target]! + fit.counts[target]!)];
        expect(weightsOf(some)).toEqual(isMoved[target] === 1 ? weightsOf(all) : []);
      }
      const kept = 0.125;
      const learned = learnAdded(counted, moved, parameters, (source) =>
        Array.from(lists.targets.subarray(lists.starts[source]!, lists.starts[source + 1]!), (target) => ({ target, weight: kept })));
      learned.lists.targets.forEach((target, at) => {
        const source = learned.lists.starts.findLastIndex((start) => start <= at);
        if (isMoved[source] === 1 && isMoved[target] === 0) expect(learned.lists.ridge[at]).toBe(kept);
      });
    }));
  });
});

describe('counts kept as bytes', () => {
  it('are read as they were written, in parts of any size', () => {
    fc.assert(fc.property(orders, weightings, fc.integer({ min: 16, max: 400 }), (list, weights, partBytes) => {
      const counted = countOrders(historyOf(list), weights);
      expect(decodeCounted(encodeCounted(counted, partBytes))).toEqual(counted);
    }));
  });
});
