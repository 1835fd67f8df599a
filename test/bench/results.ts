// Time for the results page's numbers, beside counting the exposures alone, which is the least that an answer without
// anything kept must read: with what a busy minute changed since the last refresh, and with nothing kept at all.
import { pool } from '#app/db/pool.ts';
import { ensureExperiment } from '#app/db/experiments.ts';
import { refreshOutcomes } from '#app/pipeline/measure/refresh-outcomes.ts';
import { resultsPage } from '#app/read/results.ts';
import { buildShop } from '#prisma/seed/builders.ts';
import { benchDatabase } from '#test/support/bench-database.ts';
import type { Figure } from './figure.ts';

const EXPOSURES = 100_000;
const ROUNDS = 7;
/** Orders between two refreshes. */
const CHANGED = 100;
const NOW = new Date('2026-11-20T09:00:00Z');

export const name = 'results';

export async function* run(): AsyncGenerator<Figure> {
  const db = await benchDatabase();
  try {
    const { shopId } = await buildShop();
    await fill(shopId);
    const count = await median(() => pool().query('SELECT count(*) FROM exposures WHERE shop_id = $1', [shopId]));
    const figure = (metric: string, value: number): Figure => ({ bench: name, metric, value, unit: 'ms', reference: count, ratio: value / count });
    yield figure(`results page at ${EXPOSURES} exposures with nothing kept, beside a count of them`, await median(() => resultsPage(shopId, NOW)));
    await refreshOutcomes();
    await change(shopId);
    yield figure(`results page at ${EXPOSURES} exposures, ${CHANGED} orders after a refresh, beside a count of them`, await median(() => resultsPage(shopId, NOW)));
    const from = performance.now();
    await refreshOutcomes();
    yield figure(`refresh of the outcomes after ${CHANGED} orders`, performance.now() - from);
  } finally {
    await db.drop();
  }
}

/** Two placements; every fifth visitor became a customer and was written to, two in five ordered, one order in ten came back in part, one in eight had ordered before. */
async function fill(shopId: bigint): Promise<void> {
  const from = new Date('2026-10-01T00:00:00Z');
  const cart = await ensureExperiment(shopId, 'placement:cart_page', from);
  const page = await ensureExperiment(shopId, 'placement:product_page', from);
  const visitors = EXPOSURES / 2;
  await pool().query(
    `INSERT INTO exposures (shop_id, experiment_id, subject_key, arm, first_at)
     SELECT $1, e, 'v:visitor-' || n, CASE WHEN n % 10 = 0 THEN 'holdout' ELSE 'exposed' END, $4::timestamptz + n * interval '1 minute'
       FROM generate_series(1, $5::int) n, unnest(ARRAY[$2, $3]::uuid[]) e`,
    [shopId, cart.experimentId, page.experimentId, from, visitors],
  );
  await pool().query(`INSERT INTO subject_links (shop_id, visitor_id, customer_id, linked_at) SELECT $1, 'visitor-' || n, n, $2 FROM generate_series(5, $3::int, 5) n`, [shopId, from, visitors]);
  await pool().query(
    `INSERT INTO orders (shop_id, order_id, name, customer_id, visitor_id, currency, total_minor, ordered_at, updated_at)
     SELECT $1, n, '#' || n, CASE WHEN n % 5 = 0 THEN n END, 'visitor-' || n, 'EUR', 14000, $2::timestamptz + n * interval '1 minute' + interval '1 hour', $2
       FROM generate_series(1, $3::int) n WHERE n % 5 < 2`,
    [shopId, from, visitors],
  );
  await pool().query(
    `INSERT INTO orders (shop_id, order_id, name, customer_id, visitor_id, currency, total_minor, ordered_at, updated_at)
     SELECT shop_id, order_id + 1000000, name, customer_id, visitor_id, currency, total_minor, ordered_at - interval '30 days', updated_at FROM orders WHERE shop_id = $1 AND order_id % 8 = 0`,
    [shopId],
  );
  await pool().query(
    `INSERT INTO steps (shop_id, step_id, enrollment_id, workflow_id, customer_id, channel, due_at, status, sent_at)
     SELECT $1, gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), n, 'email', $2::timestamptz + n * interval '1 minute', 'sent', $2::timestamptz + n * interval '1 minute' + interval '1 day' FROM generate_series(5, $3::int, 5) n`,
    [shopId, from, visitors],
  );
  await pool().query(
    `INSERT INTO order_lines (shop_id, order_id, line_id, product_id, variant_id, quantity, unit_price_minor, discount_minor, unit_cost_minor)
     SELECT shop_id, order_id, order_id * 10 + l, l, l, 1, 5000 + order_id % 7000, 0, CASE WHEN l = 1 THEN 3000 END FROM orders, generate_series(1, 2) l WHERE shop_id = $1`,
    [shopId],
  );
  await pool().query(`INSERT INTO refund_lines (shop_id, refund_id, order_id, line_id, quantity, amount_minor) SELECT shop_id, line_id, order_id, line_id, 1, unit_price_minor FROM order_lines WHERE shop_id = $1 AND order_id % 10 = 0 AND line_id % 10 = 1`, [shopId]);
  await pool().query(
    `INSERT INTO attributions (shop_id, order_id, line_id, experiment_id, subject_key, attributed_at)
     SELECT shop_id, order_id, line_id, $2, 'v:visitor-' || order_id, $3 FROM order_lines WHERE shop_id = $1 AND order_id % 3 = 0 AND line_id % 10 = 2`,
    [shopId, cart.experimentId, from],
  );
  for (const table of ['exposures', 'subject_links', 'orders', 'order_lines', 'refund_lines', 'attributions', 'steps']) await pool().query(`ANALYZE ${table}`);
}

async function change(shopId: bigint): Promise<void> {
  await pool().query('UPDATE orders SET updated_at = $3 WHERE shop_id = $1 AND order_id IN (SELECT order_id FROM orders WHERE shop_id = $1 ORDER BY order_id DESC LIMIT $2)', [shopId, CHANGED, NOW]);
}

/** The first one warms up and is not counted. */
async function median(once: () => Promise<unknown>): Promise<number> {
  await once();
  const times: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const from = performance.now();
    await once();
    times.push(performance.now() - from);
  }
  return times.sort((a, b) => a - b)[Math.floor(ROUNDS / 2)] as number;
}
