// Facts for deciding, made up in memory: a camera in the cart, and what belongs to it. What a test cares about is
// overridden; the rest is a shop where everything can be sold.
import { type CustomerFacts, NOBODY } from '#app/domain/audience/customer-facts.ts';
import { NO_STATS, type ProductFacts, type VariantFacts } from '#app/domain/catalog/product.ts';
import { NO_ATTRIBUTES } from '#app/domain/compatibility/fits.ts';
import { type DecisionFacts, type Policy, UNMEASURED } from '#app/domain/decision/facts.ts';
import { DEFAULT_GUARDRAILS, type Guardrails } from '#app/domain/margin/guardrails.ts';
import { AS_SETS_SAY } from '#app/domain/decision/place-look.ts';
import { ALWAYS, type SetFacts } from '#app/domain/set/set.ts';

export const NOW = new Date('2026-06-15T12:00:00.000Z');
export const CAMERA = 1n;

/** A product for 100.00 that costs 40.00, ten in stock; its one variant's id is the product's times 100. */
export function productFacts(productId: bigint, overrides: Partial<ProductFacts> & { variant?: Partial<VariantFacts> } = {}): ProductFacts {
  const { variant, ...product } = overrides;
  return {
    productId,
    title: `Product ${productId}`,
    handle: `product-${productId}`,
    productType: 'Thing',
    vendor: 'Maker',
    tags: [],
    category: null,
    isGiftCard: false,
    needsSubscription: false,
    status: 'ACTIVE',
    publishedAt: new Date('2026-01-01T00:00:00.000Z'),
    deletedAt: null,
    imageUrl: null,
    blocked: false,
    attributes: NO_ATTRIBUTES,
    limits: [],
    stats: NO_STATS,
    variants: [variantFacts(productId * 100n, variant)],
    marketPrices: [],
    ...product,
  };
}

export function variantFacts(variantId: bigint, overrides: Partial<VariantFacts> = {}): VariantFacts {
  return {
    variantId,
    title: 'Default Title',
    position: 1,
    priceMinor: 10_000,
    unitCostMinor: 4_000,
    attributes: NO_ATTRIBUTES,
    stock: { tracked: true, policy: 'DENY', available: [10] },
    ...overrides,
  };
}

export const soldOut = { stock: { tracked: true, policy: 'DENY' as const, available: [0] } };

/** @param slots candidate product ids, slot by slot; discountBp is short for percentage terms */
export function setFacts(slots: bigint[][], { discountBp = 1_000, ...overrides }: Partial<SetFacts> & { discountBp?: number } = {}): SetFacts {
  return {
    setId: 'set-1',
    strategy: 'completion',
    anchorProductId: CAMERA,
    startedBy: new Map([[overrides.anchorProductId ?? CAMERA, 0]]),
    outcome: null,
    conditions: ALWAYS,
    signals: null,
    goal: 'Ready for the first trip',
    terms: { kind: 'percent', bp: discountBp },
    slots: slots.map((candidates, index) => ({
      slotNo: index + 1,
      name: `slot ${index + 1}`,
      words: null,
      candidates: candidates.map((productId) => ({ productId, support: 25, score: 0.1 })),
    })),
    ...overrides,
  };
}

export function decisionFacts(products: ProductFacts[], sets: SetFacts[], overrides: Partial<DecisionFacts> = {}): DecisionFacts {
  return {
    cartCurrency: 'EUR',
    unpriced: new Set(),
    soldHere: true,
    country: null,
    marketIds: null,
    subject: null,
    moment: 'browsing',
    timezone: 'UTC',
    inMessage: false,
    cart: [{ productId: CAMERA, variantId: CAMERA * 100n, quantity: 1 }],
    partProductIds: new Set(),
    partsOfSets: new Map(),
    sets,
    rules: [],
    calledSets: new Map(),
    cartTotalMinor: 10_000,
    leastLeft: 10,
    products: new Map([productFacts(CAMERA), ...products].map((product) => [product.productId, product])),
    companions: [],
    support: new Map(),
    customer: NOBODY,
    look: AS_SETS_SAY,
    companionsHad: new Map(),
    uplift: UNMEASURED,
    chances: new Map(),
    substitutes: new Map(),
    ...overrides,
  };
}

/** A customer who is known, and nothing else of them. */
export const customer = (overrides: Partial<CustomerFacts> = {}): CustomerFacts => ({ ...NOBODY, isKnown: true, ...overrides });

export const policy = (overrides: Partial<Guardrails> = {}): Policy => ({ guardrails: { ...DEFAULT_GUARDRAILS, ...overrides }, marginRules: [], includedTaxBp: 0 });
