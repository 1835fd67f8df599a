import { describe, expect, it } from 'vitest';
import type { ProductFacts } from '#app/domain/catalog/product.ts';
import { setProduct } from '#app/read/set-product.ts';
import { CAMERA, NOW, policy, productFacts, soldOut, variantFacts } from '#test/support/decision-facts.ts';

const mount = (value: string) => ({ attributes: new Map([['mount', [value]]]) });
const refusal = (product: Partial<ProductFacts>, anchor: ProductFacts | undefined = productFacts(CAMERA)) => setProduct(2n, productFacts(2n, product), null, policy(), NOW, anchor).refusal;
const efCamera = productFacts(CAMERA, { attributes: mount('ef').attributes, variants: [variantFacts(1n, mount('ef'))] });

describe('a product on the desk', () => {
  it.each<[string, Partial<ProductFacts>, ProductFacts?]>([
    ['gift_card', { isGiftCard: true }],
    ['needs_subscription', { needsSubscription: true }],
    ['incompatible', { variants: [variantFacts(2n, mount('rf'))] }, efCamera],
    ['out_of_stock', { variants: [variantFacts(2n, { ...mount('ef'), ...soldOut }), variantFacts(3n, mount('rf'))] }, efCamera],
    ['too_dear', { variants: [variantFacts(2n, { priceMinor: 30_001 })] }],
  ])('says that it could be offered to nobody: %s', (code, product, anchor) => {
    expect(refusal(product, anchor)).toBe(code);
  });

  it('says nothing where it could be, nor of what starts the set itself', () => {
    expect(refusal({})).toBeNull();
    expect(refusal({ variants: [variantFacts(2n, mount('rf')), variantFacts(3n, mount('ef'))] }, efCamera)).toBeNull();
    expect(setProduct(2n, productFacts(2n, { variants: [variantFacts(2n, { priceMinor: 900_000 })] }), null, policy(), NOW).refusal).toBeNull();
  });

  it('is the variant that an offer would show: the first that holds the floor', () => {
    const [single, five] = [variantFacts(2n, { priceMinor: 1_000, unitCostMinor: 990 }), variantFacts(3n, { priceMinor: 4_000, unitCostMinor: 1_000 })];
    const at = (variants: ProductFacts['variants']) => setProduct(2n, productFacts(2n, { variants }), null, policy(), NOW, productFacts(CAMERA));
    expect(at([single, five])).toMatchObject({ priceMinor: 4_000, refusal: null });
    expect(at([single])).toMatchObject({ priceMinor: 1_000, refusal: 'below_margin_floor' });
  });
});
