// Facts that a web process keeps in memory are those that the database has, whichever table, column or row changes, and
// whoever changes it: found out from the statements themselves, so that a table they read tomorrow is found too.
import { randomUUID } from 'node:crypto';
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { OffersAnswer } from '#app/contract/offers.ts';
import { hotPool, pool } from '#app/db/pool.ts';
import type { EncodedRefusal } from '#app/domain/decision/encode.ts';
import { reasonOfNumber } from '#app/domain/decision/reason-codes.ts';
import { flushDecisions } from '#app/pipeline/decide/decision-log.ts';
import { type FactsSource, fromDatabase } from '#app/pipeline/decide/facts-source.ts';
import { factsSource, keepFacts } from '#app/pipeline/decide/kept-facts.ts';
import { buildAssociations, buildPlacement, buildProduct, buildSet, buildShop, type BuiltProduct, type BuiltShop } from '#prisma/seed/builders.ts';
import { type TestDatabase, testDatabase } from '#test/support/database.ts';
import { type Column, columns, fillRow } from '#test/support/fill-tables.ts';
import { type OffersEndpoint, signedQuery, startOffersEndpoint } from '#test/support/offers-endpoint.ts';
import { signedDelivery, startWebhookEndpoint, type WebhookEndpoint } from '#test/support/webhook-endpoint.ts';

let db: TestDatabase;
let facts: { stop(): Promise<void> };
let all: Column[];

beforeAll(async () => {
  db = await testDatabase();
  all = await columns();
  facts = await keepFacts();
});
afterAll(async () => {
  await facts.stop();
  await flushDecisions();
  await db.drop();
});

interface Stocked {
  shop: BuiltShop;
  anchor: BuiltProduct;
  companion: BuiltProduct;
  modelId: string;
}

/** A shop with a row in every table that says something of what is decided there. */
async function stockedShop(): Promise<Stocked> {
  const shop = await buildShop();
  const { shopId } = shop;
  const [anchor, companion] = [await buildProduct(shopId, { tags: ['mount:e'] }), await buildProduct(shopId, { tags: ['mount:e'], options: { Mount: 'E' } })];
  const setId = await buildSet(shopId, { anchor, slots: [{ name: 'Lens', candidates: [{ product: companion }] }] });
  const family = await buildSet(shopId, { anchor, slots: [{ name: 'Lens', candidates: [{ product: companion }] }] });
  await pool().query(`UPDATE sets SET strategy = 'ecosystem' WHERE shop_id = $1 AND set_id = $2`, [shopId, family]);
  const [ruleId, experimentId] = [randomUUID(), randomUUID()];
  const modelId = await buildAssociations(shopId, [{ product: anchor, targets: [{ product: companion, support: 20 }] }]);
  await buildPlacement(shopId, 'cart_page');
  const given: Record<string, object> = {
    guardrails: { floor_bp: 1_000, max_discount_bp: 2_000, discount_mode: 'as_set', dearest_bp: 90_000 },
    margin_rules: { scope: 'product', value: String(companion.productId), title: 'Lens' },
    markets: { market_id: 1, countries: ['DE'] },
    locations: { location_id: 1, active: true, fulfills_online: true },
    experiments: { experiment_id: experimentId, subject_of: 'placement:cart_page', holdout_bp: 500 },
    tests: { experiment_id: experimentId, place: 'cart_page', variable: 'items', versions: JSON.stringify([{ kind: 'as_it_was' }, { kind: 'items', most: 1 }]), shares: JSON.stringify({ a: 0.5, b: 0.5 }), live_at: new Date(), ended_at: null },
    place_settings: { place: 'cart_page', heading: 'What goes with it', most_items: 2 },
    uplifts: { place: 'placement:cart_page', shown: 100, shown_bought: 10, held: 100, held_bought: 5 },
    blocks: { kind: 'collection', value: '77', title: 'Hidden' },
    collection_products: { collection_id: 77, product_id: anchor.productId },
    offer_limits: { scope: 'product', value: String(companion.productId), kind: 'company', detail: '{}' },
    compatibility_rules: { source: 'metafield', key: 'custom.mount', name: 'Mount' },
    product_substitutes: { model_id: modelId, product_id: companion.productId, substitute_ids: [anchor.productId], scores: [0.5] },
    product_metafields: { product_id: companion.productId, key: 'custom.mount', said: ['e'] },
    product_stats: { product_id: companion.productId, return_rate: 0.1, reorder_days: 30 },
    offer_rules: { rule_id: ruleId, place: 1, enabled: true, conditions: JSON.stringify([{ kind: 'cart_has', products: { kind: 'tag', tag: 'mount:e' }, has: true }]), action: JSON.stringify({ kind: 'show_set', setId }) },
    offer_rule_products: { rule_id: ruleId, part: 'c0', product_id: anchor.productId },
  };
  for (const [table, row] of Object.entries(given)) await fillRow(table, { shop_id: shopId, ...row }, all);
  return { shop, anchor, companion, modelId };
}

/** All that a source says of the shop. */
async function said(source: FactsSource, { shop: { shopId }, anchor, companion, modelId }: Stocked) {
  const ids = [anchor.productId, companion.productId];
  const [place, model, products, sets, owners, rules, lists, substitutes, variants] = await Promise.all([
    source.place(shopId, 'cart_page', 'DE'), source.model(shopId), source.products(shopId, ids), source.sets(shopId, ids), source.setsOfOwners(shopId), source.rules(shopId),
    source.lists(shopId, modelId, ids), source.substitutes(shopId, modelId, ids), source.productsOfVariants(shopId, [anchor.variantId, companion.variantId]),
  ]);
  return { place, model, products, sets, owners, rules, lists, substitutes, variants };
}

/** Soon, as the database is heard of in its own time; a second is the most that a change may take. */
const soon = (check: () => Promise<void>) => vi.waitFor(check, { timeout: 1_000, interval: 20 });
const agrees = (stocked: Stocked) => soon(async () => expect(await said(factsSource(), stocked)).toEqual(await said(fromDatabase, stocked)));

/** What the database is asked meanwhile. */
async function asking(work: () => Promise<unknown>): Promise<pg.QueryConfig[]> {
  const queries = [pool(), hotPool()].map((each) => vi.spyOn(each, 'query'));
  try {
    await work();
    return (queries.flatMap((query) => query.mock.calls) as unknown as [string | pg.QueryConfig, unknown[]?][]).map(([asked, values = []]) => (typeof asked === 'string' ? { text: asked, values } : asked));
  } finally {
    for (const query of queries) query.mockRestore();
  }
}

/** The statements by which facts are read, as they reach the database, with their values. */
async function statements(stocked: Stocked): Promise<string[]> {
  // Whose product an item is, is only asked when one was told of.
  const asked = (await asking(() => said(fromDatabase, stocked))).filter(({ name }) => name !== 'products-of-items');
  return asked.map(({ text, values = [] }) => text.replace(/\$(\d+)/g, (_, number) => literal(values[Number(number) - 1])));
}

function literal(value: unknown): string {
  if (value === null) return 'NULL';
  if (Array.isArray(value)) return `ARRAY[${value.map(literal).join(', ')}]::${typeof value[0] === 'string' ? 'uuid' : 'bigint'}[]`;
  return typeof value === 'bigint' ? `${value}::bigint` : pg.escapeLiteral(String(value));
}

/** What those statements read, as the database itself understands them. */
async function columnsRead(stocked: Stocked): Promise<Column[]> {
  const found = new Set<string>();
  for (const [at, text] of (await statements(stocked)).entries()) {
    await pool().query(`CREATE VIEW facts_read_${at} AS ${text}`);
    const { rows } = await pool().query<{ name: string }>(`SELECT DISTINCT table_name || '.' || column_name AS name FROM information_schema.view_column_usage WHERE view_name = $1 AND table_schema = 'public'`, [`facts_read_${at}`]);
    for (const { name } of rows) found.add(name);
    const { rows: hidden } = await pool().query(
      `SELECT p.proname FROM pg_rewrite r JOIN pg_depend d ON d.objid = r.oid AND d.refclassid = 'pg_proc'::regclass JOIN pg_proc p ON p.oid = d.refobjid WHERE r.ev_class = $1::regclass AND p.pronamespace = 'public'::regnamespace`,
      [`facts_read_${at}`],
    );
    expect(hidden, 'a function of ours may read tables that no view tells of').toEqual([]);
    await pool().query(`DROP VIEW facts_read_${at}`);
  }
  return all.filter(({ table, column }) => found.has(`${table}.${column}`));
}

/** Another value than it has. */
function changed({ column, type }: Column): string {
  const name = `"${column}"`;
  const ways: Record<string, string> = {
    boolean: `NOT ${name}`, text: `COALESCE(${name}, '') || 'x'`, bigint: `COALESCE(${name}, 0) + 1`, integer: `COALESCE(${name}, 0) + 1`, smallint: `COALESCE(${name}, 0) + 1`,
    'double precision': `COALESCE(${name}, 0) / 2 + 0.1`, 'timestamp with time zone': `COALESCE(${name} - interval '1 day', now())`, date: `COALESCE(${name}, '2026-01-01') + 1`, jsonb: `'{"other": "value"}'`, uuid: 'gen_random_uuid()',
    'text[]': `'{other}'`, 'bigint[]': `array_append(${name}, 12)`, 'double precision[]': `array_append(${name}, 0.5)`, 'integer[]': `array_append(${name}, 3)`,
  };
  const way = ways[type];
  if (!way) throw new Error(`this test has no other value for ${column} of type ${type}`);
  return way;
}

interface Told {
  table: string;
  column: string;
  /** Whether it made a difference to what is decided from. */
  matters: boolean;
}

/** Changes a column of the shop's rows, sees that what is kept follows, and changes it back. @returns null where another row refers to it */
async function changeAndSee(one: Column, stocked: Stocked): Promise<Told | null> {
  const { table, column } = one;
  const { shopId } = stocked.shop;
  const before = await said(fromDatabase, stocked);
  await agrees(stocked);
  await pool().query(`CREATE TABLE before AS SELECT * FROM ${table} WHERE shop_id = $1`, [shopId]);
  try {
    const refused = await pool().query(`UPDATE ${table} SET "${column}" = ${changed(one)} WHERE shop_id = $1`, [shopId]).then(() => false, (error) => error.code === '23503');
    if (refused) return null;
    const after = await said(fromDatabase, stocked);
    await agrees(stocked).catch((error) => { throw new Error(`${table}.${column} changed, and what is kept did not: ${error.message}`); });
    await pool().query(`UPDATE ${table} t SET "${column}" = b."${column}" FROM before b WHERE t.shop_id = $1 AND ${await sameRow(table)}`, [shopId]);
    return { table, column, matters: !isDeepStrictEqual(before, after) };
  } finally {
    await pool().query('DROP TABLE before');
  }
}

const MATTERING = [
  'variants.price_minor', 'inventory_levels.available', 'inventory_items.unit_cost_minor', 'products.status', 'locations.active', 'markets.countries', 'guardrails.floor_bp', 'margin_rules.floor_bp',
  'placements.enabled', 'experiments.ended_at', 'uplifts.shown', 'set_candidates.support', 'sets.status', 'shops.uninstalled_at', 'associations.support', 'product_substitutes.substitute_ids', 'product_stats.return_rate', 'offer_limits.detail',
  'compatibility_rules.name', 'product_metafields.said', 'offer_rules.enabled', 'offer_rules.conditions', 'set_anchors.slot_no',
];

describe('kept facts', () => {
  it('are read once', async () => {
    const stocked = await stockedShop();
    // Soon: what was told while the shop was built is still to be heard.
    await soon(async () => {
      await said(factsSource(), stocked);
      expect(await asking(() => said(factsSource(), stocked))).toEqual([]);
    });
    await agrees(stocked);
  });

  it('are what the database has, whichever column of whichever table they are read from changes', async () => {
    const stocked = await stockedShop();
    const read = await columnsRead(stocked);
    const keys = await keyColumns();
    const told: Told[] = [];
    for (const one of read.filter(({ table, column }) => !keys.has(`${table}.${column}`))) {
      const seen = await changeAndSee(one, stocked);
      if (seen) told.push(seen);
    }
    // Of these at least it is known to have made a difference, so that the agreement above says something.
    const mattered = new Set(told.filter(({ matters }) => matters).map(({ table, column }) => `${table}.${column}`));
    expect(MATTERING.filter((name) => !mattered.has(name))).toEqual([]);
  });

  it('are what the database has, whichever row of whichever table they are read from goes, and comes', async () => {
    const stocked = await stockedShop();
    const { shopId } = stocked.shop;
    // What a model knows comes and goes with the model (migration facts_told).
    const tables = [...new Set((await columnsRead(stocked)).map(({ table }) => table))].filter((table) => !['associations', 'product_substitutes'].includes(table));
    expect(tables.length).toBeGreaterThan(18);
    for (const table of tables) {
      await agrees(stocked);
      const children = { sets: ['set_anchors', 'set_slots', 'set_candidates'], set_slots: ['set_candidates'], offer_rules: ['offer_rule_products'] }[table] ?? [];
      for (const one of [table, ...children]) await pool().query(`CREATE TABLE gone_${one} AS SELECT * FROM ${one} WHERE shop_id = $1`, [shopId]);
      await pool().query(`DELETE FROM ${table} WHERE shop_id = $1`, [shopId]);
      await agrees(stocked).catch((error) => { throw new Error(`rows of ${table} went, and what is kept stayed: ${error.message}`); });
      for (const one of [table, ...children]) await pool().query(`INSERT INTO ${one} SELECT * FROM gone_${one}`);
      await agrees(stocked).catch((error) => { throw new Error(`rows of ${table} came, and what is kept stayed: ${error.message}`); });
      for (const one of [table, ...children]) await pool().query(`DROP TABLE gone_${one}`);
    }
  });

  it('follow a variant to another product, and an item to another variant', async () => {
    const stocked = await stockedShop();
    const { shop: { shopId }, anchor, companion } = stocked;
    await agrees(stocked);
    await pool().query('UPDATE variants SET product_id = $3 WHERE shop_id = $1 AND variant_id = $2', [shopId, companion.variantId, anchor.productId]);
    await agrees(stocked);
    await pool().query('UPDATE variants SET inventory_item_id = $3 WHERE shop_id = $1 AND variant_id = $2', [shopId, companion.variantId, anchor.inventoryItemId]);
    await agrees(stocked);
  });

  it('are all forgotten when more changes at once than is told one by one', async () => {
    const stocked = await stockedShop();
    const { shop: { shopId } } = stocked;
    await pool().query(
      `INSERT INTO inventory_levels (shop_id, inventory_item_id, location_id, available, updated_at) SELECT $1, 9000000 + n, 1, 5, now() FROM generate_series(1, 10001) AS n`, [shopId],
    );
    await agrees(stocked);
    await pool().query('UPDATE inventory_levels SET available = 0 WHERE shop_id = $1', [shopId]);
    await agrees(stocked);
    expect([...(await said(factsSource(), stocked)).products.values()].map(({ variants }) => variants[0]?.stock.available)).toEqual([[0], [0]]);
  });

  it('are as the database has them after the connection that tells was cut, whatever changed meanwhile', async () => {
    const stocked = await stockedShop();
    const { shop: { shopId }, companion } = stocked;
    await agrees(stocked);
    const { rows } = await pool().query<{ pid: number }>(`SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'setwise-listen-facts'`);
    expect(rows).toHaveLength(1);
    await pool().query('SELECT pg_terminate_backend($1)', [rows[0]?.pid]);
    await pool().query('UPDATE variants SET price_minor = 4321 WHERE shop_id = $1 AND variant_id = $2', [shopId, companion.variantId]);
    await agrees(stocked);
    await vi.waitFor(() => expect(factsSource()).not.toBe(fromDatabase), { timeout: 10_000 });
    await agrees(stocked);
    await pool().query('UPDATE variants SET price_minor = 1234 WHERE shop_id = $1 AND variant_id = $2', [shopId, companion.variantId]);
    await agrees(stocked);
  });
});

describe('what sells out in Shopify', () => {
  let web: OffersEndpoint;
  let webhooks: WebhookEndpoint;
  let worker: ChildProcess;

  beforeAll(async () => {
    [web, webhooks] = await Promise.all([startOffersEndpoint(), startWebhookEndpoint()]);
    worker = fork(path.join(import.meta.dirname, '../bench/inbox-worker-child.ts'), [db.url]);
    await once(worker, 'message');
  });
  afterAll(async () => {
    const ended = once(worker, 'exit');
    worker.disconnect();
    await ended;
    await Promise.all([web.stop(), webhooks.stop()]);
  });

  it('is refused within a second of the worker’s applying it, though web keeps its stock in memory, and offered again when it is back', async () => {
    const shop = await buildShop();
    const { shopId, domain } = shop;
    const [anchor, companion] = [await buildProduct(shopId), await buildProduct(shopId)];
    await buildSet(shopId, { anchor, slots: [{ name: 'Lens', candidates: [{ product: companion }] }] });
    await buildPlacement(shopId, 'cart_page');
    const offered = async () => {
      const response = await fetch(web.url + signedQuery(domain, { placement: 'cart_page', items: `${anchor.variantId}:1` }));
      return ((await response.json()) as OffersAnswer).offer?.items.map(({ variantId }) => variantId) ?? [];
    };
    const stockIs = async (available: number, second: number) => {
      const payload = { inventory_item_id: Number(companion.inventoryItemId), location_id: 1, available, updated_at: `2026-06-02T10:00:0${second}Z` };
      const sent = await fetch(webhooks.url, signedDelivery({ topic: 'inventory_levels/update', shopDomain: domain, payload, triggeredAt: `2026-06-02T10:00:0${second}.5Z` }));
      expect(sent.status).toBe(200);
      await vi.waitFor(async () => {
        const { rows } = await pool().query('SELECT 1 FROM inventory_levels WHERE shop_id = $1 AND inventory_item_id = $2 AND available = $3', [shopId, companion.inventoryItemId, available]);
        expect(rows).toHaveLength(1);
      }, { timeout: 20_000, interval: 10 });
    };
    expect(await offered()).toEqual([String(companion.variantId)]);
    await stockIs(0, 1);
    await soon(async () => expect(await offered()).toEqual([]));
    await flushDecisions();
    const { rows } = await pool().query<{ refused: EncodedRefusal[] }>('SELECT refused FROM decisions WHERE shop_id = $1 ORDER BY decided_at DESC LIMIT 1', [shopId]);
    expect(rows[0]?.refused.map(({ c, p }) => [reasonOfNumber(c), p])).toEqual([['out_of_stock', String(companion.productId)]]);
    await stockIs(7, 2);
    await soon(async () => expect(await offered()).toEqual([String(companion.variantId)]));
  });
});

/** SQL: the row `t` is the row `b`. */
async function sameRow(table: string): Promise<string> {
  return [...(await keyColumns())].filter((name) => name.startsWith(`${table}.`)).map((name) => name.slice(table.length + 1)).map((column) => `t."${column}" = b."${column}"`).join(' AND ');
}

/** Columns that say which row it is: another value is another row. */
async function keyColumns(): Promise<Set<string>> {
  const { rows } = await pool().query<{ name: string }>(
    `SELECT i.indrelid::regclass || '.' || a.attname AS name FROM pg_index i JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = ANY(i.indkey) WHERE i.indisprimary`,
  );
  return new Set(rows.map(({ name }) => name));
}
