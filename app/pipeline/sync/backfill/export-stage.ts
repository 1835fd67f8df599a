// One exported stage of a backfill, a step at a time, so that a crash at any point costs at most a batch:
//
//   waiting ──started──▶ exporting ──completed──▶ reading ──file read──▶ done
//      ▲                     │ failed, cancelled, expired
//      └─────────────────────┘
//
// A crash between starting and noting it leaves an operation that nobody reads: harmless, five may run at once.
import type { AdminClient } from '#app/adapters/shopify/admin-client.ts';
import { exportLines } from '#app/adapters/shopify/export-file.ts';
import { BULK_EXPORTS } from '#app/adapters/shopify/operations/bulk-exports.ts';
import { BULK_OPERATION, RUN_BULK_QUERY } from '#app/adapters/shopify/operations/bulk-operation.ts';
import type { BackfillStage } from '#app/db/backfills.ts';
import type { Queryable } from '#app/db/pool.ts';
import { AppError } from '#app/domain/app-error.ts';
import type { ExportStage } from './export-stages.ts';
import { readExport } from './read-export.ts';

export interface StageWork {
  shop: { shopId: bigint; currency: string };
  client: AdminClient;
  stage: BackfillStage;
  /** Notes how far the stage is. @throws AppError conflict when the backfill is no longer running */
  save(stage: BackfillStage, on?: Queryable): Promise<void>;
}

/** @returns 'advanced' when there is more to do now, 'waits' when Shopify has to get on first */
export async function advanceExport(work: StageWork): Promise<'advanced' | 'waits'> {
  switch (work.stage.state) {
    case 'waiting':
      return start(work);
    case 'exporting':
      return look(work);
    case 'reading':
      return read(work);
    case 'done':
      return 'advanced';
  }
}

async function start({ client, stage, save }: StageWork): Promise<'advanced'> {
  const { bulkOperationRunQuery: started } = await client.run(RUN_BULK_QUERY, { query: BULK_EXPORTS[stage.stage as ExportStage] });
  const problem = started?.userErrors[0];
  if (problem) throw new AppError(problem.code === 'OPERATION_IN_PROGRESS' ? 'try_later' : 'refused', `Shopify does not export ${stage.stage}: ${problem.message}`);
  if (!started?.bulkOperation) throw new AppError('try_later', `Shopify did not start to export ${stage.stage}.`);
  await save({ ...stage, state: 'exporting', operationId: started.bulkOperation.id, objects: 0, rows: 0, resumeAfter: '0' });
  return 'advanced';
}

async function look(work: StageWork): Promise<'advanced' | 'waits'> {
  const { client, stage, save } = work;
  const { bulkOperation } = await client.run(BULK_OPERATION, { id: stage.operationId ?? '' });
  const objects = Number(bulkOperation?.objectCount ?? 0);
  switch (bulkOperation?.status) {
    case 'CREATED':
    case 'RUNNING':
    case 'CANCELING':
      if (objects !== stage.objects) await save({ ...stage, objects });
      return 'waits';
    case 'COMPLETED':
      await save({ ...stage, objects, state: bulkOperation.url ? 'reading' : 'done' });
      return 'advanced';
    default:
      if (bulkOperation?.errorCode === 'ACCESS_DENIED') throw new AppError('refused', `Shopify does not let us read ${stage.stage}: a scope is missing.`);
      await startOver(work);
      throw new AppError('try_later', `Shopify gave up exporting ${stage.stage} (${bulkOperation?.errorCode ?? bulkOperation?.status ?? 'it is gone'}).`);
  }
}

async function read(work: StageWork): Promise<'advanced'> {
  const { shop, client, save } = work;
  const { bulkOperation } = await client.run(BULK_OPERATION, { id: work.stage.operationId ?? '' });
  if (!bulkOperation?.url) {
    await startOver(work);
    return 'advanced';
  }
  let stage = work.stage;
  await readExport({
    shop,
    stage: stage.stage as ExportStage,
    lines: exportLines(bulkOperation.url),
    skipObjects: Number(stage.resumeAfter),
    onBatch: async (written, on) => {
      stage = { ...stage, rows: stage.rows + written.rows, resumeAfter: String(Number(stage.resumeAfter) + written.objects) };
      await save(stage, on);
    },
  });
  await save({ ...stage, state: 'done' });
  return 'advanced';
}

async function startOver({ stage, save }: StageWork): Promise<void> {
  await save({ ...stage, state: 'waiting', operationId: null, objects: 0, rows: 0, resumeAfter: '0' });
}
