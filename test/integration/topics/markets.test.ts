import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pool } from '#app/db/pool.ts';
import { dataHealthPage } from '#app/read/data-health.ts';
import { homePage } from '#app/read/home.ts';
import { switchPlacement } from '#app/pipeline/decide/switch-placement.ts';
import { DOMAIN } from '#test/support/connected-shop.ts';
import { createMarket, deleteMarket, updateMarket } from '#sandbox/store/markets.ts';
import { CAMERA, CARD, CUSTOMERS, SHOP_ID } from '#test/support/small-store.ts';
import { type TopicShop, topicShop } from '#test/support/topic-shop.ts';

let shop: TopicShop;
beforeAll(async () => {
  shop = await topicShop();
});
afterAll(() => shop.stop());

const inCountry = (country: string) => shop.offered({ country });
const [, customer] = CUSTOMERS;
const byEmail = { placement: 'email' as const, customerId: BigInt(customer) };

let alps = 0;

describe('markets/create', () => {
  it('offers nothing any more to countries that no market serves', async () => {
    expect(await inCountry('FR')).toEqual([CARD.product]);
    const topics = await shop.told((store) => {
      createMarket(store, 'Home', ['DE']);
      alps = createMarket(store, 'Alps', ['AT', 'CH']).id;
    });
    expect(topics).toEqual(['markets/create']);
    expect(await inCountry('DE')).toEqual([CARD.product]);
    expect(await inCountry('ch')).toEqual([CARD.product]);
    expect(await inCountry('FR')).toEqual([]);
    expect(await shop.refusal(CARD.product, { country: 'FR' })).toBe('not_sold_here');
    expect(await shop.offered()).toEqual([CARD.product]);
  });

  it('asks of a message where its reader lives', async () => {
    expect(await shop.offered(byEmail)).toEqual([CARD.product]);
    await pool().query(`UPDATE customers SET country_code = 'FR' WHERE shop_id = $1 AND customer_id = $2`, [SHOP_ID, customer]);
    expect(await shop.refusal(CARD.product, byEmail)).toBe('not_sold_here');
    expect(await shop.offered({ customerId: BigInt(customer) })).toEqual([CARD.product]);
  });
});

describe('markets/update', () => {
  it('counts a country that joins, and none of a market that became a draft', async () => {
    expect(await shop.told((store) => updateMarket(store, alps, { countries: ['AT', 'CH', 'FR'] }))).toEqual(['markets/update']);
    expect(await inCountry('FR')).toEqual([CARD.product]);
    expect(await shop.offered(byEmail)).toEqual([CARD.product]);
    await shop.told((store) => updateMarket(store, alps, { status: 'DRAFT' }));
    expect(await inCountry('AT')).toEqual([]);
  });

  it('takes a market of all regions for every country', async () => {
    await shop.told((store) => updateMarket(store, alps, { status: 'ACTIVE', countries: ['*'] }));
    expect(await inCountry('JP')).toEqual([CARD.product]);
  });
});

describe('a shop none of whose markets is active', () => {
  const troubles = async () => (await dataHealthPage(SHOP_ID, '', new Date())).troubles.map(({ kind }) => kind);
  const setAll = (status: 'ACTIVE' | 'DRAFT') => shop.told((store) => {
    for (const { id } of store.markets.values()) updateMarket(store, id, { status });
  });

  it('offers nobody anything, also whose country is not known, and says so on Data health and on Home', async () => {
    expect(await troubles()).toEqual([]);
    await setAll('DRAFT');
    expect([await inCountry('DE'), await inCountry('JP'), await shop.offered(), await shop.offered(byEmail)]).toEqual([[], [], [], []]);
    expect(await shop.refusal(CARD.product)).toBe('not_sold_here');
    expect(await troubles()).toEqual(['no_market']);
    expect((await homePage(SHOP_ID, new Date())).troubles).toEqual([{ kind: 'no_market' }]);
    await setAll('ACTIVE');
    expect([await inCountry('DE'), await shop.offered()]).toEqual([[CARD.product], [CARD.product]]);
    expect(await troubles()).toEqual([]);
  });
});

describe('a storefront that says which market the shopper is in', () => {
  it('is answered by it', async () => {
    const { startOffersEndpoint, signedQuery } = await import('#test/support/offers-endpoint.ts');
    await switchPlacement(SHOP_ID, 'cart_page', true, 'merchant', new Date());
    const endpoint = await startOffersEndpoint();
    const ask = async (country: string) => (await (await fetch(endpoint.url + signedQuery(DOMAIN, { placement: 'cart_page', items: `${CAMERA.variant}:1`, country }))).json()).offer;
    await shop.told((store) => updateMarket(store, alps, { countries: ['AT'] }));
    expect((await ask('AT')).items).toHaveLength(1);
    expect(await ask('NO')).toBeNull();
    await endpoint.stop();
  });
});

describe('markets/delete', () => {
  it('ends what was sold there', async () => {
    expect(await shop.told((store) => deleteMarket(store, alps))).toEqual(['markets/delete']);
    expect(await inCountry('JP')).toEqual([]);
    expect(await inCountry('DE')).toEqual([CARD.product]);
  });
});
