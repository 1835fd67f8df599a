// Reads an export into our tables: lines → objects with their children → batches, each written and noted in one
// transaction. Two are written at a time, noted in the order of the file; memory holds three, whatever the file's length.
// After a crash it goes on behind the last object that was noted.
import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';
import type { ExportedLines } from '#app/adapters/shopify/export-file.ts';
import { type Queryable, withTransaction } from '#app/db/pool.ts';
import type { ExportWriter } from './stages.ts';

const BATCH_ROWS = 8_000;
const WRITERS = 2;
/** A batch that is written waits this long for the one before it to be noted, holding its rows; then it lets go of them. */
const HOLD_MS = 2_000;

export interface ReadExport {
  writer: ExportWriter;
  /** Lines of the file, as many at a time as there are, from a place where an object begins. */
  lines: AsyncIterable<ExportedLines>;
  /** Called in each batch's transaction with what is written once it commits, in the order of the file. */
  onBatch(written: Written, on: Queryable): Promise<void>;
  batchRows?: number;
}

export interface Written {
  /** Objects and their children. */
  rows: number;
  /** The byte of the file behind the last of them. */
  end: number;
}

/** @returns how many objects and children this call wrote */
export async function readExport({ writer, lines, onBatch, batchRows = BATCH_ROWS }: ReadExport): Promise<number> {
  let rows = 0;
  const writing: Promise<void>[] = [];
  try {
    for await (const batch of batches(lines, writer, batchRows)) {
      if (writing.length === WRITERS) await writing.shift();
      writing.push(writeInOrder(batch, writing.at(-1) ?? Promise.resolve(), { writer, onBatch }));
      writing.at(-1)?.catch(() => {}); // seen when it is waited for
      rows += batch.rows;
    }
    await Promise.all(writing);
  } finally {
    await Promise.allSettled(writing);
  }
  return rows;
}

interface Batch extends Written {
  /** As the writer made them of the file's. */
  objects: unknown[];
}

/**
 * Writes while the one before is still being written, notes when that is noted. Should the one before wait for rows that
 * this one holds (an object that the export names twice, or a webhook that wants both), neither would ever end: so it
 * lets go, and writes again when the one before has ended.
 */
async function writeInOrder(batch: Batch, before: Promise<void>, { writer, onBatch }: Pick<ReadExport, 'writer' | 'onBatch'>): Promise<void> {
  const note = async (on: pg.PoolClient) => {
    await writer.write(batch.objects, on);
    if (!(await endsWithin(before, HOLD_MS))) throw new LetGo();
    await onBatch({ rows: batch.rows, end: batch.end }, on);
  };
  try {
    await withTransaction(note, { flush: 'later' });
  } catch (error) {
    if (!(error instanceof LetGo)) throw error;
    await before;
    await withTransaction(note, { flush: 'later' });
  }
}

class LetGo extends Error {}

/** @throws what it throws */
async function endsWithin(work: Promise<void>, ms: number): Promise<boolean> {
  const timer = new AbortController();
  try {
    return await Promise.race([work.then(() => true), sleep(ms, false, { signal: timer.signal })]);
  } finally {
    timer.abort();
  }
}

async function* batches(lines: AsyncIterable<ExportedLines>, writer: ExportWriter, batchRows: number): AsyncGenerator<Batch> {
  let batch: Batch = { objects: [], rows: 0, end: 0 };
  let open: { node: object; children: object[]; end: number } | undefined;
  const close = () => {
    if (!open) return;
    batch.objects.push(writer.row(open.node as never, open.children as never[]));
    batch.rows += 1 + open.children.length;
    batch.end = open.end;
    open = undefined;
  };
  for await (const some of lines) {
    for (const [at, line] of some.lines.entries()) {
      const node = writer.parse(line.includes(NUL) ? withoutNul(line) : line);
      const end = some.ends[at]!;
      if (open && writer.isChild(node)) {
        open.children.push(node);
        open.end = end;
        continue;
      }
      close();
      if (batch.rows >= batchRows) {
        yield batch;
        batch = { objects: [], rows: 0, end: 0 };
      }
      open = { node, children: [], end };
    }
  }
  close();
  if (batch.rows > 0) yield batch;
}

/** The one character that PostgreSQL does not keep in a text. */
const NUL = '\\u0000';
const withoutNul = (line: string): string => line.replace(/(?<=(?<!\\)(?:\\\\)*)\\u0000/g, '');
