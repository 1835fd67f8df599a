// 5,000 events in storms of several seeds, and that a storm finds what is planted in it. The long run is
// `npm run test:faults`.
import type pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Cluster } from './cluster.ts';
import { MIRROR } from './expected-rows.ts';
import { SHOP_ID } from './first-store.ts';
import { isGood, reportOf } from './report.ts';
import { storm } from './storm.ts';

/** The fourth loses no delivery on the way; the third and sixth strike during the comparison, too. */
const SEEDS = [1, 3, 4, 6, 7];
const EVENTS = 1_000;
const NOT_WITHIN = 900_000;

let cluster: Cluster;
beforeAll(async () => {
  cluster = await Cluster.start();
});
afterAll(() => cluster.stop());

describe('a storm', () => {
  it.each(SEEDS)('of seed %i loses nothing that was acknowledged, and after a comparison the tables are the store', async (seed) => {
    const outcome = await storm(cluster, seed, EVENTS);
    expect(outcome.events).toBeGreaterThanOrEqual(EVENTS);
    expect(outcome.strikes).toBeGreaterThan(0);
    expect(isGood(outcome), reportOf(outcome)).toBe(true);
  }, NOT_WITHIN);
});

describe('what is planted in a storm is found', () => {
  it('an older word of stock that wins over a newer', async () => {
    const fates = { dropped: 0, repeated: 0.2, delayed: 0.5 };
    const wrong: string[] = [];
    // Whether an older word of one level comes last is up to the machine; with the guard in place it never shows.
    for (let seed = 11; seed < 16 && wrong.length === 0; seed++) {
      const { untold, accounts } = await storm(cluster, seed, 250, { plantedInWorker: ['test/faults/stale-stock.ts'], fates, repairs: false });
      expect(accounts).toEqual([]);
      wrong.push(...untold.map(({ table }) => table));
    }
    expect(wrong).toContain('inventory_levels');
  }, NOT_WITHIN);

  it('a delivery that was acknowledged and not kept, and a row gone from any table', async () => {
    const lacking: string[] = [];
    const tamper = async (on: pg.ClientBase) => {
      for (const { name, where, notRepaired } of MIRROR.toReversed()) {
        if (notRepaired) continue;
        const { rowCount } = await on.query(`DELETE FROM ${name} WHERE ctid IN (SELECT t.ctid FROM ${name} t WHERE t.shop_id = $1 AND ${where} LIMIT 1)`, [String(SHOP_ID)]);
        if (rowCount === 1) lacking.push(name);
      }
    };
    const { accounts, left } = await storm(cluster, 12, 250, { pretendEvery: 40, repairs: false, tamper });
    expect(accounts.join()).toContain('was acknowledged, and is not kept');
    expect(lacking).toEqual(expect.arrayContaining(['products', 'variants', 'inventory_items', 'inventory_levels', 'locations', 'markets', 'market_currencies', 'shop_discounts', 'customers', 'orders', 'order_lines', 'refunds', 'refund_lines', 'fulfillments']));
    for (const table of lacking) expect(left.filter(({ what }) => what === 'is missing').map((one) => one.table)).toContain(table);
  }, NOT_WITHIN);
});
