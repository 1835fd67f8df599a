// Each kind of offer in an email: what its code gives at the checkout is what was read, once; and where no code can carry the
// offer, the email has none and names full prices.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { now } from '#app/adapters/clock/clock.ts';
import { type StepReady, stepReady } from '#app/contract/klaviyo/step-ready.ts';
import { writeGuardrails } from '#app/db/guardrails.ts';
import { prisma } from '#app/db/prisma.ts';
import { DEFAULT_GUARDRAILS } from '#app/domain/margin/guardrails.ts';
import type { OfferTerms } from '#app/domain/offer/offer-terms.ts';
import { sendStep } from '#app/pipeline/deliver/send-step.ts';
import { stepRow } from '#test/support/deliverable-step.ts';
import { CUSTOMER, type KlaviyoShop, klaviyoShop } from '#test/support/klaviyo-shop.ts';
import { BAG, CARD } from '#test/support/small-store.ts';
import { buildTripSet, giveTerms } from '#test/support/small-store-sets.ts';

let shop: KlaviyoShop;
let setId: string;

beforeAll(async () => {
  shop = await klaviyoShop();
  const { shopId } = shop;
  await prisma().productSet.updateMany({ where: { shopId }, data: { status: 'paused' } });
  setId = await buildTripSet(shopId);
  await writeGuardrails(shopId, { ...DEFAULT_GUARDRAILS, maxDiscountBp: 3_000, shippingMinor: 590, offerCooldownDays: 0, discountMode: 'as_set' }, { at: now(), actor: 'test' });
  await shop.connect();
  shop.sandbox.store.setEmailConsent(CUSTOMER, 'SUBSCRIBED');
  shop.sandbox.store.shop.shippingRates = [{ handle: 'standard', title: 'Standard', price: '5.90' }];
});
afterAll(() => shop?.stop());

/** What the email says, as it went out. */
async function emailOf(terms: OfferTerms): Promise<StepReady> {
  await giveTerms(shop.shopId, setId, terms);
  const stepId = await shop.stepFor();
  await sendStep(shop.shopId, stepId, now());
  return stepReady.parse((await stepRow(shop.shopId, stepId)).message);
}

/** What the cart comes to that the email's button would fill; minor units. */
async function pays(code: string | null, variants: readonly number[], places = false): Promise<{ prices: Record<number, number>; shipping: number }> {
  const { storefrontUrl, store } = shop.sandbox;
  const filled = await fetch(`${storefrontUrl}/cart/${variants.map((id) => `${id}:1`).join(',')}?storefront=true${code ? `&discount=${code}` : ''}`, { redirect: 'manual' });
  const headers = { cookie: filled.headers.get('set-cookie')?.split(';')[0] ?? '' };
  const cart = (await (await fetch(`${storefrontUrl}/cart.js`, { headers })).json()) as { items: { variant_id: number; final_line_price: number }[] };
  const prices = Object.fromEntries(cart.items.map((item) => [item.variant_id, item.final_line_price]));
  const sending = /data-shipping>\s*([\d,]+)/.exec(await (await fetch(`${storefrontUrl}/checkout`, { headers })).text())?.[1]?.replace(',', '');
  if (places) await fetch(`${storefrontUrl}/checkout`, { method: 'POST', headers, body: new URLSearchParams({ customer: '' }), redirect: 'manual' });
  if (places && code) expect(store.codeDiscount(code)).toBeUndefined();
  return { prices, shipping: Number(sending) };
}

const plain = (text: string | null): string => (text ?? '').replaceAll('\u00a0', ' ');
const pricesIn = ({ primary, others }: StepReady): string[] => [primary, ...others].map(({ price, was_price: was }) => plain(was ? `${price} statt ${was}` : price));
const BOTH = [CARD.variant, BAG.variant];

it.each<[string, OfferTerms, { reads: string[]; note: RegExp; card: number; bag: number; alone: number }]>([
  ['a percentage', { kind: 'percent', bp: 1_000 }, { reads: ['44,91 € statt 49,90 €', '71,10 € statt 79,00 €'], note: /^10 % Rabatt mit dem Code SET-/, card: 4_491, bag: 7_110, alone: 4_491 }],
  ['an amount, the least of its parts off each', { kind: 'amount', minor: 1_500 }, { reads: ['44,09 € statt 49,90 €', '73,19 € statt 79,00 €'], note: /^Je 5,81 € Rabatt mit dem Code SET-/, card: 4_409, bag: 7_319, alone: 4_409 }],
  ['a gift, with another of the set', { kind: 'gift', slotNo: 1 }, { reads: ['0,00 € statt 49,90 €', '79,00 €'], note: /^Fast Card geschenkt mit dem Code SET-/, card: 0, bag: 7_900, alone: 4_990 }],
])('carries %s', async (_, terms, { reads, note, card, bag, alone }) => {
  const email = await emailOf(terms);
  expect(pricesIn(email)).toEqual(reads);
  expect(plain(email.code_note)).toMatch(note);
  expect((await pays(email.code, [CARD.variant])).prices).toEqual({ [CARD.variant]: alone });
  expect(await pays(email.code, BOTH, true)).toEqual({ prices: { [CARD.variant]: card, [BAG.variant]: bag }, shipping: 590 });
  expect((await pays(email.code, BOTH)).prices).toEqual({ [CARD.variant]: 4_990, [BAG.variant]: 7_900 });
});

it('carries free shipping, for goods worth the offer', async () => {
  const email = await emailOf({ kind: 'free_shipping' });
  expect(pricesIn(email)).toEqual(['49,90 €', '79,00 €']);
  expect(plain(email.code_note)).toMatch(/^Kostenloser Versand ab 128,90 € mit dem Code SET-/);
  expect(await pays(email.code, [CARD.variant])).toEqual({ prices: { [CARD.variant]: 4_990 }, shipping: 590 });
  expect(await pays(email.code, BOTH, true)).toMatchObject({ shipping: 0 });
  expect(await pays(email.code, BOTH)).toMatchObject({ shipping: 590 });
});

it.each<[string, OfferTerms]>([
  ['a set price, which a code would give away with any cart', { kind: 'set_price', minor: 11_000 }],
  ['nothing', { kind: 'none' }],
])('has no code for %s', async (_, terms) => {
  const before = shop.sandbox.store.codeDiscounts.size;
  const email = await emailOf(terms);
  expect(email).toMatchObject({ code: null, code_note: null });
  expect(pricesIn(email)).toEqual(['49,90 €', '79,00 €']);
  expect(shop.sandbox.store.codeDiscounts.size).toBe(before);
  expect((await pays(null, BOTH)).prices).toEqual({ [CARD.variant]: 4_990, [BAG.variant]: 7_900 });
});
