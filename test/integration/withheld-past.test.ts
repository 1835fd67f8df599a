// A store that does not grant read_all_orders: the app learns from 60 days, says so, and reads the rest once it may.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SCOPES } from '#app/adapters/shopify/scopes.ts';
import { prisma } from '#app/db/prisma.ts';
import { backfillProgress } from '#app/read/backfill-progress.ts';
import { type ConnectedShop, connectShop } from '#test/support/connected-shop.ts';

const SHOP_ID = 4_400_000_001n;
const SOME = SCOPES.filter((scope) => scope !== 'read_all_orders');
let shop: ConnectedShop;

beforeAll(async () => { shop = await connectShop(); });
afterAll(() => shop.stop());

const orders = () => prisma().order.count({ where: { shopId: SHOP_ID, deletedAt: null } });
const recent = () => [...shop.sandbox.store.orders.values()].filter(({ createdAt }) => shop.sandbox.store.clock.now().getTime() - Date.parse(createdAt) < 60 * 24 * 3_600_000).length;

describe('a store that withholds its older orders', () => {
  it('is read as far as it shows itself, and that is said', async () => {
    expect(recent()).toBeLessThan(shop.sandbox.store.orders.size);
    await shop.open(SOME);
    await shop.work();
    expect(await orders()).toBe(recent());
    expect(await backfillProgress(SHOP_ID)).toMatchObject({ status: 'done', pastWithheld: true });
  });

  it('is read whole once it grants the permission', async () => {
    shop.sandbox.store.install(SCOPES);
    await shop.settle();
    await shop.work();
    expect(await backfillProgress(SHOP_ID)).toMatchObject({ status: 'done', pastWithheld: false });
    expect(await orders()).toBe(shop.sandbox.store.orders.size);
  });
});
