// Reads an export into our tables: lines → objects with their children → batches of some 2,000 rows, each written and
// noted in one transaction. Memory holds two batches, whatever the file's length; after a crash it goes on behind the last
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
  const write = (objects: ExportedObject[], rows: number) =>
    withTransaction(async (on) => {
      await WRITE_STAGE[stage](shop, objects, on);
      await onBatch({ objects: objects.length, rows }, on);
    }).then(() => {
      total.objects += objects.length;
      total.rows += rows;
    });
  // The database writes one batch while the next is read: two in memory, never more.
  let writing: Promise<void> = Promise.resolve();
  try {
    for await (const { objects, rows } of batches(lines, skipObjects)) {
      await writing;
      writing = write(objects, rows);
      writing.catch(() => {}); // seen at the next await
    }
    await writing;
  } finally {
    await writing.catch(() => {});
  }
  return total;
}

async function* batches(lines: AsyncIterable<string[]>, skipObjects: number): AsyncGenerator<{ objects: ExportedObject[]; rows: number }> {
  let objects: ExportedObject[] = [];
  let rows = 0;
  let seen = 0;
  for await (const some of lines) {
    for (const line of some) {
      const node = JSON.parse(line) as { __parentId?: string };
      const isChild = node.__parentId !== undefined;
      if (!isChild) seen += 1;
      if (seen <= skipObjects) continue;
      if (!isChild && rows >= BATCH_ROWS) {
        yield { objects, rows };
        objects = [];
        rows = 0;
      }
      if (isChild) objects.at(-1)?.children.push(node);
      else objects.push({ node, children: [] });
      rows += 1;
    }
  }
  if (objects.length > 0) yield { objects, rows };
}
