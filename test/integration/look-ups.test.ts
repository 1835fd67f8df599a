// What a shopper waits for is looked up by key: a statement reads the few rows that it asks for, however many the shop has,
// also when it was planned while the tables were empty, as on the first day of a shop.
import type pg from 'pg';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { currentModel, listsOf } from '#app/db/associations.ts';
import { customerFacts } from '#app/db/customer-facts.ts';
import { countryOf, placeFacts, productsOf, productsOfItems, productsOfVariants, setsStartedBy } from '#app/db/decision-facts.ts';
import { hotPool, pool } from '#app/db/pool.ts';
import { substitutesOf } from '#app/db/product-substitutes.ts';
import { keepArms, subjectsTold } from '#app/db/subjects.ts';
import { buildShop } from '#prisma/seed/builders.ts';
import { type TestDatabase, testDatabase } from '#test/support/database.ts';
import { type Column, columns } from '#test/support/fill-tables.ts';

/** Of each kind the shop has so many; the n-th of one kind belongs to the n-th of another. */
const ROWS = 2_000;
const ASKED = 7;
/** What one asked for may bring along in a table. */
const FEW = 20;

const key = (of: string | number): string => `('00000000-0000-4000-8000-' || lpad((${of})::text, 12, '0'))`;
const asked = { id: BigInt(ASKED), uuid: `00000000-0000-4000-8000-${String(ASKED).padStart(12, '0')}`, visitorId: `visitor-${ASKED}` };

/** Of these a shop has a handful, read whole. */
const HANDFULS = new Set([
  'shops', 'placements', 'guardrails', 'margin_rules', 'markets', 'market_currencies', 'locations', 'experiments', 'uplifts', 'blocks', 'offer_limits', 'compatibility_rules', 'left_alone_tags',
  'shop_audiences', 'segments', 'tests', 'place_settings',
]);
/** Where a look-up asks for a state, all rows are in it; one model is the current one. */
const STATES: Readonly<Record<string, string>> = { 'steps.status': `'sent'`, 'message_events.event': `'clicked'`, 'subscription_contracts.status': `'ACTIVE'`, 'sets.status': `'approved'`, 'association_models.current': `n = ${ASKED}` };
/** A customer's subject, and every other one a device's. */
const NAMED: Readonly<Record<string, string>> = { subject_key: `CASE WHEN n % 2 = 0 THEN 'v:visitor-' || n ELSE 'c:' || n END`, visitor_id: `'visitor-' || n` };
const VALUES: Readonly<Record<string, string>> = {
  bigint: 'n', integer: 'n', smallint: 'n % 1000', 'double precision': '0.5', boolean: 'true', text: `'x' || n`, uuid: `${key('n')}::uuid`, jsonb: `'{}'`, json: `'{}'`, bytea: `'x'`, date: 'current_date', 'timestamp with time zone': 'now()',
};

/** Has two indexes that an empty table leaves no choice between; the database counts within a minute, and a plan does not live long. */
const EITHER_INDEX = new Set(['orders', 'steps']);

let db: TestDatabase;
let shopId: bigint;
/** The one connection that all look-ups go by. */
let client: pg.PoolClient;

beforeAll(async () => {
  db = await testDatabase();
  ({ shopId } = await buildShop());
  client = await hotPool().connect();
  vi.spyOn(hotPool(), 'query').mockImplementation(((...query: Parameters<pg.PoolClient['query']>) => client.query(...query)) as never);
  for (const look of Object.values(LOOK_UPS)) await rowsRead(look);
  const all = await columns();
  for (const table of new Set(all.map((one) => one.table))) if (!HANDFULS.has(table)) await fill(table, all);
});
afterAll(async () => {
  vi.restoreAllMocks();
  client.release();
  await db.drop();
});

async function fill(table: string, all: readonly Column[]): Promise<void> {
  const own = all.filter((one) => one.table === table && (one.needed || one.type.endsWith('[]') || /_id$/.test(one.column) || `${table}.${one.column}` in STATES));
  if (!own.some(({ column }) => column === 'shop_id')) return;
  const filler = await pool().connect();
  try {
    // Without what refers to other tables, and what is told of it.
    await filler.query('SET session_replication_role = replica');
    await filler.query(`INSERT INTO ${table} (${own.map(({ column }) => `"${column}"`).join(', ')}) SELECT ${own.map(fillerOf).join(', ')} FROM generate_series(1, ${ROWS}) AS n ON CONFLICT DO NOTHING`);
  } finally {
    filler.release(true);
  }
}

function fillerOf({ table, column, type }: Column): string {
  if (column === 'shop_id') return String(shopId);
  const value = STATES[`${table}.${column}`] ?? (type === 'text' ? NAMED[column] : undefined) ?? (type.endsWith('[]') ? `'{}'` : VALUES[type]);
  if (!value) throw new Error(`this test has no value for ${table}.${column} of type ${type}`);
  return value;
}

const LOOK_UPS: Readonly<Record<string, () => Promise<unknown>>> = {
  place: () => placeFacts(shopId, 'cart_page', 'DE'),
  country: () => countryOf(shopId, asked.id),
  model: () => currentModel(shopId),
  'products of variants': () => productsOfVariants(shopId, [asked.id]),
  'products of items': () => productsOfItems(shopId, [asked.id]),
  sets: () => setsStartedBy(shopId, [asked.id]),
  products: () => productsOf(shopId, [asked.id]),
  lists: () => listsOf(shopId, asked.uuid, [asked.id]),
  substitutes: () => substitutesOf(shopId, asked.uuid, [asked.id]),
  'what subjects told': () => subjectsTold(shopId, [{ visitorId: asked.visitorId, customerId: null }, { visitorId: asked.visitorId, customerId: asked.id }], [asked.uuid]),
  'a customer': () => customerFacts(shopId, { customerId: asked.id, visitorId: asked.visitorId, productIds: [asked.id] }, new Date()),
  'arms to keep': () => keepArms(shopId, [{ visitorId: asked.visitorId, customerId: asked.id, experimentId: asked.uuid, arm: 'exposed' }], new Date()),
};

/** Rows that the database looked at for it, by table, also within functions. */
async function rowsRead(look: () => Promise<unknown>): Promise<Map<string, number>> {
  await client.query('BEGIN');
  try {
    const before = await readSoFar();
    await look();
    return new Map([...(await readSoFar())].map(([table, rows]) => [table, rows - (before.get(table) ?? 0)]));
  } finally {
    await client.query('ROLLBACK');
  }
}

/** By this connection, since what it counts was last handed on: never within a transaction. */
async function readSoFar(): Promise<Map<string, number>> {
  const { rows } = await client.query<{ relname: string; read: number }>('SELECT relname, (seq_tup_read + COALESCE(idx_tup_fetch, 0))::int AS read FROM pg_stat_xact_user_tables');
  return new Map(rows.map(({ relname, read }) => [relname, read]));
}

const tables = (read: ReadonlyMap<string, number>, toBeSpared: ReadonlySet<string> = new Set()) => [...read].filter(([table, rows]) => rows > FEW && !toBeSpared.has(table));

describe('a look-up reads few rows where the shop has thousands', () => {
  it.each(Object.entries(LOOK_UPS))('though it was planned while the tables were empty: %s', async (_, look) => {
    const read = await rowsRead(look);
    expect(tables(read, EITHER_INDEX)).toEqual([]);
    expect(Math.max(...read.values())).toBeGreaterThan(0);
  });

  it('whatever it was planned on, once the database has counted', async () => {
    await pool().query('ANALYZE');
    for (const look of Object.values(LOOK_UPS)) expect(tables(await rowsRead(look))).toEqual([]);
  });
});
