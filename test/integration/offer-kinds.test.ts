// Each kind of offer on its whole way: the merchant's terms are decided and published, Liquid paints what the server says, the
// sandbox's checkout charges that, the order's webhook brings it back, and what it earned is netted of all that was given.
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type OffersAnswer, offersAnswer } from '#app/contract/offers.ts';
import { ensureExperiment, type ExperimentRow } from '#app/db/experiments.ts';
import { prisma } from '#app/db/prisma.ts';
import { armSums } from '#app/db/results.ts';
import { DEFAULT_GUARDRAILS } from '#app/domain/margin/guardrails.ts';
import { VISITOR_ATTRIBUTE } from '#app/domain/portable/names.ts';
import type { OfferTerms } from '#app/domain/offer/offer-terms.ts';
import { checkSetDiscount } from '#app/pipeline/publish/check-set-discount.ts';
import { publishSets } from '#app/pipeline/publish/publish-sets.ts';
import type { ProductRecord } from '#sandbox/store/types.ts';
import { type ConnectedShop, DOMAIN } from '#test/support/connected-shop.ts';
import { BAG, CAMERA, CARD, CUSTOMERS, SHOP_ID, smallStore } from '#test/support/small-store.ts';
import { giveTerms } from '#test/support/small-store-sets.ts';
import { StoreVisitor } from '#test/support/store-visitor.ts';
import { tripShop } from '#test/support/trip-shop.ts';

/** Not listed yet. */
const LENS = { product: 7_700_000_004, variant: 8_800_000_004, item: 9_900_000_004 };
const SHIPPING_MINOR = 590;
const GUARDRAILS = { ...DEFAULT_GUARDRAILS, maxDiscountBp: 3_000, shippingMinor: SHIPPING_MINOR, discountMode: 'as_set' as const };
/** Of each: what one costs to buy; the bag's is assumed. */
const COSTS = { [CAMERA.variant]: 50_000, [CARD.variant]: 2_000, [BAG.variant]: 3_950, [LENS.variant]: 11_000 };
const CAMERA_MINOR = 89_000;

let shop: ConnectedShop;
let setId: string;
let experiment: ExperimentRow;

beforeAll(async () => {
  ({ shop, setId } = await tripShop(seed, GUARDRAILS));
  experiment = await ensureExperiment(SHOP_ID, 'placement:cart_page', new Date(0));
});
afterAll(() => shop?.stop());

function seed() {
  const store = smallStore(DOMAIN);
  const [model] = store.products as [ProductRecord];
  const [variant] = model.variants as [ProductRecord['variants'][number]];
  const lens: ProductRecord = {
    ...model, id: LENS.product, title: 'Coming Lens', handle: 'coming-lens', status: 'UNLISTED',
    variants: [{ ...variant, id: LENS.variant, price: '199.00', inventoryItem: { ...variant.inventoryItem, id: LENS.item, unitCost: '110.00' } }],
  };
  return { ...store, shop: { ...store.shop, shippingRates: [{ handle: 'standard', title: 'Standard', price: '5.90' }, { handle: 'express', title: 'Express', price: '14.90' }] }, products: [...store.products, lens] };
}

/** What the set gives from now on, in the app and in the store. */
async function give(terms: OfferTerms): Promise<void> {
  await giveTerms(SHOP_ID, setId, terms);
  await publishSets(SHOP_ID, new Date());
}

/** One cart: its cookie, and the visitor whose it is. */
class Shopper extends StoreVisitor {
  readonly visitorId = randomUUID();

  constructor() {
    super(shop);
  }

  async takes(...variants: number[]): Promise<void> {
    await this.takesOfSet(setId, ...variants);
    await this.ask('/cart/update.js', { attributes: { [VISITOR_ATTRIBUTE]: this.visitorId } });
  }

  /** @param parts variants that lie in the cart beside the camera, as parts of the set */
  async isOffered(...parts: number[]): Promise<OffersAnswer['offer']> {
    const items = [CAMERA.variant, ...parts].map((variant) => `${variant}:1`);
    const ofSets = ['unreadable', ...parts.map((variant) => `${variant}:${setId}`)];
    const answer = await this.ask(`/apps/setwise/offers?placement=cart_page&items=${items}&parts=${parts}&ofSets=${ofSets}&currency=EUR`);
    return offersAnswer.parse(await answer.json()).offer;
  }

  /** What Liquid hands the widget of the set, so that it says the same. */
  async isPublished(): Promise<{ price: number | null; freeShipping: boolean; slots: { candidates: { bp: number; off: number; share: number | null }[] }[] }> {
    const page = await (await this.ask('/cart')).text();
    const [, data = '{}'] = /data-setwise-data>([\s\S]*?)<\/script>/.exec(page) ?? [];
    return JSON.parse(data).sets[0];
  }

  /** Buys the cart. @returns what the results page then counts as earned by it */
  async buys({ shipping = 'standard' } = {}): Promise<{ profitMinor: number; shippingMinor: number }> {
    await prisma().exposure.create({ data: { shopId: SHOP_ID, experimentId: experiment.experimentId, subjectKey: `v:${this.visitorId}`, arm: 'exposed', firstAt: new Date(Date.now() - 60_000) } });
    const before = await profitMinor();
    const order = await this.checksOut({ shipping });
    return { profitMinor: (await profitMinor()) - before, shippingMinor: order?.shipping ? Math.round(100 * (Number(order.shipping.price) - Number(order.shipping.discount))) : Number.NaN };
  }
}

async function profitMinor(): Promise<number> {
  const sums = await armSums(SHOP_ID, { feeBp: GUARDRAILS.feeBp, feeMinor: GUARDRAILS.feeMinor, defaultCostBp: GUARDRAILS.defaultCostBp, messageCostMilli: 0, capMinor: null });
  return sums.find(({ scope, arm }) => scope === experiment.experimentId && arm === 'exposed')?.profit ?? 0;
}

/** By hand: what was paid, less cost, fee and the shipping that was given away. */
function earned(paid: Record<number, number>, shippingGivenAway = 0): number {
  const sum = Object.values(paid).reduce((total, minor) => total + minor, 0);
  const cost = Object.keys(paid).reduce((total, variant) => total + (COSTS[Number(variant)] ?? Number.NaN), 0);
  return sum - cost - shippingGivenAway - Math.round((sum * GUARDRAILS.feeBp) / 10_000) - GUARDRAILS.feeMinor;
}

const pricesOf = (offer: OffersAnswer['offer']): Record<string, number> => Object.fromEntries((offer?.items ?? []).map(({ variantId, offerPriceMinor }) => [variantId, offerPriceMinor]));

let shopper: Shopper;
beforeEach(async () => {
  shopper = new Shopper();
  await shopper.takes(CAMERA.variant);
});

it('lets a discount that was made for goods alone lower shipping as well', async () => {
  const [discount] = shop.sandbox.store.listDiscounts();
  expect(discount?.discountClasses).toEqual(['PRODUCT', 'SHIPPING']);
  if (discount) discount.discountClasses = ['PRODUCT'];
  await checkSetDiscount(SHOP_ID, new Date());
  expect(shop.sandbox.store.listDiscounts()).toMatchObject([{ discountClasses: ['PRODUCT', 'SHIPPING'] }]);
});

describe('from the terms to the profit', () => {
  it.each<[string, OfferTerms, { card: number; bag: number; reads: RegExp; first?: object }]>([
    ['none', { kind: 'none' }, { card: 4_990, bag: 7_900, reads: /49,90 €.* 79,00 €.*Zusammen 128,90 €/ }],
    ['a percentage', { kind: 'percent', bp: 1_000 }, { card: 4_491, bag: 7_110, first: { bp: 1_000 }, reads: /44,91 € statt 49,90 €.* 71,10 € statt 79,00 €.*Zusammen 116,01 € statt 128,90 €/ }],
    ['an amount, split to the cent', { kind: 'amount', minor: 1_500 }, { card: 4_409, bag: 6_981, first: { off: 581 }, reads: /44,09 € statt 49,90 €.* 69,81 € statt 79,00 €.*Zusammen 113,90 € statt 128,90 €/ }],
    ['a gift, whose cost counts', { kind: 'gift', slotNo: 1 }, { card: 0, bag: 7_900, first: { bp: 10_000 }, reads: /0,00 € statt 49,90 €.* 79,00 €.*Zusammen 79,00 € statt 128,90 €/ }],
  ])('%s', async (_, terms, { card, bag, reads, first = {} }) => {
    await give(terms);
    expect(await shopper.isPublished()).toMatchObject({ price: null, freeShipping: false, slots: [{ candidates: [{ bp: 0, off: 0, share: null, ...first }] }, {}] });
    const offer = await shopper.isOffered();
    expect(pricesOf(offer)).toEqual({ [CARD.variant]: card, [BAG.variant]: bag });
    expect(await shopper.reads()).toMatch(reads);
    await shopper.takes(CARD.variant, BAG.variant);
    const paid = { [CAMERA.variant]: CAMERA_MINOR, [CARD.variant]: card, [BAG.variant]: bag };
    expect(await shopper.pays()).toEqual(paid);
    const { profitMinor: counted, shippingMinor } = await shopper.buys();
    expect(counted).toBeCloseTo(earned(paid), 3);
    expect(shippingMinor).toBe(SHIPPING_MINOR);
  });

  it('a set price, only for all of it together', async () => {
    await give({ kind: 'set_price', minor: 11_000 });
    const offer = await shopper.isOffered();
    expect(offer).toMatchObject({ wholeOnly: true, totalMinor: 11_000 });
    expect(await shopper.isPublished()).toMatchObject({ price: 11_000, slots: [{ candidates: [{ share: 4_258 }] }, { candidates: [{ share: 6_742 }] }] });
    expect(await shopper.reads()).toMatch(/Alles, was dazugehört, zusammen für 110,00 €.* 49,90 €.* 79,00 €.*18,90 € sparen.*Zusammen 110,00 € statt 128,90 €/);
    await shopper.takes(CARD.variant);
    expect(await shopper.pays()).toMatchObject({ [CARD.variant]: 4_990 });
    expect(await shopper.reads()).toMatch(/Eins noch, dann ist das Set komplett: 11,58 € gespart Alles, was dazugehört, zusammen für 110,00 €.* 67,42 € statt 79,00 €/);
    expect(await shopper.isOffered(CARD.variant)).toMatchObject({ totalMinor: 6_742, items: [{ offerPriceMinor: 6_742 }] });
    await shopper.takes(BAG.variant);
    const paid = { [CAMERA.variant]: CAMERA_MINOR, ...pricesOf(offer) } as Record<number, number>;
    expect(await shopper.pays()).toEqual(paid);
    await shopper.ask('/cart/change.js', { id: String(BAG.variant), quantity: 0 });
    expect(await shopper.pays()).toMatchObject({ [CARD.variant]: 4_990 });
    await shopper.takes(BAG.variant);
    expect((await shopper.buys()).profitMinor).toBeCloseTo(earned(paid), 3);
  });

  it('free shipping, of the usual way only, which is taken off what the order earned', async () => {
    await give({ kind: 'free_shipping' });
    expect(await shopper.isOffered()).toMatchObject({ freeShipping: true, savingMinor: 0 });
    expect(await shopper.isPublished()).toMatchObject({ freeShipping: true, price: null });
    expect(await shopper.reads()).toMatch(/Mit kostenlosem Versand.* 49,90 €.* 79,00 €/);
    await shopper.takes(CARD.variant);
    const paid = { [CAMERA.variant]: CAMERA_MINOR, [CARD.variant]: 4_990 };
    expect(await shopper.pays()).toEqual(paid);
    const { profitMinor: counted, shippingMinor } = await shopper.buys();
    expect(shippingMinor).toBe(0);
    expect(counted).toBeCloseTo(earned(paid, SHIPPING_MINOR), 3);

    const hasty = new Shopper();
    await hasty.takes(CAMERA.variant, CARD.variant);
    const express = await hasty.buys({ shipping: 'express' });
    expect(express.shippingMinor).toBe(1_490);
    expect(express.profitMinor).toBeCloseTo(earned(paid), 3);
  });

  it('early access, for those with the tag and for nobody else, in no page that everyone gets', async () => {
    await prisma().setCandidate.updateMany({ where: { shopId: SHOP_ID, setId, slotNo: 2 }, data: { productId: BigInt(LENS.product) } });
    await give({ kind: 'early_access', tag: 'vip' });
    const offeredTo = async () => (await shopper.isOffered())?.items.map(({ variantId }) => Number(variantId));
    expect(await offeredTo()).toEqual([CARD.variant]);
    expect(await shopper.reads()).not.toContain('Coming Lens');
    await shopper.ask('/checkout/contact', new URLSearchParams({ customer: String(CUSTOMERS[1]) }));
    expect(await offeredTo()).toContain(LENS.variant);
    expect(await shopper.reads()).not.toContain('Coming Lens');
    await shopper.takes(LENS.variant);
    const paid = { [CAMERA.variant]: CAMERA_MINOR, [LENS.variant]: 19_900 };
    expect(await shopper.pays()).toEqual(paid);
    expect((await shopper.buys()).profitMinor).toBeCloseTo(earned(paid), 3);
  });
});
