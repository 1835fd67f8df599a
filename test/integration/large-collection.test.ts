// A collection on the block list that is larger than one connection of the Admin API.
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { AdminClient, Operation } from '#app/adapters/shopify/admin-client.ts';
import { COLLECTION_PRODUCTS, PAGES_A_CONNECTION, PRODUCTS_BEYOND } from '#app/adapters/shopify/operations/collection.ts';
import { pool } from '#app/db/pool.ts';
import { shopById } from '#app/db/shops.ts';
import { saveBlockList } from '#app/pipeline/decide/save-block-list.ts';
import { rereadCollections } from '#app/pipeline/sync/reread/collections.ts';
import { buildShop } from '#prisma/seed/builders.ts';
import { type TestDatabase, testDatabase } from '#test/support/database.ts';

let db: TestDatabase;
beforeAll(async () => {
  db = await testDatabase();
});
afterAll(() => db.drop());

const A_PAGE = 3;
const IN_COLLECTION = A_PAGE * (PAGES_A_CONNECTION + 2) + 1;

/** Product ids from 1, a page at a time; the connection's cursor leads no further than the platform lets it. */
function storeOf(asked: string[]): AdminClient {
  const page = (from: number) => {
    const ids = Array.from({ length: Math.min(A_PAGE, IN_COLLECTION - from) }, (_, at) => from + at + 1);
    return { nodes: ids.map((id) => ({ id: `gid://shopify/Product/${id}` })), pageInfo: { hasNextPage: from + A_PAGE < IN_COLLECTION, endCursor: String(from + A_PAGE) } };
  };
  const run = async (operation: Operation<unknown, never>, variables: { after?: string | null; filter?: string }): Promise<unknown> => {
    if (operation === (COLLECTION_PRODUCTS as unknown)) {
      if (Number(variables.after ?? 0) >= A_PAGE * PAGES_A_CONNECTION) throw new Error('Pagination ends here.');
      return { collection: { title: 'Everything', products: page(Number(variables.after ?? 0)) } };
    }
    if (operation !== (PRODUCTS_BEYOND as unknown)) throw new Error('Nothing else is asked.');
    asked.push(variables.filter ?? '');
    return { products: page(Number(/id:>(\d+)/.exec(variables.filter ?? '')?.[1])) };
  };
  return { shopDomain: 'x', scopes: async () => '', run: run as AdminClient['run'] };
}

it('is read on behind the last id that the connection gives', async () => {
  const { shopId } = await buildShop();
  await saveBlockList(shopId, [{ kind: 'collection', value: '77', title: 'x' }], 'merchant', new Date());
  const asked: string[] = [];
  await rereadCollections((await shopById(shopId))!, storeOf(asked), new Date());
  const { rows } = await pool().query<{ count: number; last: number }>('SELECT count(*)::int AS count, max(product_id)::int AS last FROM collection_products WHERE shop_id = $1 AND collection_id = 77', [shopId]);
  expect(rows).toEqual([{ count: IN_COLLECTION, last: IN_COLLECTION }]);
  expect(asked[0]).toBe(`collection_id:77 AND id:>${A_PAGE * PAGES_A_CONNECTION}`);
});
