// A search through more decisions than one look takes: it ends there, says so, and goes on where it ended.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pool } from '#app/db/pool.ts';
import { reasonNumber } from '#app/domain/decision/reason-codes.ts';
import { activityDecisions } from '#app/read/activity.ts';
import { buildProduct, buildShop } from '#prisma/seed/builders.ts';
import { type TestDatabase, testDatabase } from '#test/support/database.ts';

let db: TestDatabase;
let shopId: bigint;
const OLDER = 30;
const MADE = 10_000 + OLDER;

beforeAll(async () => {
  db = await testDatabase();
  ({ shopId } = await buildShop());
  const old = await buildProduct(shopId, { title: 'Bygone lamp' });
  const fresh = await buildProduct(shopId, { title: 'Latest lamp' });
  // The oldest are the only ones about the first product, and the only ones that refused for want of a cost.
  await pool().query(
    `INSERT INTO decisions (shop_id, decision_id, decided_at, placement, customer_id, currency, cart_product_ids, offered, refused)
     SELECT $1, gen_random_uuid(), timestamptz '2026-06-01' - n * interval '1 minute', 'cart_page', CASE WHEN n > $2 - 2 THEN 77 END, 'EUR', ARRAY[CASE WHEN n > 10000 THEN $3::bigint ELSE $4::bigint END], '[]',
            CASE WHEN n > 10000 THEN jsonb_build_array(jsonb_build_object('c', $5::int, 'p', '1', 'e', '', 's', 1)) ELSE '[]' END FROM generate_series(1, $2::int) AS n`,
    [shopId, MADE, old.productId, fresh.productId, reasonNumber('no_cost')],
  );
});
afterAll(() => db.drop());

describe('a search through many decisions', () => {
  it('finds what is near and says nothing of how far it looked', async () => {
    expect(await activityDecisions(shopId, { product: 'Latest' })).toMatchObject({ decisions: { length: 25 }, stoppedAfter: null, older: expect.any(String) });
  });

  it.each([{ product: 'Bygone' }, { reason: 'no_cost' as const }])('ends after ten thousand, and goes on from there: %o', async (filter) => {
    const first = await activityDecisions(shopId, filter);
    expect(first).toMatchObject({ decisions: [], stoppedAfter: 10_000, older: expect.any(String) });
    const second = await activityDecisions(shopId, { ...filter, before: first.older ?? '' });
    expect(second).toMatchObject({ decisions: { length: 25 }, stoppedAfter: null });
    const third = await activityDecisions(shopId, { ...filter, before: second.older ?? '' });
    expect(third).toMatchObject({ decisions: { length: OLDER - 25 }, stoppedAfter: null, older: null });
  });

  it('finds what is called by a word that a thousand titles hold', async () => {
    await pool().query(
      `INSERT INTO products (shop_id, product_id, title, handle, vendor, product_type, tags, status, created_at, updated_at) SELECT $1, n, 'Latest thing ' || n, 'thing-' || n, '', '', '{}', 'ACTIVE', now(), now() FROM generate_series(1, 1000) AS n`,
      [shopId],
    );
    expect(await activityDecisions(shopId, { product: 'Latest' })).toMatchObject({ decisions: { length: 25 } });
  });

  it('counts of one customer only what was decided for that customer', async () => {
    expect(await activityDecisions(shopId, { product: 'Bygone', customerId: 77n })).toMatchObject({ decisions: { length: 2 }, stoppedAfter: null, older: null });
  });

  it('lists without a search as far back as there is something', async () => {
    expect(await activityDecisions(shopId, { customerId: 77n })).toMatchObject({ decisions: { length: 2 }, stoppedAfter: null, older: null });
  });
});
