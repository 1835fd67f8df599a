// What is asked of the database at the same moment for one decision, and what becomes of the rest when some of it fails.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { prisma } from '#app/db/prisma.ts';
import type { CurrentModel } from '#app/db/associations.ts';
import { type FactsSource, fromDatabase } from '#app/pipeline/decide/facts-source.ts';
import { gatherFacts, type OfferRequest } from '#app/pipeline/decide/gather-facts.ts';
import { buildAssociations, buildCustomer, buildOrder, buildPlacement, buildProduct, buildSet, buildShop } from '#prisma/seed/builders.ts';
import { setFacts } from '#test/support/decision-facts.ts';
import { type TestDatabase, testDatabase } from '#test/support/database.ts';

let db: TestDatabase;
beforeAll(async () => { db = await testDatabase(); });
afterAll(() => db.drop());

it('fails for who asked and for nobody else when a look-up fails while others are out', async () => {
  const { shopId } = await buildShop();
  await buildPlacement(shopId, 'cart_page');
  const [anchor, companion, customerId] = [await buildProduct(shopId), await buildProduct(shopId), await buildCustomer(shopId)];
  await buildSet(shopId, { anchor, slots: [{ name: 'Lens', candidates: [{ product: companion }] }] });
  const unheard: unknown[] = [];
  const hear = (error: unknown) => unheard.push(error);
  process.on('unhandledRejection', hear);
  const source: FactsSource = {
    ...fromDatabase,
    model: async () => ({ modelId: 'any' }) as CurrentModel,
    setsOfOwners: async () => [{ set: setFacts([[companion.productId]]), support: 1 }],
    lists: async () => { throw new Error('no answer'); },
  };
  const request: OfferRequest = { shopId, placement: 'cart_page', items: [{ variantId: anchor.variantId, quantity: 1 }], customerId, partVariantIds: [] };
  await expect(gatherFacts(request, () => true, new Date(), source)).rejects.toThrow();
  await new Promise((resolve) => setTimeout(resolve, 20));
  process.off('unhandledRejection', hear);
  expect(unheard).toEqual([]);
});

it('knows of whoever may stand in, and of every candidate of however many families, what the customer has and said', async () => {
  const { shopId } = await buildShop();
  await buildPlacement(shopId, 'cart_page');
  const [anchor, companion, other, standIn, last] = [await buildProduct(shopId), await buildProduct(shopId), await buildProduct(shopId), await buildProduct(shopId), await buildProduct(shopId)];
  const customerId = await buildCustomer(shopId);
  await buildSet(shopId, { anchor, slots: [{ name: 'Lens', candidates: [{ product: companion }] }] });
  await buildAssociations(shopId, [{ product: anchor, targets: [{ product: other, support: 40 }] }]);
  await buildOrder(shopId, { customerId, lines: [{ product: standIn }] });
  await prisma().subjectAnswer.create({ data: { shopId, subjectKey: `c:${customerId}`, productId: last.productId, answer: 'not_for_me', answeredAt: new Date() } });
  const request: OfferRequest = { shopId, placement: 'cart_page', items: [{ variantId: anchor.variantId, quantity: 1 }], customerId, partVariantIds: [] };
  const gather = (source: Partial<FactsSource>) => gatherFacts(request, () => true, new Date(), { ...fromDatabase, ...source });

  const first = await gather({ substitutes: async () => new Map([[other.productId, [standIn.productId]]]) });
  const inTheirPlace = await first?.withStandIns();
  expect(inTheirPlace?.facts.products.has(standIn.productId)).toBe(true);
  expect(inTheirPlace?.facts.customer.bought.has(standIn.productId)).toBe(true);

  const ladders = [...Array(40).keys()].map((at) => ({ set: setFacts([[...Array(20).keys()].map((place) => BigInt(1_000 + at * 20 + place)), ...(at === 39 ? [[last.productId]] : [])], { setId: `ladder-${at}`, strategy: 'evolution' }), support: 1 }));
  expect((await gather({ setsOfOwners: async () => ladders }))?.facts.customer.answers.get(last.productId)).toBe('not_for_me');
});
