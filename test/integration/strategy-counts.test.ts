// What the strategies are judged by, counted in a shop where every number is known.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { countStrategies } from '#app/db/strategy-counts.ts';
import { countStrategies as countAndKeep } from '#app/pipeline/learn/count-strategies.ts';
import { refuseSet } from '#app/pipeline/learn/review-sets.ts';
import { supportCard } from '#app/read/strategy-support.ts';
import { buildOrder, buildProduct, buildSet, buildShop } from '#prisma/seed/builders.ts';
import { type TestDatabase, testDatabase } from '#test/support/database.ts';

let db: TestDatabase;
beforeAll(async () => {
  db = await testDatabase();
});
afterAll(() => db.drop());

const NOW = new Date('2026-06-01T12:00:00Z');
const day = (days: number) => new Date(NOW.getTime() - days * 86_400_000);

describe('counting strategies', () => {
  it('counts orders of several, customers who grew or came back to a maker, and who takes the dearer', async () => {
    const { shopId } = await buildShop();
    const camera = (title: string, priceMinor: number) => buildProduct(shopId, { title, productType: 'Cameras', vendor: 'Aurel', priceMinor });
    const [small, middle, large] = [await camera('Small', 30_000), await camera('Middle', 40_000), await camera('Large', 90_000)];
    const film = await Promise.all(['a', 'b', 'c', 'd'].map((title) => buildProduct(shopId, { title, productType: '', vendor: title })));
    const order = (customerId: number, daysAgo: number, ...products: typeof film) => buildOrder(shopId, { customerId: BigInt(customerId), orderedAt: day(daysAgo), lines: products.map((product) => ({ product })) });
    // 1 grew from small to large; 2 came again for a dearer one of which the difference is small; 3 bought both at once; 4 only film;
    // 6 grew as 1 did, 7 went the other way and takes one of them off.
    await order(1, 90, small, film[0]!);
    await order(1, 10, large);
    await order(2, 80, middle);
    await order(2, 20, middle, film[1]!);
    await order(3, 70, small, large);
    await order(3, 60, film[2]!);
    await order(4, 50, film[0]!);
    await order(4, 40, film[3]!);
    await order(6, 35, small);
    await order(6, 15, large);
    await order(7, 34, large);
    await order(7, 14, small);
    await buildOrder(shopId, { customerId: 5n, cancelledAt: NOW, orderedAt: day(5), lines: [{ product: small }, { product: large }] });
    expect(await countStrategies(shopId, 7)).toEqual({
      anchors: 7, orders: 12, severalOrders: 3, repeatCustomers: 6, evolvedCustomers: 1, familyCustomers: 3, ladderTypes: 1, sharedTypes: 1, makers: 1, ladderOrders: 9, dearerOrders: 4,
    });
  });

  it('says nothing was counted of a shop without any, and noughts of one without orders', async () => {
    const { shopId } = await buildShop();
    expect(await supportCard(shopId)).toBeNull();
    await countAndKeep(shopId, NOW);
    expect(await supportCard(shopId)).toMatchObject({ recommended: null, opportunity: null });
  });

  it('names the best suggestion, and once that is judged the next', async () => {
    const { shopId } = await buildShop();
    const camera = await buildProduct(shopId, { title: 'Camera', priceMinor: 90_000 });
    const card = await buildProduct(shopId, { title: 'Card', priceMinor: 4_000, unitCostMinor: 1_000 });
    const bag = await buildProduct(shopId, { title: 'Bag', priceMinor: 9_000, unitCostMinor: 2_000 });
    const first = await buildSet(shopId, { anchor: camera, status: 'suggested', goal: 'With a bag', support: 30, slots: [{ name: 'bag', candidates: [{ product: bag }] }] });
    await buildSet(shopId, { anchor: bag, status: 'suggested', goal: 'With a card', support: 40, slots: [{ name: 'card', candidates: [{ product: card }] }] });
    await countAndKeep(shopId, NOW);
    expect((await supportCard(shopId))?.opportunity).toMatchObject({ setId: first, goal: 'With a bag', orders: 30 });
    await refuseSet(shopId, first, 'anna', NOW);
    expect((await supportCard(shopId))?.opportunity).toMatchObject({ goal: 'With a card', orders: 40 });
  });
});
