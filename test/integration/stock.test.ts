// Stock has one definition (app/domain/stock) and one form in SQL (app/db/stock.ts): both are asked about the same shelves,
// and no other file reads quantities.
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { deskProducts } from '#app/db/admin-products.ts';
import { leaveInventoryLevels, upsertInventoryLevels } from '#app/db/inventory.ts';
import { replaceLocations } from '#app/db/locations.ts';
import { withTransaction } from '#app/db/pool.ts';
import { prisma } from '#app/db/prisma.ts';
import { productStates } from '#app/db/products.ts';
import { availableUnits, canBuyOneMore } from '#app/domain/stock/stock.ts';
import { buildProduct, buildShop, type BuiltShop } from '#prisma/seed/builders.ts';
import { type TestDatabase, testDatabase } from '#test/support/database.ts';

let db: TestDatabase;
let shop: BuiltShop;
beforeAll(async () => {
  db = await testDatabase();
  shop = await buildShop();
});
afterAll(() => db.drop());

const AT = new Date('2026-06-01T10:00:00Z');
const [OPEN, SECOND, CLOSED, SHOWROOM, UNKNOWN] = [11n, 12n, 13n, 14n, 15n];

const second = (count: number): Date => new Date(AT.getTime() + count * 1_000);

function permutations(items: number[]): number[][] {
  return items.length < 2 ? [items] : items.flatMap((first) => permutations(items.filter((one) => one !== first)).map((rest) => [first, ...rest]));
}

/** Puts a product on these shelves. @returns what SQL says, and what the domain says of the facts that deciding gets */
async function ask(shelves: [locationId: bigint, available: number][], { tracked = true, policy = 'DENY' as 'DENY' | 'CONTINUE', left = [] as bigint[] } = {}) {
  const { productId, variantId, inventoryItemId } = await buildProduct(shop.shopId);
  await prisma().inventoryLevel.deleteMany({ where: { shopId: shop.shopId, inventoryItemId } });
  await prisma().inventoryItem.updateMany({ where: { shopId: shop.shopId, inventoryItemId }, data: { tracked } });
  await prisma().variant.updateMany({ where: { shopId: shop.shopId, variantId }, data: { inventoryPolicy: policy } });
  await upsertInventoryLevels(shop.shopId, shelves.map(([locationId, available]) => ({ inventoryItemId, locationId, available, updatedAt: AT, triggeredAt: null })));
  await leaveInventoryLevels(shop.shopId, left.map((locationId) => ({ inventoryItemId, locationId, triggeredAt: new Date(AT.getTime() + 5_000) })));
  const [state, facts] = [(await productStates(shop.shopId, [productId])).get(productId), (await deskProducts(shop.shopId, [productId])).get(productId)];
  const stock = facts!.variants[0]!.stock;
  return { inSql: state!.available, inDomain: canBuyOneMore(stock, 0), units: availableUnits(stock) };
}

describe('stock', () => {
  it('counts every location until the shop’s were read', async () => {
    expect(await ask([[OPEN, 2], [UNKNOWN, 3]])).toEqual({ inSql: true, inDomain: true, units: 5 });
  });

  describe('of a shop whose locations are known', () => {
    beforeAll(async () => {
      const location = (locationId: bigint, active: boolean, fulfillsOnline: boolean) => ({ locationId, name: `${locationId}`, active, fulfillsOnline });
      await withTransaction((on) => replaceLocations(shop.shopId, [location(OPEN, true, true), location(SECOND, true, true), location(CLOSED, false, true), location(SHOWROOM, true, false)], on));
    });

    it.each<[string, Parameters<typeof ask>, { sells: boolean; units: number }]>([
      ['is the sum over what sells online', [[[OPEN, 2], [SECOND, 3]]], { sells: true, units: 5 }],
      ['leaves out a closed location', [[[OPEN, 0], [CLOSED, 9]]], { sells: false, units: 0 }],
      ['leaves out one that does not fulfil online orders', [[[SHOWROOM, 9]]], { sells: false, units: 0 }],
      ['leaves out one that is not known', [[[UNKNOWN, 9]]], { sells: false, units: 0 }],
      ['leaves out what the item has left', [[[OPEN, 4], [SECOND, 1]], { left: [OPEN] }], { sells: true, units: 1 }],
      ['is none where an oversold shelf eats another', [[[OPEN, -3], [SECOND, 3]]], { sells: false, units: 0 }],
      ['never runs out where it is not tracked', [[[OPEN, 0]], { tracked: false }], { sells: true, units: 0 }],
      ['sells below zero by policy', [[[OPEN, -7]], { policy: 'CONTINUE' }], { sells: true, units: -7 }],
      ['is none without a level', [[]], { sells: false, units: 0 }],
    ])('%s', async (_, given, { sells, units }) => {
      expect(await ask(...given)).toEqual({ inSql: sells, inDomain: sells, units });
    });
  });

  it('ends the same in whatever order its deliveries come', async () => {
    const { inventoryItemId } = await buildProduct(shop.shopId);
    const level = (seconds: number, available: number) => (locationId: bigint) =>
      upsertInventoryLevels(shop.shopId, [{ inventoryItemId, locationId, available, updatedAt: second(seconds), triggeredAt: new Date(second(seconds).getTime() + 400) }]);
    const leave = (seconds: number) => (locationId: bigint) => leaveInventoryLevels(shop.shopId, [{ inventoryItemId, locationId, triggeredAt: new Date(second(seconds).getTime() + 600) }]);
    // Stocked, sold, gone and back within the second, and gone again.
    const story = [level(1, 7), level(2, 6), leave(3), level(3, 4), leave(4)];
    const ends = new Set<string>();
    for (const [at, order] of permutations(story.map((_, index) => index)).entries()) {
      const locationId = 1_000n + BigInt(at);
      for (const index of order) await story[index]!(locationId);
      const { available, updatedAt, deletedAt } = await prisma().inventoryLevel.findFirstOrThrow({ where: { shopId: shop.shopId, inventoryItemId, locationId } });
      ends.add(JSON.stringify([available, updatedAt, deletedAt]));
    }
    expect([...ends]).toEqual([JSON.stringify([0, second(4), new Date(second(4).getTime() + 600)])]);
  });

  it('is read by no other query', () => {
    const folder = path.resolve(import.meta.dirname, '../../app');
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts') && !file.startsWith('db/generated'));
    const reads = files.filter((file) => /\b(FROM|JOIN) inventory_levels\b/i.test(readFileSync(path.join(folder, file), 'utf8')));
    expect(reads).toEqual(['db/stock.ts']);
  });
});
