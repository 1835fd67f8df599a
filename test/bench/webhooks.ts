// Webhooks from the wire to the tables: acknowledged (signature checked on the raw bytes, durable, 200) and applied. The
// sender and the worker are processes of their own. The references are measured in the same run: the bare INSERT of one
// such row through pg, a bare node:http server that answers 200 to the same sender, and the bare INSERT of rows by sets.
import { type ChildProcess, fork } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { pool } from '#app/db/pool.ts';
import { buildShop } from '#prisma/seed/builders.ts';
import { benchDatabase } from '#test/support/bench-database.ts';
import { startWebhookEndpoint } from '#test/support/webhook-endpoint.ts';
import type { Figure } from './figure.ts';
import { mixedDeliveries } from './mixed-deliveries.ts';
import type { LoadOrder, LoadReport } from './webhook-load-child.ts';

const CONNECTIONS = 64;
const WARM_UP = 2_000;
const ACKNOWLEDGED = 20_000;
const BURST = Number(process.env.BURST ?? 100_000);
/** Seconds at half load. */
const PACED_SECONDS = 10;
const SET = 1_000;
const ORDER = JSON.stringify({ id: 820982911946154, note: 'x'.repeat(6_000) });

export const name = 'webhooks';

export async function* run(): AsyncGenerator<Figure> {
  const db = await benchDatabase();
  const { shopId, domain } = await buildShop();
  const endpoint = await startWebhookEndpoint();
  const bare = await startBare();
  const sender = await startChild('webhook-load-child.ts');
  const send = (url: string, deliveries: LoadOrder['deliveries'], count: number, perSecond?: number) =>
    ask(sender, { url, shopDomain: domain, deliveries, count, connections: CONNECTIONS, ...(perSecond ? { perSecond } : {}) });
  const figure = (metric: string, value: number, unit: string, reference: number): Figure => ({ bench: name, metric, value, unit, reference, ratio: value / reference });
  try {
    await send(endpoint.url, 'orders', WARM_UP);
    await inserted(shopId, WARM_UP);
    const acknowledged = perSecond(await send(endpoint.url, 'orders', ACKNOWLEDGED));
    yield figure('acknowledged at 64 connections, beside bare single-row INSERTs', acknowledged, 'per second', await inserted(shopId, ACKNOWLEDGED));
    yield figure('acknowledged at 64 connections, beside a bare answer', acknowledged, 'per second', perSecond(await send(bare.url, 'orders', ACKNOWLEDGED)));

    await pool().query('TRUNCATE webhook_deliveries');
    const worker = await startChild('inbox-worker-child.ts', db.url);
    try {
      await send(endpoint.url, 'catalogue', 0);
      await untilApplied();
      const half = acknowledged / 2;
      const paced = await send(endpoint.url, 'mixed', Math.round(half * PACED_SECONDS), half);
      const answered = await send(bare.url, 'mixed', Math.round(half * PACED_SECONDS), half);
      yield figure('to the 200 at half that load with a worker applying, median, beside a bare answer', paced.p50, 'ms', answered.p50);
      yield figure('to the 200 at half that load with a worker applying, p99, beside a bare answer', paced.p99, 'ms', answered.p99);
      await untilApplied();

      await pool().query('TRUNCATE webhook_deliveries, orders, order_lines, refunds, refund_lines, fulfillments');
      const began = performance.now();
      const burst = perSecond(await send(endpoint.url, 'mixed', BURST));
      await untilApplied();
      const applied = BURST / ((performance.now() - began) / 1_000);
      yield figure('applied over a burst of 100,000, beside acknowledged meanwhile', applied, 'per second', burst);
      yield figure('applied over a burst of 100,000, beside bare INSERTs of the rows by thousands', applied, 'per second', await insertedBySets(shopId));
    } finally {
      await endChild(worker);
    }
  } finally {
    await endChild(sender);
    await Promise.all([endpoint.stop(), bare.stop()]);
    await db.drop();
  }
}

const perSecond = ({ sent, seconds }: LoadReport): number => sent / seconds;

async function startChild(file: string, ...args: string[]): Promise<ChildProcess> {
  const child = fork(path.join(import.meta.dirname, file), args, { serialization: 'advanced' });
  await once(child, 'message');
  return child;
}

async function ask(child: ChildProcess, order: LoadOrder): Promise<LoadReport> {
  child.send(order);
  const [report] = await once(child, 'message');
  return report as LoadReport;
}

async function endChild(child: ChildProcess): Promise<void> {
  const ended = once(child, 'exit');
  child.disconnect();
  await ended;
}

/** Single rows through pg at the same concurrency. */
async function inserted(shopId: bigint, count: number): Promise<number> {
  const text = 'INSERT INTO webhook_deliveries (shop_id, webhook_id, topic, event_id, triggered_at, payload) VALUES ($1, $2, $3, $4, $5, $6)';
  let left = count;
  const from = performance.now();
  await Promise.all(Array.from({ length: CONNECTIONS }, async () => {
    while (left-- > 0) await pool().query({ name: 'bare', text, values: [shopId, randomUUID(), 'orders/create', randomUUID(), '2026-06-01T10:00:00.123456789Z', ORDER] });
  }));
  return count / ((performance.now() - from) / 1_000);
}

/** The burst's own rows, a thousand a statement, one after the other. */
async function insertedBySets(shopId: bigint): Promise<number> {
  await pool().query('TRUNCATE webhook_deliveries');
  const rows = [...mixedDeliveries(BURST, Date.now())].map((delivery) => ({ ...delivery, webhookId: randomUUID(), eventId: randomUUID() }));
  const from = performance.now();
  for (let index = 0; index < rows.length; index += SET) {
    await pool().query(
      `INSERT INTO webhook_deliveries (shop_id, webhook_id, topic, event_id, triggered_at, payload)
       SELECT $1, r."webhookId", r.topic, r."eventId", r."triggeredAt", r.payload
         FROM jsonb_to_recordset($2::jsonb) AS r("webhookId" text, topic text, "eventId" text, "triggeredAt" timestamptz, payload text)`,
      [shopId, JSON.stringify(rows.slice(index, index + SET))],
    );
  }
  return rows.length / ((performance.now() - from) / 1_000);
}

async function untilApplied(): Promise<void> {
  for (;;) {
    const { rows } = await pool().query<{ waiting: boolean }>(`SELECT EXISTS (SELECT 1 FROM webhook_deliveries WHERE status = 'pending') AS waiting`);
    if (!rows[0]?.waiting) break;
    await sleep(50);
  }
  const { rows } = await pool().query<{ topic: string; error: string }>(`SELECT topic, error FROM webhook_deliveries WHERE status = 'set_aside' LIMIT 1`);
  if (rows[0]) throw new Error(`a delivery of ${rows[0].topic} was set aside: ${rows[0].error}`);
}

async function startBare(): Promise<{ url: string; stop(): Promise<void> }> {
  const server = http.createServer((request, response) => {
    request.resume();
    request.on('end', () => response.writeHead(200, { 'content-length': 0 }).end());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    stop: () => new Promise((resolve) => { server.close(() => resolve()); server.closeAllConnections(); }),
  };
}
