import { describe, expect, it } from 'vitest';
import type { ProductState } from '#app/db/products.ts';
import { productDifferences } from '#app/pipeline/sync/product-differences.ts';

const state = (overrides: Partial<ProductState> = {}): ProductState => ({
  productId: 1n, title: 'Camera', status: 'ACTIVE', published: true, tags: ['photo'], type: 'cameras', available: true,
  prices: [{ variantId: 11n, title: 'Black', priceMinor: 10_000, unitCostMinor: 4_000 }], ...overrides,
});
const price = (priceMinor: number, unitCostMinor: number | null = 4_000) => [{ variantId: 11n, title: 'Black', priceMinor, unitCostMinor }];
const events = (before: ProductState | undefined, after: ProductState | undefined) => productDifferences(before, after).changes.map((change) => change.event);

describe('what changed about a product', () => {
  it('is nothing in the echo of our own metafield write', () => {
    expect(productDifferences(state(), state())).toEqual({ changes: [], concernsSets: false, repriced: [], moved: { tags: [], types: [] } });
  });

  it('is that it sold out, or is back', () => {
    expect(events(state(), state({ available: false }))).toEqual(['product_sold_out']);
    expect(events(state({ available: false }), state())).toEqual(['product_restocked']);
  });

  it('is its price, before and after', () => {
    expect(productDifferences(state(), state({ prices: price(9_000) })).changes).toEqual([
      { event: 'price_changed', detail: { productId: '1', title: 'Camera', variantId: '11', variantTitle: 'Black', before: 10_000, after: 9_000 } },
    ]);
  });

  it('is its cost, its status, its being published', () => {
    expect(events(state(), state({ prices: price(10_000, 5_000) }))).toEqual(['cost_changed']);
    expect(events(state(), state({ status: 'DRAFT' }))).toEqual(['product_status_changed']);
    expect(events(state(), state({ published: false }))).toEqual(['product_status_changed']);
  });

  it('concerns sets also where only its title or its variants changed', () => {
    expect(productDifferences(state(), state({ title: 'Camera II' }))).toMatchObject({ changes: [], concernsSets: true });
    expect(productDifferences(state(), state({ prices: [] })).concernsSets).toBe(true);
    expect(productDifferences(undefined, state()).concernsSets).toBe(true);
    expect(productDifferences(undefined, undefined).concernsSets).toBe(false);
  });
});
