// Emails to a customer in a market with a currency of its own: what they read is what that market asks, less what the code gives
// there, and the button leads into a cart that is charged in it, wherever it is followed from. And nothing of it where no rate is
// known.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { now } from '#app/adapters/clock/clock.ts';
import { type StepReady, stepReady } from '#app/contract/klaviyo/step-ready.ts';
import { writeGuardrails } from '#app/db/guardrails.ts';
import { prisma } from '#app/db/prisma.ts';
import { DEFAULT_GUARDRAILS } from '#app/domain/margin/guardrails.ts';
import type { OfferTerms } from '#app/domain/offer/offer-terms.ts';
import { previewStep } from '#app/pipeline/deliver/preview-step.ts';
import { sendStep } from '#app/pipeline/deliver/send-step.ts';
import { createMarket, updateMarket } from '#sandbox/store/markets.ts';
import { stepRow } from '#test/support/deliverable-step.ts';
import { CUSTOMER, type KlaviyoShop, klaviyoShop } from '#test/support/klaviyo-shop.ts';
import { BAG, CARD } from '#test/support/small-store.ts';
import { buildTripSet, giveTerms } from '#test/support/small-store-sets.ts';

/** What a market asks for the card; the bag costs what it does at home, at the market's rate. */
const ASKED = { [CARD.variant]: '59.00' };
const FRANCS = { code: 'CHF', rate: 0.9412, manual: true };

let shop: KlaviyoShop;
let setId: string;
let alps: number;

beforeAll(async () => {
  shop = await klaviyoShop();
  const { shopId, sandbox } = shop;
  await prisma().productSet.updateMany({ where: { shopId }, data: { status: 'paused' } });
  setId = await buildTripSet(shopId);
  await writeGuardrails(shopId, { ...DEFAULT_GUARDRAILS, maxDiscountBp: 3_000, shippingMinor: 590, offerCooldownDays: 0, discountMode: 'as_set' }, { at: now(), actor: 'test' });
  await shop.connect();
  sandbox.store.setEmailConsent(CUSTOMER, 'SUBSCRIBED');
  sandbox.store.updateCustomer(CUSTOMER, { countryCode: 'CH' });
  sandbox.store.shop.shippingRates = [{ handle: 'standard', title: 'Standard', price: '5.90' }];
  createMarket(sandbox.store, 'Home', ['DE']);
  alps = createMarket(sandbox.store, 'Alps', ['CH', 'LI']).id;
  await market({ currency: FRANCS, prices: ASKED });
});
afterAll(() => shop?.stop());

async function market(patch: Parameters<typeof updateMarket>[2]): Promise<void> {
  updateMarket(shop.sandbox.store, alps, patch);
  await shop.settle();
  await shop.work();
}

async function emailOf(terms: OfferTerms): Promise<StepReady> {
  await giveTerms(shop.shopId, setId, terms);
  const stepId = await shop.stepFor();
  await sendStep(shop.shopId, stepId, now());
  return stepReady.parse((await stepRow(shop.shopId, stepId)).message);
}

/** Follows the button from a computer that has never been to the store. @returns the cart that it fills; Liquid's hundredths */
async function follows({ url }: StepReady): Promise<{ currency: string; prices: Record<number, number>; shipping: number }> {
  let cookie = '';
  for (let at: string | null = url; at !== null; ) {
    const response: Response = await fetch(at, { redirect: 'manual', headers: { cookie } });
    cookie = response.headers.get('set-cookie')?.split(';')[0] ?? cookie;
    const to = response.headers.get('location');
    at = to && new URL(to, at).href;
  }
  const { storefrontUrl } = shop.sandbox;
  const cart = (await (await fetch(`${storefrontUrl}/cart.js`, { headers: { cookie } })).json()) as { currency: string; items: { variant_id: number; final_line_price: number }[] };
  const checkout = await (await fetch(`${storefrontUrl}/checkout`, { headers: { cookie } })).text();
  return { currency: cart.currency, prices: Object.fromEntries(cart.items.map((item) => [item.variant_id, item.final_line_price])), shipping: Number(/data-shipping>\s*([\d,.]+)/.exec(checkout)?.[1]?.replace(',', '').replace('.', '')) };
}

const plain = (text: string | null): string => (text ?? '').replaceAll('\u00a0', ' ');
const pricesIn = ({ primary, others }: StepReady): string[] => [primary, ...others].map(({ price, was_price: was }) => plain(was ? `${price} statt ${was}` : price));

describe('an email to a customer in a market with a currency of its own', () => {
  it('names what the market asks, and leads into a cart that is charged that', async () => {
    const email = await emailOf({ kind: 'percent', bp: 1_000 });
    expect(email.currency).toBe('CHF');
    expect(pricesIn(email)).toEqual(['CHF 53.10 statt CHF 59.00', 'CHF 66.93 statt CHF 74.36']);
    expect(new URL(email.primary.url).searchParams.get('country')).toBe('CH');
    expect(await follows(email)).toMatchObject({ currency: 'CHF', prices: { [CARD.variant]: 5_310, [BAG.variant]: 6_693 } });
  });

  it('is previewed as it is sent', async () => {
    const { email } = await previewStep(shop.shopId, 'order_delivered', String(CUSTOMER), now(), 'en');
    expect(email?.currency).toBe('CHF');
    expect(plain(email?.text ?? '')).toContain('CHF 53.10 (statt CHF 59.00)');
  });

  it.each<[string, number]>([['at the rate that was known', 1], ['at one that moved up meanwhile', 1.015], ['at one that moved down', 0.985]])('gives an amount no smaller than it says, and no larger than the offer may, %s', async (_, moved) => {
    const email = await emailOf({ kind: 'amount', minor: 1_500 });
    const [card, bag] = [email.primary, email.others[0]].map((item) => Number(plain(item?.price ?? '').replace('CHF ', '').replace('.', '')));
    const said = 5_900 - (card ?? 0);
    expect(plain(email.code_note)).toContain(`Je CHF ${(said / 100).toFixed(2)} Rabatt`);
    expect(7_436 - (bag ?? 0)).toBe(said);
    const { store } = shop.sandbox;
    const record = store.markets.get(alps);
    if (record) record.currency = { ...FRANCS, rate: FRANCS.rate * moved };
    const paid = await follows(email);
    if (record) record.currency = FRANCS;
    const given = 5_900 - (paid.prices[CARD.variant] ?? 0);
    expect(given).toBeGreaterThanOrEqual(said);
    expect(given).toBeGreaterThan(0);
    // Of 15 euros both parts bear their share by price, the least of which each is given.
    expect(given).toBeLessThanOrEqual(Math.ceil((1_500 * 0.9412 * 5_900) / (5_900 + 7_436)));
  });

  it('carries free shipping for goods worth the offer', async () => {
    const email = await emailOf({ kind: 'free_shipping' });
    expect(plain(email.code_note)).toMatch(/^Kostenloser Versand ab CHF 133\.36 mit dem Code SET-/);
    expect(await follows(email)).toMatchObject({ currency: 'CHF', shipping: 0 });
  });

  it('leaves out what the market asks too little for', async () => {
    await market({ prices: { [CARD.variant]: '19.50' } });
    const email = await emailOf({ kind: 'percent', bp: 1_000 });
    await market({ prices: ASKED });
    expect(pricesIn(email)).toEqual(['CHF 66.93 statt CHF 74.36']);
  });

  it('speaks of the shop\'s own currency, and names no country, while no rate is known', async () => {
    await market({ currency: { ...FRANCS, manual: false } });
    const email = await emailOf({ kind: 'percent', bp: 1_000 });
    await market({ currency: FRANCS });
    expect(pricesIn(email)).toEqual(['EUR 44.91 statt EUR 49.90', 'EUR 71.10 statt EUR 79.00']);
    expect(new URL(email.primary.url).searchParams.has('country')).toBe(false);
  });
});
