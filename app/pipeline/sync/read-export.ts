// Reads an export into our tables: lines → objects with their children → batches of some 2,000 rows, each written and
// noted in one transaction. Memory holds one batch, whatever the file's length; after a crash it goes on behind the last
// batch that was noted.
import { type Queryable, withTransaction } from '#app/db/pool.ts';
import { type ExportedObject, type ExportStage, WRITE_STAGE } from './export-stages.ts';

const BATCH_ROWS = 2_000;

export interface ReadExport {
  shop: { shopId: bigint; currency: string };
  stage: ExportStage;
  /** Lines of the file, as many at a time as there are. */
  lines: AsyncIterable<string[]>;
  /** Objects (not lines) that an earlier attempt has written. */
  skipObjects: number;
  /** Called in each batch's transaction with what is written once it commits. */
  onBatch(written: { objects: number; rows: number }, on: Queryable): Promise<void>;
}

/** @returns objects and rows that this call wrote */
export async function readExport({ shop, stage, lines, skipObjects, onBatch }: ReadExport): Promise<{ objects: number; rows: number }> {
  const total = { objects: 0, rows: 0 };
  let batch: ExportedObject[] = [];
  let batchRows = 0;
  const flush = async () => {
    if (batch.length === 0) return;
    await withTransaction(async (on) => {
      await WRITE_STAGE[stage](shop, batch, on);
      await onBatch({ objects: batch.length, rows: batchRows }, on);
    });
    total.objects += batch.length;
    total.rows += batchRows;
    batch = [];
    batchRows = 0;
  };
  let seen = 0;
  for await (const some of lines) {
    for (const line of some) {
      const node = JSON.parse(line) as { __parentId?: string };
      if (node.__parentId === undefined) {
        if (batchRows >= BATCH_ROWS) await flush();
        seen += 1;
        if (seen <= skipObjects) continue;
        batch.push({ node, children: [] });
      } else {
        if (seen <= skipObjects) continue;
        batch.at(-1)?.children.push(node);
      }
      batchRows += 1;
    }
  }
  await flush();
  return total;
}
