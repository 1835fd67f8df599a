import { describe, expect, it } from 'vitest';
import type { ProductFacts } from '#app/domain/catalog/product.ts';
import { mayBePainted } from '#app/domain/eligibility/may-be-painted.ts';
import { DEFAULT_GUARDRAILS } from '#app/domain/margin/guardrails.ts';
import { CAMERA, NOW, productFacts, variantFacts } from '#test/support/decision-facts.ts';

const mount = (value: string) => ({ attributes: new Map([['mount', [value]]]) });
const paints = (product: Partial<ProductFacts>, anchor: Partial<ProductFacts> = {}) => mayBePainted(productFacts(2n, product), productFacts(CAMERA, anchor), DEFAULT_GUARDRAILS, NOW);

describe('what Liquid paints before the server answers', () => {
  it('is what anybody may be offered', () => {
    expect(paints({})).toBe(true);
    expect(paints({ variants: [variantFacts(1n, mount('ef'))] }, { variants: [variantFacts(2n, mount('ef'))] })).toBe(true);
    expect(paints({ variants: [variantFacts(1n, mount('ef'))] })).toBe(true);
    expect(paints({}, { variants: [variantFacts(2n, { priceMinor: 0 })] })).toBe(true);
  });

  it.each<[string, Partial<ProductFacts>, Partial<ProductFacts>?]>([
    ['not on sale', { status: 'DRAFT' }],
    ['blocked', { blocked: true }],
    ['a gift card', { isGiftCard: true }],
    ['sold by subscription only', { needsSubscription: true }],
    ['limited, even to where most shoppers are', { limits: [{ kind: 'region', countries: ['DE'] }] }],
    ['too dear in one variant', { variants: [variantFacts(1n), variantFacts(2n, { priceMinor: 30_001 })] }],
    ['of no use with one variant of the anchor', { variants: [variantFacts(1n, mount('ef'))] }, { variants: [variantFacts(2n, mount('ef')), variantFacts(3n, mount('rf'))] }],
    ['of no use in one of its own variants', { variants: [variantFacts(1n, mount('ef')), variantFacts(2n, mount('rf'))] }, { variants: [variantFacts(3n, mount('ef'))] }],
  ])('is nothing that is %s', (_what, product, anchor) => {
    expect(paints(product, anchor)).toBe(false);
  });
});
