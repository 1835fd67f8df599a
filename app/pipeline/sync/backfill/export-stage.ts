// One exported stage of a backfill, a step at a time, so that a crash at any point costs at most a batch:
//
//   waiting ──started──▶ exporting ──completed──▶ reading ──file read──▶ done
//      ▲                     │ failed, cancelled      │ file gone
//      └─────────────────────┴────────────────────────┘
//
// Reading goes on at the byte behind the last object that was written; of a file that is not the one that was read, it
// begins again. A crash between starting and noting it leaves an operation that nobody reads: harmless, five may run at
// once.
import { openExport } from '#app/adapters/shopify/export-file.ts';
import { BULK_OPERATION, RUN_BULK_QUERY } from '#app/adapters/shopify/operations/bulk-operation.ts';
import { untouched } from '#app/db/backfills.ts';
import { AppError } from '#app/domain/app-error.ts';
import { says } from '#app/domain/says/says.ts';
import { readExport } from './read-export.ts';
import type { StageWork } from './stage-work.ts';
import type { Stage } from './stages.ts';

type Export = Extract<Stage, { kind: 'export' }>;

/**
 * Asks Shopify for the stage's file.
 * @returns 'full' when as many exports run as may
 */
export async function startExport({ client, stage, save }: StageWork, { query }: Export): Promise<'started' | 'full'> {
  const { bulkOperationRunQuery: started } = await client.run(RUN_BULK_QUERY, { query });
  const problem = started?.userErrors[0];
  if (problem?.code === 'OPERATION_IN_PROGRESS') return 'full';
  if (problem) throw new AppError('refused', says(({ reading }) => reading.notExported(stage.stage, problem.message)));
  if (!started?.bulkOperation) throw new AppError('try_later', `Shopify did not start to export ${stage.stage}.`);
  await save({ ...untouched(stage.stage), state: 'exporting', operationId: started.bulkOperation.id });
  return 'started';
}

/** Looks how far Shopify is. @returns 'advanced' when its file can be read, or there is nothing in it */
export async function lookAtExport(work: StageWork): Promise<'advanced' | 'waits'> {
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
      await save({ ...stage, objects, state: objects === 0 ? 'done' : 'reading' });
      return 'advanced';
    default:
      if (bulkOperation?.errorCode === 'ACCESS_DENIED') throw new AppError('refused', says(({ reading }) => reading.notAllowed(stage.stage)));
      await save(untouched(stage.stage));
      throw new AppError('try_later', `Shopify gave up exporting ${stage.stage} (${bulkOperation?.errorCode ?? bulkOperation?.status ?? 'it is gone'}).`);
  }
}

/** Reads the file into the tables. */
export async function readStage({ shop, client, stage: begun, save }: StageWork, { writer }: Export): Promise<void> {
  // Asked for each time: the address is signed and changes, the file behind it does not.
  const { bulkOperation } = await client.run(BULK_OPERATION, { id: begun.operationId ?? '' });
  const from = begun.file && begun.resumeAfter !== '0' ? { byte: Number(begun.resumeAfter), file: begun.file } : null;
  const opened = bulkOperation?.url ? await openExport(bulkOperation.url, from) : 'gone';
  if (opened === 'gone') {
    await save(untouched(begun.stage));
    throw new AppError('try_later', `Shopify no longer keeps its export of ${begun.stage}, so it is asked for a new one.`);
  }
  if (opened === 'changed') return save({ ...begun, rows: 0, resumeAfter: '0', file: null, readMs: 0 });
  let stage = { ...begun, file: opened.file };
  let noted = performance.now();
  const reading = readExport({
    writer: writer(shop),
    lines: opened.lines,
    onBatch: async ({ rows, end }, on) => {
      const now = performance.now();
      stage = { ...stage, rows: stage.rows + rows, resumeAfter: String(end), readMs: Math.round(stage.readMs + now - noted) };
      noted = now;
      await save(stage, on);
    },
  });
  try {
    await reading;
  } catch (error) {
    // A download that breaks off but gets on is gone on with at once, and is no failed try.
    if (error instanceof AppError && error.code === 'try_later' && stage.resumeAfter !== begun.resumeAfter) return;
    throw error;
  }
  await save({ ...stage, state: 'done' });
}
