// Several customers and a guest who are one person: whatever is told of them, and whatever they do meanwhile, in whichever
// order, the end is the same.
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { customersByEmail, noteCustomerEmails, noteGuestOrders } from '#app/db/customer-emails.ts';
import { mergeCustomers } from '#app/db/customer-merges.ts';
import { setConsents, tellTags, updateCustomers } from '#app/db/customers.ts';
import { PERSON_TABLES } from '#app/db/person-tables.ts';
import { pool, type Queryable, withTransaction } from '#app/db/pool.ts';
import { upsertSubscriptions } from '#app/db/subscriptions.ts';
import { keepArm, linkVisitor } from '#app/db/subjects.ts';
import { insertTouches } from '#app/db/touches.ts';
import { buildOrder, buildProduct, buildShop, type BuiltProduct, type BuiltShop } from '#prisma/seed/builders.ts';
import { type TestDatabase, testDatabase } from '#test/support/database.ts';

let database: TestDatabase;
let shop: BuiltShop;
let product: BuiltProduct;
beforeAll(async () => {
  database = await testDatabase();
  shop = await buildShop();
  product = await buildProduct(shop.shopId, {});
});
afterAll(() => database.drop());

const [A, B, C] = [901n, 902n, 903n];
const EXPERIMENT = '0b9a1c52-4444-4444-8444-000000000001';
const at = (minute: number): Date => new Date(Date.UTC(2026, 5, 1, 10, minute));

type Happening = (on: Queryable) => Promise<unknown>;

/** Each is told once; times are its own, not those of the telling. */
function happenings(shopId: bigint, orders: Record<string, bigint>): Record<string, Happening> {
  const order = (name: string, customerId: bigint | null): Happening => (on) =>
    on.query(`INSERT INTO orders (shop_id, order_id, name, customer_id, currency, total_minor, ordered_at, updated_at) VALUES ($1, $2, $3, $4, 'EUR', 1, $5, $5)`, [shopId, orders[name], name, customerId, at(0)]);
  const customer = (customerId: bigint, minute: number): Happening => (on) => updateCustomers(shopId, [{ customerId, countryCode: 'DE', createdAt: at(0), updatedAt: at(minute) }], on);
  return {
    'an order of A': order('a', A),
    'an order of B': order('b', B),
    'an order of C': order('c', C),
    'a guest’s order': async (on) => {
      const owner = (await customersByEmail(shopId, ['k.guest'], on)).get('k.guest') ?? null;
      await order('guest', owner)(on);
      await noteGuestOrders(shopId, [{ orderId: orders.guest as bigint, emailHashes: ['k.guest'] }], on);
    },
    'A with an address': async (on) => {
      await customer(A, 1)(on);
      await noteCustomerEmails(shopId, [{ customerId: A, emailHashes: ['k.guest'], toldAt: at(1) }], on);
    },
    'A is merged into B': (on) => mergeCustomers(shopId, { deletedId: A, keptId: B, at: at(9), told: true }, on),
    'B is merged into C': (on) => mergeCustomers(shopId, { deletedId: B, keptId: C, at: at(9), told: true }, on),
    'A is staff': (on) => tellTags(shopId, [{ customerId: A, tag: 'staff', added: true, at: at(1) }], on),
    'B agrees to nothing any more': (on) => setConsents(shopId, 'email', [{ customerId: B, consent: 'UNSUBSCRIBED', consentAt: at(3) }], on),
    'C agrees': (on) => setConsents(shopId, 'email', [{ customerId: C, consent: 'SUBSCRIBED', consentAt: at(2) }], on),
    'a subscription of A': (on) => upsertSubscriptions(shopId, [{ contractId: 5n, customerId: A, status: 'ACTIVE', lastPayment: null, productIds: [product.productId], updatedAt: at(1), triggeredAt: at(1) }], on),
    'an arm of A': (on) => keepArm(shopId, EXPERIMENT, { visitorId: null, customerId: A }, 'holdout', at(1), on),
    'a touch of B': (on) => insertTouches(shopId, [{ subjectKey: `c:${B}`, channel: 'email', touchedAt: at(2), source: 'shop' }], on),
    'a visitor who is A': (on) => linkVisitor(shopId, 'v-1', A, at(1), on),
  };
}

/** What is known of the three, without what only says when it was written. */
async function known(): Promise<Record<string, unknown[]>> {
  const state: Record<string, unknown[]> = {};
  for (const table of [...Object.keys(PERSON_TABLES), 'customer_merges', 'guest_orders']) {
    const { rows } = await pool().query<{ row: Record<string, unknown> }>(`SELECT to_jsonb(t) - ARRAY['touch_id', 'updated_at', 'created_at', 'deleted_at'] AS row FROM ${table} t WHERE shop_id = $1`, [shop.shopId]);
    state[table] = rows.map(({ row }) => JSON.stringify(row)).sort();
  }
  // Of those who were merged away only that they are gone counts.
  state.customers = (await pool().query(`SELECT customer_id, tags, email_consent FROM customers WHERE shop_id = $1 AND deleted_at IS NULL ORDER BY 1`, [shop.shopId])).rows;
  return state;
}

describe('one person behind three customers and a guest', () => {
  it('is the same in the end, whatever is told first', async () => {
    // Only for its tables to be there: the builder's own order does not matter here.
    await buildOrder(shop.shopId, { customerId: 1n, orderedAt: at(0), lines: [{ product }] });
    const orders = { a: 1_001n, b: 1_002n, c: 1_003n, guest: 1_004n };
    const all = happenings(shop.shopId, orders);
    const names = Object.keys(all);
    let first: Record<string, unknown[]> | undefined;
    const tell = async (order: readonly string[]) => {
      for (const table of [...Object.keys(PERSON_TABLES), 'customer_merges', 'guest_orders']) await pool().query(`DELETE FROM ${table} WHERE shop_id = $1`, [shop.shopId]);
      for (const name of order) await withTransaction((on) => (all[name] as Happening)(on));
      return known();
    };
    await fc.assert(
      fc.asyncProperty(fc.shuffledSubarray(names, { minLength: names.length }), async (order) => {
        first ??= await tell(names);
        expect(await tell(order)).toEqual(first);
      }),
      { numRuns: 60 },
    );
    expect(first?.customers).toEqual([{ customer_id: C, tags: ['staff'], email_consent: 'SUBSCRIBED' }]);
    expect(first?.orders).toHaveLength(4);
    for (const [table, rows] of Object.entries(first ?? {})) if (table !== 'customers' && table !== 'customer_merges') expect([table, rows.filter((row) => /90[12]\b/.test(String(row)))]).toEqual([table, []]);
  });
});
