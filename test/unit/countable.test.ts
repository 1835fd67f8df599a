import { describe, expect, it } from 'vitest';
import { BYTES_A_PAIR, countable, MOST_PAIRS, MOST_PRODUCTS } from '#app/domain/association/countable.ts';
import { countOrders, pairsOf } from '#app/domain/association/counted-orders.ts';
import { createHistoryBuilder, type OrderHistory } from '#app/domain/association/order-history.ts';
import { countPairs } from '#app/domain/association/pair-counts.ts';
import { plantedOrders, seeded } from '#test/support/planted-orders.ts';

const WEIGHTINGS = { pairs: { sizeExponent: 0.5, decayDays: 0 }, ridge: { sizeExponent: 0.25, decayDays: 120 } };

/** Orders that hold so many products each, drawn from so many. */
function wholesale({ orders, products, each }: { orders: number; products: number; each: number }): OrderHistory {
  const random = seeded(3);
  const starts = Int32Array.from({ length: orders + 1 }, (_, order) => order * each);
  const lines = new Int32Array(orders * each);
  for (let order = 0; order < orders; order++) {
    const stride = products / each;
    for (let at = 0; at < each; at++) lines[order * each + at] = Math.floor((at + random()) * stride);
  }
  return { productKeys: Array.from({ length: products }, (_, product) => String(1_000_000 + product)), orderedAtMs: Float64Array.from({ length: orders }, (_, order) => order * 60_000), starts, lines, customers: new Int32Array(orders).fill(-1) };
}

const bytesOf = (...owners: object[]): number =>
  [...new Set(owners.flatMap((owner) => Object.values(owner)).filter(ArrayBuffer.isView).map(({ buffer }) => buffer))].reduce((sum, { byteLength }) => sum + byteLength, 0);

const sizesOf = ({ starts }: OrderHistory) => Array.from(starts.subarray(1), (end, order) => end - starts[order]!);

describe('what is counted of orders', () => {
  it('is all of a usual history: the same object, so that nothing about it changes', () => {
    const builder = createHistoryBuilder();
    for (const { key, atMs, customer, products } of plantedOrders({ orders: 500, anchors: 30, seed: 1 })) builder.add(key, atMs, customer, products);
    const history = builder.finish();
    expect(countable(history)).toBe(history);
    const large = wholesale({ orders: 3, products: 4_000, each: MOST_PRODUCTS });
    expect(countable(large)).toBe(large);
  });

  it('takes no more memory than stated, with many orders of 5,000 products', () => {
    const history = wholesale({ orders: 400, products: 60_000, each: 5_000 });
    const counted = countOrders(history, WEIGHTINGS);
    const { lists, pairs, ridge } = pairsOf(counted);
    const count = counted.others.length;
    expect(count).toBeLessThanOrEqual(MOST_PAIRS);
    expect(count).toBeGreaterThan(MOST_PAIRS / 4);
    expect(counted.orderCount).toBe(400);
    const held = bytesOf(counted, lists, pairs, ridge);
    const perProduct = 64 * history.productKeys.length;
    expect(held).toBeLessThanOrEqual(BYTES_A_PAIR * MOST_PAIRS + perProduct);
    // The bound is not there by being far away: it is what each pair takes.
    expect(held).toBeGreaterThan(BYTES_A_PAIR * count);
  });

  it('is a sample of an order that is too large, another one in each, ascending, the same every time', () => {
    const history = wholesale({ orders: 4, products: 60_000, each: 5_000 });
    const cut = countable(history);
    expect(sizesOf(cut)).toEqual([0, 1, 2, 3].map(() => MOST_PRODUCTS));
    expect(countable(history)).toEqual(cut);
    const samples = [0, 1].map((order) => cut.lines.subarray(cut.starts[order]!, cut.starts[order + 1]!));
    for (const [order, sample] of samples.entries()) {
      const whole = new Set(history.lines.subarray(history.starts[order]!, history.starts[order + 1]!));
      expect(sample.every((product, at) => whole.has(product) && (at === 0 || product > sample[at - 1]!))).toBe(true);
    }
    const quarters = [0, 1, 2, 3].map((quarter) => samples[0]!.filter((product) => Math.floor(product / 15_000) === quarter).length);
    for (const quarter of quarters) expect(quarter).toBeGreaterThan(MOST_PRODUCTS / 5);
  });

  it('is the newest orders where even a few products of each are too many', () => {
    const history = wholesale({ orders: 1_000_000, products: 10_000, each: 10 });
    const cut = countable(history);
    expect(cut.starts[1]).toBe(10);
    expect(cut.orderedAtMs.length * 45).toBeLessThanOrEqual(MOST_PAIRS);
    expect(cut.orderedAtMs.length * 45).toBeGreaterThan(MOST_PAIRS - 100);
    expect(cut.orderedAtMs.at(-1)).toBe(history.orderedAtMs.at(-1));
  });

  it('leaves small orders whole beside large ones', () => {
    const builder = createHistoryBuilder();
    for (let order = 0; order < 3; order++) builder.add(`w${order}`, order, null, Array.from({ length: 5_000 }, (_, product) => String(10_000 + product)));
    for (let order = 0; order < 50; order++) builder.add(`x${order}`, 10 + order, null, ['10001', '10002', '90000']);
    const history = builder.finish();
    const cut = countable(history);
    expect(sizesOf(cut)).toEqual([...Array.from({ length: 3 }, () => MOST_PRODUCTS), ...Array.from({ length: 50 }, () => 3)]);
    const { starts, targets, support } = countPairs(cut);
    const last = history.productKeys.indexOf('90000');
    expect([...targets.subarray(starts[last]!, starts[last + 1]!)].map((target) => history.productKeys[target])).toEqual(['10001', '10002']);
    expect([...support.subarray(starts[last]!, starts[last + 1]!)]).toEqual([50, 50]);
  });
});
