// A store's past: every stage that Shopify exports is asked for at once (as many as may run), and written in the order of
// the list, since later ones lean on earlier ones; then learning begins. Never holds a worker while Shopify exports: it
// looks a few times, then leaves a job for later, which the webhook bulk_operations/finish brings forward.
import { setTimeout as sleep } from 'node:timers/promises';
import { wireNow } from '#app/adapters/clock/clock.ts';
import { adminClient } from '#app/adapters/shopify/admin-client.ts';
import { refreshStatistics } from '#app/db/across-shops/refresh-statistics.ts';
import { type BackfillRow, type BackfillStage, backfillById, finishBackfill, saveStage } from '#app/db/backfills.ts';
import { recordChange } from '#app/db/changes.ts';
import { type Queryable, withTransaction } from '#app/db/pool.ts';
import { type ShopRow, shopById } from '#app/db/shops.ts';
import { AppError } from '#app/domain/app-error.ts';
import { lookThroughCatalogue } from '#app/jobs/definitions/look-through-catalogue.ts';
import { runBackfill as runBackfillJob } from '#app/jobs/definitions/run-backfill.ts';
import { trainAssociations } from '#app/jobs/definitions/train-associations.ts';
import { enqueue } from '#app/jobs/enqueue.ts';
import { lookAtExport, readStage, startExport } from './export-stage.ts';
import type { StageWork } from './stage-work.ts';
import { STAGES } from './stages.ts';

/** As many query operations as Shopify runs at a time for one app and shop. */
const EXPORTS_AT_ONCE = 5;
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
    if (backfill.stages.every(({ state }) => state === 'done')) return finish(shopId, backfill, now());
    if ((await advance(shop, backfill, now)) === 'advanced') {
      looks = 0;
      continue;
    }
    looks += 1;
    if (looks === LOOKS) return comeBack(shopId, backfillId);
    await sleep(LOOK_EVERY_MS);
  }
}

async function advance(shop: ShopRow, { backfillId, stages }: BackfillRow, now: () => Date): Promise<'advanced' | 'waits'> {
  const client = adminClient(shop.domain, 'background');
  const save = async (progress: BackfillStage, on?: Queryable) => {
    if (!(await saveStage(shop.shopId, backfillId, progress, now(), on))) throw new AppError('conflict', 'This backfill was stopped.');
  };
  const workOn = (stage: BackfillStage): StageWork => ({ shop, client, stage, save });
  try {
    const moved = await advanceExports(stages, workOn);
    if (moved === 'advanced') return 'advanced';
    const current = stages.find(({ state }) => state !== 'done');
    const stage = current && STAGES[current.stage];
    if (current && stage?.kind === 'queries') return await stage.advance(timed(workOn(current)));
    if (current?.state !== 'reading' || stage?.kind !== 'export') return 'waits';
    await readStage(workOn(current), stage);
    return 'advanced';
  } catch (error) {
    if (!(error instanceof AppError) || error.code === 'try_later') throw error;
    if (error.code === 'conflict') return 'advanced'; // whoever stopped it said why; the next look ends it
    await finishBackfill(shop.shopId, backfillId, { status: 'failed', error: error.message }, now());
    return 'advanced';
  }
}

/** Adds the time that it took to whatever the stage notes. */
function timed(work: StageWork): StageWork {
  const began = performance.now();
  return { ...work, save: (stage, on) => work.save({ ...stage, readMs: Math.round(stage.readMs + performance.now() - began) }, on) };
}

/** Has Shopify export what waits, as far as it may run at a time, and looks at what it is exporting. */
async function advanceExports(stages: readonly BackfillStage[], workOn: (stage: BackfillStage) => StageWork): Promise<'advanced' | 'waits'> {
  const running = stages.filter(({ state }) => state === 'exporting');
  let moved: 'advanced' | 'waits' = 'waits';
  let open = running.length;
  for (const waiting of stages) {
    const stage = STAGES[waiting.stage];
    if (waiting.state !== 'waiting' || stage.kind !== 'export' || open >= EXPORTS_AT_ONCE) continue;
    if ((await startExport(workOn(waiting), stage)) === 'full') {
      // Another installation or tool of the same app took the places; its end calls nobody here.
      if (open === 0 && stages.find(({ state }) => state !== 'done') === waiting) throw new AppError('try_later', 'Shopify runs as many exports of this shop as it may.');
      break;
    }
    open += 1;
    moved = 'advanced';
  }
  for (const exporting of running) if ((await lookAtExport(workOn(exporting))) === 'advanced') moved = 'advanced';
  return moved;
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
    await enqueue(lookThroughCatalogue, { shopId: String(shopId) }, { client: on, jobKey: `look-through-catalogue:${shopId}` });
    await enqueue(trainAssociations, { shopId: String(shopId) }, { client: on, jobKey: `train:${shopId}` });
  });
}
