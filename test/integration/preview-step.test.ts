// The merchant's preview of a workflow's email beside what is really sent: the same email, and nothing of it is kept.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { now } from '#app/adapters/clock/clock.ts';
import { pool } from '#app/db/pool.ts';
import { previewStep } from '#app/pipeline/deliver/preview-step.ts';
import { sendStep } from '#app/pipeline/deliver/send-step.ts';
import { previewPeople } from '#app/read/preview-people.ts';
import { CUSTOMER, type KlaviyoShop, klaviyoShop } from '#test/support/klaviyo-shop.ts';
import { CARD, CUSTOMERS } from '#test/support/small-store.ts';

let shop: KlaviyoShop;
let shopId: bigint;
beforeAll(async () => {
  shop = await klaviyoShop();
  ({ shopId } = shop);
  for (const customer of CUSTOMERS) shop.sandbox.store.setEmailConsent(customer, 'SUBSCRIBED');
  await pool().query(`UPDATE customers SET email_consent = 'SUBSCRIBED' WHERE shop_id = $1`, [shopId]);
});
afterAll(() => shop.stop());

const noon = () => new Date(`${now().toISOString().slice(0, 10)}T11:00:00.000Z`);
const preview = (who: string | number = CUSTOMER) => previewStep(shopId, 'order_delivered', String(who), noon(), 'en');
/** Codes, links and addresses are made at sending, for one email. */
const withoutOwn = (html: string) =>
  html
    .replace(/href="[^"]*"/g, 'href')
    .replace(/SET-[A-Z0-9]+/g, 'SET')
    .replace(/<p style="margin:0">[^<]*<\/p>/, '');
const countOf = async (table: string) => (await pool().query<{ n: number }>(`SELECT count(*)::int AS n FROM ${table} WHERE shop_id = $1`, [shopId])).rows[0]?.n;

describe('the preview of an email', () => {
  it('shows it before Klaviyo is connected, in the language and currency of the recipient', async () => {
    const { outcome, email } = await preview();
    expect(outcome).toBe('gets');
    expect(email).toMatchObject({ subject: 'Fast Card: passend zu Aurel One', language: 'de', currency: 'EUR' });
    expect(email?.text.replaceAll('\u00a0', ' ')).toContain('44,91 € (statt 49,90 €)');
    expect(email?.html).toContain('Abmelden');
  });

  it('finds the customer by their email address, and says when there is none', async () => {
    expect((await preview(`C${CUSTOMER}@example.com`)).customerId).toBe(String(CUSTOMER));
    await expect(preview('nobody@example.com')).rejects.toMatchObject({ code: 'not_found', message: expect.stringContaining('no customer with this address') });
    await expect(preview('12')).rejects.toMatchObject({ code: 'not_found' });
    await expect(preview('Aurel One')).rejects.toMatchObject({ code: 'bad_request' });
  });

  it('keeps nothing and sends nothing', async () => {
    const tables = ['steps', 'decisions', 'touches', 'discount_codes', 'enrollments', 'changes'];
    const before = await Promise.all(tables.map(countOf));
    await preview();
    expect(await Promise.all(tables.map(countOf))).toEqual(before);
    expect(shop.sandbox.store.codeDiscounts.size).toBe(0);
    expect(shop.inbox()).toEqual([]);
  });

  it('follows the stock of this moment', async () => {
    const setStock = (available: number) => pool().query(`UPDATE inventory_levels SET available = $3 WHERE shop_id = $1 AND inventory_item_id = $2`, [shopId, BigInt(CARD.item), available]);
    await setStock(0);
    const { email } = await preview();
    await setStock(40);
    expect(email?.html).toContain('Day Bag');
    expect(email?.html).not.toContain('Fast Card');
  });

  it('says why nothing would go, and still shows what it holds back', async () => {
    shop.sandbox.store.setEmailConsent(CUSTOMER, 'UNSUBSCRIBED');
    const refused = await preview();
    shop.sandbox.store.setEmailConsent(CUSTOMER, 'SUBSCRIBED');
    expect(refused).toMatchObject({ outcome: 'not', sentence: expect.stringContaining('not agreed') });
    expect(refused.email?.subject).toBe('Fast Card: passend zu Aurel One');
  });

  it('is what Klaviyo then sends, but for code and links', async () => {
    await shop.connect();
    const { email, outcome } = await preview();
    expect(outcome).toBe('gets');
    await sendStep(shopId, await shop.stepFor(), noon());
    const [message] = shop.inbox();
    expect(message?.subject).toBe(email?.subject);
    expect(withoutOwn(email?.html ?? '')).toBe(withoutOwn(message?.html ?? ''));
  });

  it('offers who is due and who was sent something to choose from, and holds the weekly cap against the latter', async () => {
    expect((await previewPeople(shopId, 'order_delivered')).map(({ customerId, status }) => [customerId, status])).toEqual([[String(CUSTOMER), 'sent']]);
    expect(await preview()).toMatchObject({ outcome: 'later', sentence: expect.stringContaining('one email of the week'), until: expect.any(String), entered: true });
  });

  it('asks Klaviyo too where it is connected', async () => {
    const profile = shop.klaviyo.profiles.byEmail(`c${CUSTOMER}@example.com`);
    if (profile) shop.klaviyo.profiles.suppress(profile, 'HARD_BOUNCE');
    const weeksLater = new Date(noon().getTime() + 20 * 86_400_000);
    expect(await previewStep(shopId, 'order_delivered', String(CUSTOMER), weeksLater, 'en')).toMatchObject({ outcome: 'not', sentence: expect.stringContaining('bounced') });
  });
});
