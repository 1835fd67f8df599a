// A store's past, stage by stage: products, costs and stock, customers, orders, refunds; then learning begins. Never
// holds a worker while Shopify exports: it looks a few times, then leaves a job for later, which the webhook
// bulk_operations/finish brings forward.
import { setTimeout as sleep } from 'node:timers/promises';
import { wireNow } from '#app/adapters/clock/clock.ts';
import { adminClient } from '#app/adapters/shopify/admin-client.ts';
import { refreshStatistics } from '#app/db/across-shops/refresh-statistics.ts';
import { type BackfillRow, type BackfillStage, backfillById, finishBackfill, saveStage } from '#app/db/backfills.ts';
import { recordChange } from '#app/db/changes.ts';
import { type Queryable, withTransaction } from '#app/db/pool.ts';
import { type ShopRow, shopById } from '#app/db/shops.ts';
import { AppError } from '#app/domain/app-error.ts';
import { runBackfill as runBackfillJob } from '#app/jobs/definitions/run-backfill.ts';
import { trainAssociations } from '#app/jobs/definitions/train-associations.ts';
import { enqueue } from '#app/jobs/enqueue.ts';
import { advanceExport } from './export-stage.ts';
import { advanceRefunds } from './refund-stage.ts';

const LOOKS = 4;
const LOOK_EVERY_MS = 400;
const COME_BACK_AFTER_MS = 3_000;

/**
 * Goes on from where the backfill stands.
 * @param now business time, asked for again as the work goes on
 * @throws AppError try_later; what is final is written down and ends the backfill
 */
export async function runBackfill(shopId: bigint, backfillId: string, now: () => Date): Promise<void> {
  let looks = 0;
  for (;;) {
    const backfill = await backfillById(shopId, backfillId);
    const shop = await shopById(shopId);
    if (!shop || shop.uninstalledAt || backfill?.status !== 'running') return;
    const stage = backfill.stages.find((one) => one.state !== 'done');
    if (!stage) return finish(shopId, backfill, now());
    if ((await advance(shop, backfillId, stage, now)) === 'advanced') {
      looks = 0;
      continue;
    }
    looks += 1;
    if (looks === LOOKS) return comeBack(shopId, backfillId);
    await sleep(LOOK_EVERY_MS);
  }
}

async function advance(shop: ShopRow, backfillId: string, stage: BackfillStage, now: () => Date): Promise<'advanced' | 'waits'> {
  const save = async (progress: BackfillStage, on?: Queryable) => {
    if (!(await saveStage(shop.shopId, backfillId, progress, now(), on))) throw new AppError('conflict', 'This backfill was stopped.');
  };
  const work = { shop, client: adminClient(shop.domain, 'background'), stage, save };
  try {
    return await (stage.stage === 'refunds' ? advanceRefunds(work) : advanceExport(work));
  } catch (error) {
    if (!(error instanceof AppError) || error.code === 'try_later') throw error;
    if (error.code === 'conflict') return 'advanced'; // whoever stopped it said why; the next look ends it
    await finishBackfill(shop.shopId, backfillId, { status: 'failed', error: error.message }, now());
    return 'advanced';
  }
}

async function comeBack(shopId: bigint, backfillId: string): Promise<void> {
  const id = String(shopId);
  const runAt = new Date(wireNow().getTime() + COME_BACK_AFTER_MS);
  await enqueue(runBackfillJob, { shopId: id, backfillId }, { jobKey: `backfill:${id}`, runAt });
}

async function finish(shopId: bigint, backfill: BackfillRow, at: Date): Promise<void> {
  await refreshStatistics();
  await withTransaction(async (on) => {
    await finishBackfill(shopId, backfill.backfillId, { status: 'done' }, at, on);
    const rows = Object.fromEntries(backfill.stages.map((stage) => [stage.stage, stage.rows]));
    await recordChange(shopId, { changedAt: at, actor: 'setwise', event: 'backfill_finished', detail: { rows } }, on);
    await enqueue(trainAssociations, { shopId: String(shopId) }, { client: on, jobKey: `train:${shopId}` });
  });
}
