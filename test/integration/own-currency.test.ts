// A shop in dollars that sells in no other currency, with a price list for one of its countries: what that asks is known as soon
// as something is offered, not an hour later.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pool } from '#app/db/pool.ts';
import { prisma } from '#app/db/prisma.ts';
import { definitionOf } from '#app/db/set-definitions.ts';
import { DEFAULT_GUARDRAILS } from '#app/domain/margin/guardrails.ts';
import { decideFor } from '#app/pipeline/decide/decide-offer.ts';
import { previewSet } from '#app/pipeline/deliver/preview-set.ts';
import { resolveDraft } from '#app/pipeline/learn/resolve-draft.ts';
import { publishSets } from '#app/pipeline/publish/publish-sets.ts';
import { rereadFact } from '#app/pipeline/sync/reread/reread-fact.ts';
import { draftFacts, setForEditor } from '#app/read/set.ts';
import { listSets } from '#app/read/sets.ts';
import { updateMarket } from '#sandbox/store/markets.ts';
import type { StoreSeed } from '#sandbox/store/types.ts';
import { type ConnectedShop, DOMAIN } from '#test/support/connected-shop.ts';
import { CAMERA, CARD, SHOP_ID, smallStore } from '#test/support/small-store.ts';
import { tripShop } from '#test/support/trip-shop.ts';

let shop: ConnectedShop;
let setId: string;

beforeAll(async () => {
  ({ shop, setId } = await tripShop(seed, { ...DEFAULT_GUARDRAILS, maxDiscountBp: 3_000, discountMode: 'as_set' }));
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
      { id: 74, name: 'Austria', status: 'ACTIVE', countries: ['AT'], prices: { [CARD.variant]: '20.00' } },
    ],
  };
}

/** What the card is offered at; undefined: it is not. */
async function cardIn(country: string): Promise<number | undefined> {
  const items = [{ variantId: BigInt(CAMERA.variant), quantity: 1 }];
  const decided = await decideFor({ shopId: SHOP_ID, placement: 'cart_page', items, customerId: null, partVariantIds: [], currency: 'USD', country }, new Date());
  return decided?.decision.offer?.items.find(({ productId }) => productId === BigInt(CARD.product))?.offerPriceMinor;
}

async function becomes(status: 'approved' | 'paused'): Promise<void> {
  await prisma().productSet.updateMany({ where: { shopId: SHOP_ID, setId }, data: { status } });
  await publishSets(SHOP_ID, new Date());
  await shop.work();
}

const kept = async (): Promise<unknown[]> => (await pool().query('SELECT price_minor::int AS price FROM market_prices WHERE shop_id = $1', [SHOP_ID])).rows;

describe('a market\'s own price in the shop\'s own currency', () => {
  it('is known of a set that was live when the shop was read', async () => {
    await rereadFact(SHOP_ID, 'market_prices', new Date());
    await shop.work();
    expect(await kept()).toEqual([{ price: 2_000 }]);
    expect([await cardIn('AT'), await cardIn('DE')]).toEqual([undefined, 4_990]);
  });

  it('is known of a set that is approved, once that is out', async () => {
    await becomes('paused');
    await rereadFact(SHOP_ID, 'market_prices', new Date());
    expect(await kept()).toEqual([]);
    await becomes('approved');
    expect(await kept()).toEqual([{ price: 2_000 }]);
    expect([await cardIn('AT'), await cardIn('DE')]).toEqual([undefined, 4_990]);
  });

  it('is known again once a price at home moved', async () => {
    shop.sandbox.store.updateVariant(CARD.variant, { price: '59.90' });
    await shop.settle();
    await shop.work();
    expect(await kept()).toEqual([{ price: 2_000 }]);
    expect([await cardIn('AT'), await cardIn('DE')]).toEqual([undefined, 5_990]);
  });

  it('is known of what it asked the same for as home, until home asked more', async () => {
    updateMarket(shop.sandbox.store, 74, { prices: { [CARD.variant]: '59.90' } });
    await shop.settle();
    await shop.work();
    expect(await kept()).toEqual([]);
    shop.sandbox.store.updateVariant(CARD.variant, { price: '60.00' });
    await shop.settle();
    await shop.work();
    expect(await kept()).toEqual([{ price: 5_990 }]);
    expect([await cardIn('AT'), await cardIn('DE')]).toEqual([5_391, 5_400]);
  });
});

describe('what it is given at home, where such a market asks too little for more', () => {
  it('is full price on the desk and in its preview too, as it is in the store', async () => {
    updateMarket(shop.sandbox.store, 74, { prices: { [CARD.variant]: '20.00' } });
    await shop.settle();
    await shop.work();
    const { sets: [listed] } = await listSets(SHOP_ID, { status: 'approved', search: '', page: 1 }, new Date());
    const { set } = await setForEditor(SHOP_ID, setId, new Date());
    expect([listed, set].map((one) => one?.slots[0]?.candidates[0]?.offerPriceMinor)).toEqual([6_000, 6_000]);
    const { definition, terms } = (await definitionOf(SHOP_ID, setId))!;
    const { resolution } = await resolveDraft(SHOP_ID, setId, definition, new Date());
    expect((await draftFacts(SHOP_ID, definition, terms, resolution, new Date())).products[String(CARD.product)]?.offerPriceMinor).toBe(6_000);
    const { offer } = await previewSet(SHOP_ID, { definition, terms, resolved: resolution, soldOutIds: new Set() }, new Date());
    expect(offer?.items.find(({ productId }) => productId === String(CARD.product))?.offerPriceMinor).toBe(6_000);
  });
});
