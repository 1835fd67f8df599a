import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addList, createBest, createBoard, scoreOf, selectBest } from '#app/domain/association/board.ts';
import { solveSymmetric } from '#app/domain/association/cholesky.ts';
import { keyedModel } from '#app/domain/association/keyed-model.ts';
import { fitModel } from '#app/domain/association/learn.ts';
import { fitRidge } from '#app/domain/association/local-ridge.ts';
import { createHistoryBuilder, type OrderHistory } from '#app/domain/association/order-history.ts';
import { countPairs, orderWeights, weighPairs } from '#app/domain/association/pair-counts.ts';
import { BLENDS, DEFAULTS } from '#app/domain/association/parameters.ts';
import { rankAssociations } from '#app/domain/association/rank.ts';
import { markStrongest } from '#app/domain/association/strongest.ts';

interface Order { key: string; atMs: number; products: string[] }

const product = fc.integer({ min: 0, max: 11 }).map((number) => `p${number}`);
const orders = fc
  .array(fc.record({ atMs: fc.integer({ min: 0, max: 20 }).map((day) => day * 86_400_000), products: fc.array(product, { minLength: 1, maxLength: 6 }) }), { minLength: 1, maxLength: 40 })
  .map((list): Order[] => list.map((order, at) => ({ key: `o${at}`, ...order })));

function historyOf(list: readonly Order[]): OrderHistory {
  const builder = createHistoryBuilder();
  for (const { key, atMs, products } of list) builder.add(key, atMs, null, products);
  return builder.finish();
}

const shuffled = orders.chain((list) => fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length, maxLength: list.length })));

describe('an order history', () => {
  it('is the same whatever order its orders arrive in', () => {
    fc.assert(fc.property(shuffled, ([list, other]) => {
      expect(historyOf(other)).toEqual(historyOf(list));
    }));
  });
});

describe('pair counting', () => {
  it('conserves the mass of every order: the pairs of an order of s products weigh s(s-1) times its weight', () => {
    fc.assert(fc.property(orders, fc.constantFrom(0, 0.25, 0.5, 1), fc.constantFrom(0, 7), (list, sizeExponent, decayDays) => {
      const history = historyOf(list);
      const counts = countPairs(history);
      const { pairs, weight } = weighPairs(history, counts, { sizeExponent, decayDays });
      const weights = orderWeights(history, { sizeExponent, decayDays });
      let mass = 0;
      let lines = 0;
      weights.forEach((each, order) => {
        const size = history.starts[order + 1]! - history.starts[order]!;
        mass += each * size * (size - 1);
        lines += each * size;
      });
      const total = (values: Float64Array) => values.reduce((sum, value) => sum + value, 0);
      expect(total(pairs)).toBeCloseTo(mass, 8);
      expect(total(weight)).toBeCloseTo(lines, 8);
      expect(counts.support.reduce((sum, value) => sum + value, 0)).toBe(
        list.map(({ products }) => new Set(products).size).reduce((sum, size) => sum + size * (size - 1), 0),
      );
    }));
  });

  it('counts each pair the same from both sides, to the last bit', () => {
    fc.assert(fc.property(orders, (list) => {
      const history = historyOf(list);
      const counts = countPairs(history);
      const { pairs } = weighPairs(history, counts, { sizeExponent: 0.5, decayDays: 3 });
      const cells = new Map<string, number>();
      for (let source = 0; source < history.productKeys.length; source++)
        for (let at = counts.starts[source]!; at < counts.starts[source + 1]!; at++) cells.set(`${source},${counts.targets[at]}`, pairs[at]!);
      for (const [cell, value] of cells) expect(cells.get(cell.split(',').reverse().join(','))).toBe(value);
    }));
  });
});

/** Gauss with pivoting on the full matrix: slow, obvious. */
function naiveSolve(matrix: number[][], right: number[]): number[] {
  const rows = matrix.map((row, at) => [...row, right[at]!]);
  const size = rows.length;
  for (let column = 0; column < size; column++) {
    const pivot = rows.slice(column).reduce((best, row, at) => (Math.abs(row[column]!) > Math.abs(rows[best]![column]!) ? column + at : best), column);
    [rows[column], rows[pivot]] = [rows[pivot]!, rows[column]!];
    for (let row = column + 1; row < size; row++) {
      const factor = rows[row]![column]! / rows[column]![column]!;
      for (let at = column; at <= size; at++) rows[row]![at]! -= factor * rows[column]![at]!;
    }
  }
  const solution = new Array<number>(size).fill(0);
  for (let row = size - 1; row >= 0; row--) {
    let sum = rows[row]![size]!;
    for (let at = row + 1; at < size; at++) sum -= rows[row]![at]! * solution[at]!;
    solution[row] = sum / rows[row]![row]!;
  }
  return solution;
}

describe('the local ridge', () => {
  it('solves what a naive dense solver solves', () => {
    fc.assert(fc.property(fc.integer({ min: 1, max: 9 }), fc.infiniteStream(fc.double({ min: -3, max: 3, noNaN: true })), (size, stream) => {
      const next = () => stream.next().value as number;
      const factor = Array.from({ length: size }, () => Array.from({ length: size }, next));
      const matrix = factor.map((row, i) => factor.map((other, j) => row.reduce((sum, value, at) => sum + value * other[at]!, i === j ? 1 : 0)));
      const right = Array.from({ length: size }, next);
      const solved = Float64Array.from(right);
      expect(solveSymmetric(Float64Array.from(matrix.flat()), solved, size)).toBe(true);
      naiveSolve(matrix, right).forEach((value, at) => {
        expect(solved[at]).toBeCloseTo(value, 6);
      });
    }));
  });

  it('gives each product the weights of a dense regression when all companions are neighbours', () => {
    fc.assert(fc.property(orders, fc.constantFrom(1, 10), (list, lambda) => {
      const history = historyOf(list);
      const counts = countPairs(history);
      const weighed = weighPairs(history, counts, { sizeExponent: 0.25, decayDays: 0 });
      const products = history.productKeys.length;
      const gram = Array.from({ length: products }, (_, i) => Array.from({ length: products }, (_, j) => {
        if (i === j) return weighed.weight[i]!;
        const at = counts.targets.subarray(counts.starts[i]!, counts.starts[i + 1]!).indexOf(j);
        return at < 0 ? 0 : weighed.pairs[counts.starts[i]! + at]!;
      }));
      const ridge = fitRidge(counts, weighed, { neighbours: 20, lambda });
      for (let target = 0; target < products; target++) {
        const sources = [...ridge.sources.subarray(ridge.starts[target]!, ridge.starts[target]! + ridge.counts[target]!)];
        expect(sources).toEqual([...counts.targets.subarray(counts.starts[target]!, counts.starts[target + 1]!)]);
        const dense = naiveSolve(sources.map((i) => sources.map((j) => gram[i]![j]! + (i === j ? lambda : 0))), sources.map((i) => gram[i]![target]!));
        dense.forEach((value, at) => {
          expect(ridge.weights[ridge.starts[target]! + at]).toBeCloseTo(value, 8);
        });
      }
    }), { numRuns: 40 });
  });
});

describe('the strongest few', () => {
  it('are those that sorting would put first, of equals the first', () => {
    fc.assert(fc.property(fc.array(fc.integer({ min: 0, max: 6 }), { maxLength: 60 }), fc.integer({ min: 0, max: 20 }), (values, limit) => {
      const marked = new Uint8Array(values.length);
      const count = markStrongest(Float64Array.from(values), marked, values.length, limit);
      const expected = [...values.keys()].filter((at) => values[at]! > 0).sort((a, b) => values[b]! - values[a]! || a - b).slice(0, limit);
      expect(count).toBe(expected.length);
      expect([...marked.keys()].filter((at) => marked[at] === 1)).toEqual(expected.sort((a, b) => a - b));
    }));
  });
});

describe('the ranking', () => {
  it('does not depend on the order of the orders, nor on the order of the cart', () => {
    fc.assert(fc.property(shuffled, fc.uniqueArray(product, { minLength: 1, maxLength: 4 }), ([list, other], cart) => {
      const rank = (from: readonly Order[], of: readonly string[]) => {
        const history = historyOf(from);
        const { model, listsOf } = keyedModel(fitModel(history, DEFAULTS), DEFAULTS.blends, history.productKeys);
        return rankAssociations(model, listsOf(of), of, { limit: 10 });
      };
      expect(rank(other, cart.toReversed())).toEqual(rank(list, cart));
    }));
  });

  it('is the same whether products are keyed by text, by bigint, or by their dense index', () => {
    fc.assert(fc.property(orders, fc.uniqueArray(fc.integer({ min: 0, max: 11 }), { minLength: 1, maxLength: 4 }), fc.constantFrom(...BLENDS), (list, cartNumbers, blend) => {
      const history = historyOf(list.map((order) => ({ ...order, products: order.products.map((key) => String(100 + Number(key.slice(1)))) })));
      const dense = fitModel(history, DEFAULTS);
      const blends = { single: blend, full: blend };
      const cart = cartNumbers.map((number) => String(100 + number));
      const text = keyedModel(dense, blends, history.productKeys);
      const byText = rankAssociations(text.model, text.listsOf(cart), cart, { limit: 10 });
      const big = keyedModel(dense, blends, history.productKeys.map(BigInt));
      const byBigint = rankAssociations(big.model, big.listsOf(cart.map(BigInt)), cart.map(BigInt), { limit: 10 });
      expect(byBigint.map(({ product: key, score }) => [String(key), score])).toEqual(byText.map(({ product: key, score }) => [key, score]));

      const board = createBoard(history.productKeys.length);
      dense.popular.forEach((slot, rank) => {
        board.share[slot] = dense.shares[rank]!;
      });
      const inCart = cart.map((key) => history.productKeys.indexOf(key)).filter((at) => at >= 0).sort((a, b) => a - b);
      const { lists } = dense;
      for (const slot of inCart) addList(board, { weight: lists.weight[slot]!, from: lists.starts[slot]!, to: lists.starts[slot + 1]!, slots: lists.targets, ridge: lists.ridge, pairs: lists.pairs }, blend.backoff);
      dense.popular.forEach((slot) => {
        if (board.state[slot] === 0) [board.state[slot], board.touched[board.count++]] = [1, slot];
      });
      const best = createBest(10);
      selectBest(board, (slot) => scoreOf(board, slot, blend), best, (slot) => inCart.includes(slot), (a, b) => a - b);
      expect([...best.slots.subarray(0, best.count)].map((slot) => history.productKeys[slot])).toEqual(byText.map(({ product: key }) => key));
    }));
  });

  it('never offers what is in the cart or excluded, and nothing twice', () => {
    fc.assert(fc.property(orders, fc.uniqueArray(product, { maxLength: 4 }), fc.uniqueArray(product, { maxLength: 3 }), (list, cart, exclude) => {
      const history = historyOf(list);
      const { model, listsOf } = keyedModel(fitModel(history, DEFAULTS), DEFAULTS.blends, history.productKeys);
      const ranked = rankAssociations(model, listsOf(cart), cart, { limit: 12, exclude: new Set(exclude) }).map((each) => each.product);
      expect(new Set(ranked).size).toBe(ranked.length);
      expect(ranked.filter((key) => cart.includes(key) || exclude.includes(key))).toEqual([]);
      // Popularity is the floor: every product that may be offered is, when there is room.
      expect(ranked.length).toBe(history.productKeys.filter((key) => !cart.includes(key) && !exclude.includes(key)).length);
    }));
  });
});
