// The tax that prices hold is counted from the shop's own orders, at home and in each currency of its markets, and what was published is renewed when it is another one.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { marginPolicyOf } from '#app/db/margin-policy.ts';
import { marketCurrenciesOf, replaceMarketCurrencies } from '#app/db/market-currencies.ts';
import { pool } from '#app/db/pool.ts';
import { prisma } from '#app/db/prisma.ts';
import { countAudienceOf } from '#app/pipeline/learn/count-audience.ts';
import { buildOrder, buildProduct, buildShop } from '#prisma/seed/builders.ts';
import { type TestDatabase, testDatabase } from '#test/support/database.ts';

const NOW = new Date('2026-11-20T09:00:00.000Z');
const LATELY = new Date(NOW.getTime() - 5 * 86_400_000);
let db: TestDatabase;
beforeAll(async () => { db = await testDatabase(); });
afterAll(() => db.drop());

/** @param rates of each line, basis points of the price without it */
async function shopThatSold(rates: readonly number[], { included = true, priceMinor = 11_900 } = {}): Promise<bigint> {
  const { shopId } = await buildShop();
  await sell(shopId, rates, { included, priceMinor, paidIn: null });
  await countAudienceOf(shopId, NOW);
  return shopId;
}

async function sell(shopId: bigint, rates: readonly number[], { included = true, priceMinor = 11_900, paidIn }: { included?: boolean; priceMinor?: number; paidIn: string | null }): Promise<void> {
  const product = await buildProduct(shopId, { priceMinor });
  for (const rateBp of rates) {
    const { orderId } = await buildOrder(shopId, { orderedAt: LATELY, lines: [{ product }] });
    const tax = Math.round(priceMinor - (priceMinor * 10_000) / (10_000 + rateBp));
    await pool().query('UPDATE order_lines SET tax_minor = $3 WHERE shop_id = $1 AND order_id = $2', [shopId, orderId, tax]);
    await pool().query('UPDATE orders SET taxes_included = $3, presentment_currency = $4 WHERE shop_id = $1 AND order_id = $2', [shopId, orderId, included, paidIn]);
  }
}

const taxOf = async (shopId: bigint) => (await marginPolicyOf(shopId)).includedTaxBp;
const jobs = async (shopId: bigint) => (await pool().query(`SELECT 1 FROM graphile_worker.jobs WHERE key = 'publish-sets:' || $1`, [String(shopId)])).rowCount;

describe('the tax in prices', () => {
  it('is the usual rate of what was sold, and renews what was published', async () => {
    const shopId = await shopThatSold(Array.from({ length: 40 }, (_, at) => (at === 0 ? 4_900 : at % 3 === 0 ? 700 : 1_900)));
    expect(await taxOf(shopId)).toBe(1_900);
    expect(await jobs(shopId)).toBe(1);
  });

  it.each([
    ['where prices hold none', Array(30).fill(1_900), { included: false }],
    ['while too few lines were sold to say', Array(19).fill(1_900), {}],
    ['where all that was sold is too cheap for a rate to be read', Array(30).fill(1_900), { priceMinor: 300 }],
  ] as const)('is none %s', async (_, rates, how) => {
    const shopId = await shopThatSold(rates, how);
    expect(await taxOf(shopId)).toBe(0);
    expect(await jobs(shopId)).toBe(0);
  });
});

describe('the tax in prices of a market\'s currency', () => {
  const many = (rateBp: number) => Array<number>(25).fill(rateBp);

  /** Whose home holds 19 %, and which sells in francs and kroner. */
  async function shopAbroad(): Promise<bigint> {
    const { shopId } = await buildShop();
    await prisma().marketCurrency.createMany({ data: [['CHF', 'CH'], ['SEK', 'SE']].map(([currency = '', country = ''], at) => ({ shopId, marketId: BigInt(at + 1), currency, countries: [country], rate: 1 })) });
    await sell(shopId, many(1_900), { paidIn: 'EUR' });
    return shopId;
  }
  async function taxesAbroad(shopId: bigint): Promise<Record<string, number | null>> {
    await countAudienceOf(shopId, NOW);
    return Object.fromEntries((await marketCurrenciesOf(shopId)).map(({ currency, includedTaxBp }) => [currency, includedTaxBp]));
  }

  it('is that of what was paid in it, which says nothing of home', async () => {
    const shopId = await shopAbroad();
    await sell(shopId, many(2_500), { paidIn: 'SEK' });
    await sell(shopId, many(0), { paidIn: 'CHF', included: false });
    expect(await taxesAbroad(shopId)).toEqual({ CHF: 0, SEK: 2_500 });
    expect([await taxOf(shopId), await jobs(shopId)]).toEqual([1_900, 1]);
  });

  it('is the worst that is known while little was sold in it, and not known while nothing was', async () => {
    const shopId = await shopAbroad();
    await sell(shopId, [2_500, 600], { paidIn: 'SEK' });
    expect(await taxesAbroad(shopId)).toEqual({ CHF: null, SEK: 2_500 });
    await sell(shopId, [0], { paidIn: 'CHF', included: false });
    expect(await taxesAbroad(shopId)).toEqual({ CHF: 1_900, SEK: 2_500 });
  });

  it('stays as it was counted when markets are read again', async () => {
    const shopId = await shopAbroad();
    await sell(shopId, many(2_500), { paidIn: 'SEK' });
    await countAudienceOf(shopId, NOW);
    await replaceMarketCurrencies(shopId, (await marketCurrenciesOf(shopId)).map((one) => ({ ...one, countries: [...one.countries, 'FI'] })), pool());
    expect(await marketCurrenciesOf(shopId)).toMatchObject([{ currency: 'CHF' }, { currency: 'SEK', countries: ['SE', 'FI'], includedTaxBp: 2_500 }]);
  });
});
