// Steps that fall due, from the claim to the job that sends: decided afresh, gated, kept, counted, on a real database.
// Then the same steps sent: consent asked, decided once more, a code, one event, with an answerer on this machine in Shopify's
// and Klaviyo's place. The reference is a bare claim and update of as many rows, with the same query and caps, in the same run.
import { SCOPES } from '#app/adapters/shopify/scopes.ts';
import { seal } from '#app/adapters/shopify/seal.ts';
import { config } from '#app/config/config.ts';
import { saveKlaviyoConnection } from '#app/db/klaviyo-connections.ts';
import { saveSession } from '#app/db/sessions.ts';
import { saveOutcomes } from '#app/db/steps.ts';
import { claimDueSteps } from '#app/db/across-shops/claim-due-steps.ts';
import { pool, withTransaction } from '#app/db/pool.ts';
import { sendStep } from '#app/pipeline/deliver/send-step.ts';
import { runDueSteps } from '#app/pipeline/engage/run-due-steps.ts';
import { switchWorkflow } from '#app/pipeline/engage/switch-workflow.ts';
import { workflowOfTrigger } from '#app/db/workflows.ts';
import { buildAssociations, buildProduct, buildSet, buildShop, type BuiltProduct, type BuiltShop } from '#prisma/seed/builders.ts';
import { benchDatabase } from '#test/support/bench-database.ts';
import type { Figure } from './figure.ts';
import { startMessageAnswerer } from './message-answerer.ts';

const STEPS = 1_000;
const PER_SHOP = 100;
/** As many jobs as a worker has running. */
const AT_ONCE = 4;
/** A Wednesday, noon where the shop is. */
const NOW = new Date('2026-06-03T10:00:00.000Z');

export const name = 'steps';

export async function* run(): AsyncGenerator<Figure> {
  const db = await benchDatabase();
  try {
    const { shopId, domain } = await seedShop();
    const decided = await perSecond(() => runDueSteps(NOW));
    const { rows } = await pool().query<{ status: string; count: number }>('SELECT status, count(*)::int AS count FROM steps WHERE shop_id = $1 GROUP BY status ORDER BY status', [shopId]);
    if (!rows.some(({ status, count }) => status === 'decided' && count > STEPS / 2)) throw new Error(`the bench's shop decides too little: ${JSON.stringify(rows)}`);
    const sent = await sendAll(shopId, domain);
    await pool().query(`UPDATE steps SET status = 'waiting', decided_at = NULL, decision_id = NULL, message = NULL, reason = NULL WHERE shop_id = $1`, [shopId]);
    const bare = await perSecond(claimAndUpdate);
    yield { bench: name, metric: 'due steps decided', value: decided, unit: 'per second', reference: bare, ratio: decided / bare };
    yield { bench: name, metric: `decided steps sent, ${AT_ONCE} at once`, value: sent, unit: 'per second', reference: bare, ratio: sent / bare };
  } finally {
    await db.drop();
  }
}

/** @returns how many a second went out, of those that were decided */
async function sendAll(shopId: bigint, domain: string): Promise<number> {
  const { sandboxUrl, encryptionKeys } = config();
  const answerer = await startMessageAnswerer(sandboxUrl as string);
  try {
    await saveSession({ shopDomain: domain, sessionId: `offline_${domain}`, state: '', isOnline: false, scope: SCOPES.join(','), expiresAt: new Date('2999-01-01'), accessTokenSealed: seal('token', domain, encryptionKeys), refreshTokenSealed: null, refreshExpiresAt: null });
    await saveKlaviyoConnection(shopId, { apiKeySealed: seal('pk_bench', domain, encryptionKeys), accountId: 'A', accountName: 'Bench', metricId: 'M', templateId: 'T', flowId: 'F', status: 'ok', problem: null, connectedAt: NOW, checkedAt: NOW });
    const { rows } = await pool().query<{ step_id: string }>(`SELECT step_id FROM steps WHERE shop_id = $1 AND status = 'decided'`, [shopId]);
    const waiting = rows.map((row) => row.step_id);
    // The first loads Klaviyo's SDK.
    await sendStep(shopId, waiting.pop() as string, NOW);
    const count = waiting.length;
    const from = performance.now();
    await Promise.all(Array.from({ length: AT_ONCE }, async () => {
      for (let stepId = waiting.pop(); stepId; stepId = waiting.pop()) await sendStep(shopId, stepId, NOW);
    }));
    const rate = count / ((performance.now() - from) / 1_000);
    if (answerer.events !== count + 1) throw new Error(`${answerer.events} of ${count + 1} decided steps went out`);
    return rate;
  } finally {
    await answerer.stop();
  }
}

async function claimAndUpdate(): Promise<number> {
  for (let handled = 0; ; ) {
    const round = await withTransaction(async (client) => {
      const claimed = await claimDueSteps(NOW, PER_SHOP, client);
      for (const [shopId, steps] of Map.groupBy(claimed, (step) => step.shopId))
        await saveOutcomes(shopId, steps.map(({ stepId }) => ({ stepId, status: 'failed' as const, reason: 'failed' })), NOW, client);
      return claimed.length;
    });
    if (round === 0) return handled;
    handled += round;
  }
}

async function perSecond(work: () => Promise<number>): Promise<number> {
  const from = performance.now();
  const handled = await work();
  if (handled !== STEPS) throw new Error(`${handled} of ${STEPS} steps were handled`);
  return handled / ((performance.now() - from) / 1_000);
}

/** 120 products of which a third start sets, a model that knows them all, and a customer a step who bought one to three. */
async function seedShop(): Promise<BuiltShop> {
  const shop = await buildShop();
  const { shopId } = shop;
  const products: BuiltProduct[] = [];
  for (let count = 0; count < 120; count++)
    products.push(await buildProduct(shopId, { productType: `Kind ${count % 6}`, priceMinor: 2_000 + 150 * count, unitCostMinor: 1_000 + 70 * count, stock: count % 9 === 0 ? 0 : 25 }));
  const near = (index: number, by: number): BuiltProduct => products[(index + by) % products.length] as BuiltProduct;
  for (let index = 0; index < products.length; index += 3) {
    const slot = (from: number) => [0, 1, 2].map((by) => ({ product: near(index, from + by), support: 30 - by }));
    await buildSet(shopId, { anchor: near(index, 0), slots: [{ name: 'first', candidates: slot(1) }, { name: 'second', candidates: slot(6) }] });
  }
  await buildAssociations(shopId, products.map((product, index) => ({ product, targets: Array.from({ length: 100 }, (_, by) => ({ product: near(index, by + 1), support: 100 - by })) })));
  await switchWorkflow(shopId, 'order_delivered', true, 'bench', new Date(NOW.getTime() - 7 * 86_400_000));
  const workflow = await workflowOfTrigger(shopId, 'order_delivered');
  await seedSteps(shopId, workflow?.workflowId ?? '', products.map(({ productId }) => productId));
  return shop;
}

async function seedSteps(shopId: bigint, workflowId: string, productIds: bigint[]): Promise<void> {
  const bought = `ARRAY(SELECT ($3::bigint[])[1 + (n * 3 + by * 7) % cardinality($3::bigint[])] FROM generate_series(0, n % 3) AS by)`;
  const people = `generate_series(1, ${STEPS}) AS n`;
  const fill = (sql: string) => pool().query(sql, [shopId, workflowId, productIds]);
  const bound = '(SELECT $2::uuid, $3::bigint[]) AS bound';
  await fill(`INSERT INTO customers (shop_id, customer_id, tags, created_at, updated_at, email_consent) SELECT $1, 900000 + n, '{}', now(), now(), 'SUBSCRIBED' FROM ${people}, ${bound}`);
  await fill(`INSERT INTO orders (shop_id, order_id, name, customer_id, currency, total_minor, ordered_at, updated_at)
              SELECT $1, 800000 + n, '#' || n, 900000 + n, 'EUR', 10000, '2026-05-30', '2026-05-30' FROM ${people}, ${bound}`);
  await fill(`INSERT INTO enrollments (shop_id, enrollment_id, workflow_id, customer_id, trigger_key, order_id, product_ids, entered_at, status)
              SELECT $1, gen_random_uuid(), $2, 900000 + n, 'order:' || (800000 + n), 800000 + n, ${bought}, '2026-06-01', 'active' FROM ${people}`);
  await fill(`INSERT INTO order_lines (shop_id, order_id, line_id, product_id, quantity, unit_price_minor, discount_minor)
              SELECT e.shop_id, e.order_id, e.order_id * 10 + l.no, l.product_id, 1, 5000, 0 FROM enrollments e, unnest(e.product_ids) WITH ORDINALITY AS l(product_id, no), ${bound} WHERE e.shop_id = $1`);
  await fill(`INSERT INTO steps (shop_id, step_id, enrollment_id, workflow_id, customer_id, channel, due_at, status)
              SELECT e.shop_id, gen_random_uuid(), e.enrollment_id, e.workflow_id, e.customer_id, 'email', '2026-06-03', 'waiting' FROM enrollments e, ${bound} WHERE e.shop_id = $1`);
  await pool().query('ANALYZE');
}
