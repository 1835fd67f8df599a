// Compares a shop with its store and repairs what differs, kind by kind, from wherever it stands. The last good point moves
// only when all of it was whole. Never holds a worker for long: while Shopify exports it looks a few times, and as a job it
// works for a turn; then it leaves a job to go on.
import { setTimeout as sleep } from 'node:timers/promises';
import { wireNow } from '#app/adapters/clock/clock.ts';
import { adminClient } from '#app/adapters/shopify/admin-client.ts';
import { recordChange } from '#app/db/changes.ts';
import { forgetListed } from '#app/db/listed-ids.ts';
import { withTransaction } from '#app/db/pool.ts';
import {
  finishReconciliation, type KindProgress, openReconciliation, type ReconciliationReason, type ReconciliationRow, reconciliationById, saveProgress, sumOfFacts,
} from '#app/db/reconciliations.ts';
import { type ShopRow, shopById } from '#app/db/shops.ts';
import { AppError } from '#app/domain/app-error.ts';
import { saysIn } from '#app/domain/says/says.ts';
import { lookThroughCatalogue } from '#app/jobs/definitions/look-through-catalogue.ts';
import { reconcileShop as reconcileShopJob } from '#app/jobs/definitions/reconcile-shop.ts';
import { enqueue } from '#app/jobs/enqueue.ts';
import { ringAll } from '../reread/ring.ts';
import { advanceKind } from './advance-kind.ts';
import { KINDS } from './kinds.ts';
import type { Work } from './kind.ts';

/** Asked for again, so that neither clocks that are apart nor a second that two changes share lose anything. */
const OVERLAP_MS = 3_600_000;
/** Objects of one kind; more are cheaper in bulk. */
const PAGED_UP_TO = 1_000;
const LOOKS = 4;
const LOOK_EVERY_MS = 400;
const COME_BACK_AFTER_MS = 10_000;

/**
 * @param now business time, asked for again as the work goes on
 * @param options.turnMs how long it may hold its worker; without it, until it is done or Shopify has to be waited for
 * @returns how it stands then; undefined for a shop that there is nothing to compare with: it left, or its past is being read
 * @throws AppError try_later; what is final is written down and ends it
 */
export async function reconcileShop(shopId: bigint, reason: ReconciliationReason, now: () => Date, { pagedUpTo = PAGED_UP_TO, turnMs = Number.POSITIVE_INFINITY } = {}): Promise<ReconciliationRow | undefined> {
  const opened = await withTransaction((on) => openReconciliation(shopId, reason, KINDS.map(({ name }) => name), OVERLAP_MS, now(), on));
  if (!opened) return undefined;
  const turnEnds = performance.now() + turnMs;
  let looks = 0;
  for (;;) {
    const run = await reconciliationById(shopId, opened.reconciliationId);
    const shop = await shopById(shopId);
    if (run?.status !== 'running') return run;
    if (performance.now() > turnEnds) return goOnLater(shopId, run, 0);
    if (!shop || shop.uninstalledAt) await finishReconciliation(shopId, run.reconciliationId, { status: 'failed', error: saysIn('en').reading.uninstalled }, now());
    else if ((await advance(shop, run, now, pagedUpTo)) === 'advanced') looks = 0;
    else {
      looks += 1;
      if (looks === LOOKS) return goOnLater(shopId, run, COME_BACK_AFTER_MS);
      await sleep(LOOK_EVERY_MS);
    }
  }
}

async function advance(shop: ShopRow, run: ReconciliationRow, now: () => Date, pagedUpTo: number): Promise<'advanced' | 'waits'> {
  const client = adminClient(shop.domain, 'background');
  try {
    for (const kind of KINDS) {
      const progress = run.kinds.find((one) => one.kind === kind.name);
      if (!progress) continue; // a kind that is newer than this run
      const outcome = await advanceKind(workOn({ shop, client, run, progress, pagedUpTo, now }), kind);
      if (outcome !== 'done') return outcome;
    }
    await finish(shop.shopId, run, now());
  } catch (error) {
    if (!(error instanceof AppError) || error.code === 'try_later' || error.code === 'unauthorized') throw error;
    if (error.code !== 'conflict') await finishReconciliation(shop.shopId, run.reconciliationId, { status: 'failed', error: error.message }, now());
  }
  return 'advanced';
}

/** Keeps what was saved at hand, and the time that it took. */
function workOn(given: Omit<Work, 'save'>): Work {
  let since = performance.now();
  const work: Work = {
    ...given,
    async save(patch, on) {
      const tookMs = work.progress.tookMs + Math.round(performance.now() - since);
      since = performance.now();
      const progress: KindProgress = { ...work.progress, ...patch, tookMs };
      if (!(await saveProgress(work.shop.shopId, work.run.reconciliationId, progress, work.now(), on))) throw new AppError('conflict', 'This comparison was stopped.');
      work.progress = progress;
    },
  };
  return work;
}

async function goOnLater(shopId: bigint, run: ReconciliationRow, inMs: number): Promise<ReconciliationRow> {
  const runAt = new Date(wireNow().getTime() + inMs);
  await enqueue(reconcileShopJob, { shopId: String(shopId), reason: run.reason }, { jobKey: `reconcile:${shopId}`, runAt });
  return run;
}

async function finish(shopId: bigint, run: ReconciliationRow, at: Date): Promise<void> {
  await withTransaction(async (on) => {
    if (!(await finishReconciliation(shopId, run.reconciliationId, { status: 'done' }, at, on))) return;
    await forgetListed(shopId, on);
    // What has no ids and versions to compare is few, and read whole.
    await ringAll(shopId, on);
    await enqueue(lookThroughCatalogue, { shopId: String(shopId) }, { client: on, jobKey: `look-through-catalogue:${shopId}` });
    const repaired = Object.fromEntries(
      Object.entries(sumOfFacts(run)).flatMap(([fact, counts]) => (counts.repaired + counts.deleted > 0 ? [[fact, counts.repaired + counts.deleted]] : [])),
    );
    if (Object.keys(repaired).length === 0) return;
    await recordChange(shopId, { changedAt: at, actor: 'setwise', event: 'store_reconciled', detail: { reason: run.reason, repaired } }, on);
  });
}
