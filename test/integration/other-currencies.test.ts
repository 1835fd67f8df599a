// A shop in dollars that sells in more currencies, in markets that name their countries and in one that is everywhere, on its whole way: what the markets ask is read, the rate is read off an
// order or set by the merchant, a cart there is offered what the store then charges, and nothing where any of it is not known.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type OffersAnswer, offersAnswer } from '#app/contract/offers.ts';
import { type ThankYouAnswer, thankYouAnswer } from '#app/contract/thank-you.ts';
import { pool } from '#app/db/pool.ts';
import { explainRefusal } from '#app/domain/decision/explain.ts';
import { reasonWords } from '#app/domain/decision/words/words.ts';
import { DEFAULT_GUARDRAILS } from '#app/domain/margin/guardrails.ts';
import type { OfferTerms } from '#app/domain/offer/offer-terms.ts';
import { decideFor } from '#app/pipeline/decide/decide-offer.ts';
import { rereadPricesOfAll } from '#app/pipeline/sync/reread/prices-of-all.ts';
import { rereadFact } from '#app/pipeline/sync/reread/reread-fact.ts';
import { publishSets } from '#app/pipeline/publish/publish-sets.ts';
import { buildPlacement } from '#prisma/seed/builders.ts';
import { mintCheckoutToken } from '#sandbox/oauth/session-token.ts';
import { updateMarket } from '#sandbox/store/markets.ts';
import { updateShop } from '#sandbox/store/shop.ts';
import type { StoreSeed } from '#sandbox/store/types.ts';
import { type ConnectedShop, DOMAIN } from '#test/support/connected-shop.ts';
import { BAG, CAMERA, CARD, SHOP_ID, smallStore } from '#test/support/small-store.ts';
import { giveTerms } from '#test/support/small-store-sets.ts';
import { StoreVisitor } from '#test/support/store-visitor.ts';
import { tripShop } from '#test/support/trip-shop.ts';

const EURO = { code: 'EUR', rate: 0.92, manual: false };
const FRANCE = 71;
const EVERYWHERE = 73;
const AUSTRIA = 74;

let shop: ConnectedShop;
let setId: string;

beforeAll(async () => {
  ({ shop, setId } = await tripShop(seed, { ...DEFAULT_GUARDRAILS, maxDiscountBp: 3_000, discountMode: 'as_set' }));
  await buildPlacement(SHOP_ID, 'thank_you');
});
afterAll(() => shop?.stop());

function seed(): StoreSeed {
  const store = smallStore(DOMAIN);
  return {
    ...store,
    shop: { ...store.shop, currency: 'USD' },
    orders: store.orders.map((order) => ({ ...order, currency: 'USD' })),
    markets: [
      { id: 70, name: 'Home', status: 'ACTIVE', countries: ['DE'] },
      { id: FRANCE, name: 'France', status: 'ACTIVE', countries: ['FR'], currency: EURO },
      { id: 72, name: 'Japan', status: 'ACTIVE', countries: ['JP'], currency: { code: 'JPY', rate: 150, manual: true } },
      { id: AUSTRIA, name: 'Austria', status: 'ACTIVE', countries: ['AT'], prices: { [CARD.variant]: '54.90' } },
      { id: EVERYWHERE, name: 'Everywhere', status: 'ACTIVE', countries: ['*'], currency: { code: 'GBP', rate: 0.79, manual: true, local: { CA: { code: 'CAD', rate: 1.36 } } } },
    ],
  };
}

async function give(terms: OfferTerms): Promise<void> {
  await giveTerms(SHOP_ID, setId, terms);
  await publishSets(SHOP_ID, new Date());
  await shop.work();
}

/** What a market's price list asks from now on, as the nightly reading finds it. */
async function asks(prices: Record<string, string>, market = FRANCE): Promise<void> {
  updateMarket(shop.sandbox.store, market, { prices });
  await shop.settle();
  await shop.work();
}

/** Whoever visits from a country: a cart in its currency. */
class Visitor extends StoreVisitor {
  readonly country: string;

  constructor(country: string) {
    super(shop);
    this.country = country;
  }

  async takes(...variants: number[]): Promise<this> {
    await this.ask(`/?country=${this.country}`);
    await this.takesOfSet(setId, ...variants);
    return this;
  }

  async isOffered(): Promise<OffersAnswer['offer']> {
    const { currency } = await this.cart();
    const answer = await this.ask(`/apps/setwise/offers?placement=cart_page&items=${CAMERA.variant}:1&currency=${currency}&country=${this.country}`);
    return offersAnswer.parse(await answer.json()).offer;
  }
}

/** What whoever has just paid is offered next, on a page that knows the country they bought for, or does not. */
async function offeredAfter(orderId: number | undefined, country?: string): Promise<ThankYouAnswer['offer']> {
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${mintCheckoutToken(DOMAIN, null)}` };
  const answer = await fetch(new URL('/api/thank-you', shop.webhookUrl), { method: 'POST', headers, body: JSON.stringify({ orderId: String(orderId), placement: 'thank_you', locale: 'en', country }) });
  return thankYouAnswer.parse(await answer.json()).offer;
}

const from = (country: string) => new Visitor(country).takes(CAMERA.variant);
const pricesOf = (offer: OffersAnswer['offer']): Record<string, number> => Object.fromEntries((offer?.items ?? []).map(({ variantId, offerPriceMinor }) => [variantId, offerPriceMinor]));

async function refusals(currency: string, country: string) {
  const items = [{ variantId: BigInt(CAMERA.variant), quantity: 1 }];
  const decided = await decideFor({ shopId: SHOP_ID, placement: 'cart_page', items, customerId: null, partVariantIds: [], currency, country }, new Date());
  return decided!.decision.refused.map((refusal) => ({ product: Number(refusal.productId), code: refusal.code, says: explainRefusal(refusal, { words: reasonWords('en'), currency, titleOf: () => 'It' }) }));
}

describe('a cart in a market\'s currency', () => {
  it('is offered nothing while no rate is known to hold costs against its prices', async () => {
    expect(await (await from('FR')).isOffered()).toBeNull();
    expect(await refusals('EUR', 'FR')).toContainEqual({ product: CARD.product, code: 'wrong_currency', says: expect.stringContaining('its price in EUR is not known yet') });
  });

  it('is offered at once where the merchant set the rate, in whole coins', async () => {
    const visitor = await from('JP');
    const offer = await visitor.isOffered();
    expect(offer).toMatchObject({ currency: 'JPY', items: [{ priceMinor: 7_485 }, { priceMinor: 11_850 }] });
    expect(pricesOf(offer)).toEqual({ [CARD.variant]: 6_736, [BAG.variant]: 10_665 });
    await visitor.takes(CARD.variant, BAG.variant);
    expect(await visitor.pays()).toMatchObject({ [CARD.variant]: 673_600, [BAG.variant]: 1_066_500 });
  });

  it('is offered what a market asks that is everywhere, in every country that no other market names', async () => {
    const { rows } = await pool().query('SELECT currency, countries, rate FROM market_currencies WHERE shop_id = $1 AND market_id = $2 ORDER BY currency', [SHOP_ID, EVERYWHERE]);
    expect(rows).toEqual([{ currency: 'CAD', countries: ['CA'], rate: null }, { currency: 'GBP', countries: expect.arrayContaining(['AU', 'NO', 'US']), rate: 0.79 }]);
    expect(rows[1].countries.filter((code: string) => ['DE', 'FR', 'JP', 'CA'].includes(code))).toEqual([]);
    const visitor = await from('NO');
    const offer = await visitor.isOffered();
    expect(offer).toMatchObject({ currency: 'GBP', items: [{ priceMinor: 3_943 }, { priceMinor: 6_241 }] });
    await visitor.takes(CARD.variant, BAG.variant);
    expect(await visitor.pays()).toMatchObject(pricesOf(offer));
    expect(await (await from('CA')).isOffered()).toBeNull();
    expect(await refusals('GBP', 'FR')).toContainEqual(expect.objectContaining({ product: CARD.product, code: 'wrong_currency' }));
  });

  it('is offered what a market asks in the shop\'s own currency, where that is not what it costs at home', async () => {
    const visitor = await from('AT');
    const offer = await visitor.isOffered();
    expect(offer).toMatchObject({ currency: 'USD', items: [{ priceMinor: 5_490 }, { priceMinor: 7_900 }] });
    await visitor.takes(CARD.variant, BAG.variant);
    expect(await visitor.pays()).toMatchObject(pricesOf(offer));
    expect(pricesOf(await (await from('DE')).isOffered())).toEqual({ [CARD.variant]: 4_491, [BAG.variant]: 7_110 });
  });

  it('is given nothing off at home either for what such a market asks too little for, as the store cannot tell them apart', async () => {
    await asks({ [CARD.variant]: '20.00' }, AUSTRIA);
    expect(await refusals('USD', 'AT')).toContainEqual(expect.objectContaining({ product: CARD.product, code: 'below_margin_floor' }));
    const visitor = await from('DE');
    const offer = await visitor.isOffered();
    expect(pricesOf(offer)).toEqual({ [CARD.variant]: 4_990, [BAG.variant]: 7_110 });
    await visitor.takes(CARD.variant, BAG.variant);
    expect(await visitor.pays()).toMatchObject(pricesOf(offer));
    expect(await (await from('AT')).reads()).not.toContain('Fast Card');
    await asks({}, AUSTRIA);
    expect(pricesOf(await (await from('AT')).isOffered())).toEqual({ [CARD.variant]: 4_491, [BAG.variant]: 7_110 });
  });

  it('is offered what the market asks once an order showed the rate, and charged that', async () => {
    await (await from('FR')).checksOut();
    await rereadFact(SHOP_ID, 'market_prices', new Date());
    await shop.work();
    const visitor = await from('FR');
    const offer = await visitor.isOffered();
    expect(offer).toMatchObject({ currency: 'EUR', items: [{ priceMinor: 4_591 }, { priceMinor: 7_268 }] });
    await visitor.takes(CARD.variant, BAG.variant);
    const paid = pricesOf(offer);
    expect(await visitor.pays()).toMatchObject(paid);
    const order = await visitor.checksOut();
    expect(order?.lines.filter(({ presentment }) => presentment?.discount !== '0.00')).toHaveLength(2);
    const { rows } = await pool().query('SELECT currency, presentment_currency FROM orders WHERE shop_id = $1 AND order_id = $2', [SHOP_ID, order?.id]);
    expect(rows).toEqual([{ currency: 'USD', presentment_currency: 'EUR' }]);
  });

  it('is followed, once it was paid, by an offer in the same currency that leads to a cart in it', async () => {
    const order = await (await from('FR')).checksOut();
    const next = await offeredAfter(order?.id, 'FR');
    expect(next?.items.map(({ price }) => price)).toEqual(['€45.91', '€72.68']);
    const visitor = new Visitor('');
    await visitor.ask((next?.url ?? '').replace(shop.sandbox.storefrontUrl, ''));
    expect((await visitor.cart()).currency).toBe('EUR');
    expect(await visitor.pays()).toEqual({ [CARD.variant]: 4_591, [BAG.variant]: 7_268 });
    expect((await offeredAfter(order?.id))?.items[0]?.price).toBe('€45.91');
    expect((await offeredAfter(order?.id, 'JP'))?.items[0]?.price).toBe('$49.90');
  });

  it('is followed by one in the shop\'s currency where no rate is known to offer in what was paid', async () => {
    const { rows } = await pool().query('SELECT max(rate) AS rate FROM market_currencies WHERE shop_id = $1 AND currency = $2', [SHOP_ID, 'CAD']);
    expect(rows).toEqual([{ rate: null }]);
    const order = await (await from('CA')).checksOut();
    expect((await offeredAfter(order?.id, 'CA'))?.items[0]?.price).toBe('$49.90');
  });

  it.each<[string, OfferTerms]>([['an amount', { kind: 'amount', minor: 1_500 }], ['a set price', { kind: 'set_price', minor: 11_000 }]])('is given %s in it, painted, said and charged alike', async (kind, terms) => {
    await give(terms);
    const visitor = await from('FR');
    const offer = await visitor.isOffered();
    expect(offer).toMatchObject({ currency: 'EUR', ...(kind === 'an amount' ? { savingMinor: 1_380 } : { totalMinor: 10_120 }) });
    const money = (minor: number) => new Intl.NumberFormat('de', { style: 'currency', currency: 'EUR' }).format(minor / 100).replaceAll(/\s/g, ' ');
    const painted = await visitor.reads();
    if (kind === 'an amount') for (const price of Object.values(pricesOf(offer))) expect(painted).toContain(money(price));
    expect(painted).toContain(money(offer?.totalMinor ?? 0));
    await visitor.takes(CARD.variant, BAG.variant);
    expect(await visitor.pays()).toMatchObject(pricesOf(offer));
  });

  it('is not offered what a list of the market asks too little for, and the store takes nothing off it there', async () => {
    await give({ kind: 'percent', bp: 1_000 });
    await asks({ [CARD.variant]: '20.00' });
    expect(await refusals('EUR', 'FR')).toContainEqual(expect.objectContaining({ product: CARD.product, code: 'below_margin_floor' }));
    const visitor = await from('FR');
    expect(Object.keys(pricesOf(await visitor.isOffered()))).toEqual([String(BAG.variant)]);
    await visitor.takes(CARD.variant);
    expect(await visitor.pays()).toMatchObject({ [CARD.variant]: 2_000 });
    expect(pricesOf(await (await from('JP')).isOffered())).toMatchObject({ [CARD.variant]: 6_736 });
    await asks({});
    expect(pricesOf(await (await from('FR')).isOffered())).toMatchObject({ [CARD.variant]: 4_132 });
  });

  it('is offered the new price within the hour where Shopify converts at another rate', async () => {
    updateMarket(shop.sandbox.store, FRANCE, { currency: { ...EURO, rate: 0.95 } });
    await rereadPricesOfAll();
    await shop.work();
    expect(await (await from('FR')).isOffered()).toMatchObject({ items: [{ priceMinor: 4_741 }, {}] });
    updateMarket(shop.sandbox.store, FRANCE, { currency: EURO });
    await rereadPricesOfAll();
    await shop.work();
  });

  it('is offered a product whose price moved at home only after its price there was read again', async () => {
    shop.sandbox.store.updateVariant(CARD.variant, { price: '59.90' });
    await shop.settle();
    expect(await refusals('EUR', 'FR')).toContainEqual(expect.objectContaining({ product: CARD.product, code: 'wrong_currency' }));
    await shop.work();
    expect(await (await from('FR')).isOffered()).toMatchObject({ items: [{ priceMinor: 5_511 }, {}] });
  });

  it('is offered nothing once the shop\'s own currency is another, until a rate against that is known', async () => {
    updateShop(shop.sandbox.store, { currency: 'CAD' });
    await shop.settle();
    await shop.work();
    expect(await refusals('EUR', 'FR')).toContainEqual(expect.objectContaining({ product: CARD.product, code: 'wrong_currency' }));
    expect(await refusals('CAD', 'DE')).not.toContainEqual(expect.objectContaining({ code: 'wrong_currency' }));
  });
});
