// Writes what nobody waits for: it gathers here and is written together, some milliseconds on. A process that is killed loses that
// much; one that is stopped calls flush(). When the database does not take it some is given up, never the memory filled.
import { log } from '#app/adapters/log.ts';

export interface WriteLater<Row> {
  add(row: Row): void;
  /** Writes what waits now; resolves when nothing of that is left, or the database refuses. What comes meanwhile is waited for by nobody. */
  flush(): Promise<void>;
}

export interface WriteLaterOptions<Row> {
  /** What the rows are, for the log. */
  what: string;
  afterMs: number;
  /** In one batch; so many are written at once. */
  rows: number;
  mostWaiting: number;
  write(batch: readonly Row[]): Promise<void>;
}

/** A batch that fails so often is given up: one row that the database refuses may not hold up all others. */
const TRIES = 5;

export function writeLater<Row>({ what, afterMs, rows, mostWaiting, write }: WriteLaterOptions<Row>): WriteLater<Row> {
  let waiting: Row[] = [];
  let timer: NodeJS.Timeout | undefined;
  let writing: Promise<void> | undefined;
  let failures = 0;
  let gone = 0;

  function writeNow(): Promise<void> {
    clearTimeout(timer);
    timer = undefined;
    writing ??= writeBatch().finally(() => {
      writing = undefined;
      if (waiting.length > 0) timer ??= setTimeout(() => void writeNow(), waiting.length >= rows && failures === 0 ? 0 : afterMs * 2 ** failures);
    });
    return writing;
  }

  async function writeBatch(): Promise<void> {
    const batch = waiting.slice(0, rows);
    if (batch.length === 0) return;
    try {
      await write(batch);
      failures = 0;
      takeOut(batch);
    } catch (error) {
      failures++;
      log().error({ error: (error as Error).message, rows: batch.length, failures }, `${what} could not be written`);
      if (failures < TRIES) return;
      takeOut(batch);
      failures = 0;
    }
  }

  function takeOut(batch: readonly Row[]): void {
    waiting = waiting.slice(batch.length);
    gone += batch.length;
  }

  return {
    add(row) {
      if (waiting.length >= mostWaiting) {
        log().warn(`some of ${what} were not kept: too many wait to be written`);
        return;
      }
      waiting.push(row);
      if (waiting.length >= rows && failures === 0) void writeNow();
      else timer ??= setTimeout(() => void writeNow(), afterMs * 2 ** failures);
    },
    async flush() {
      const until = gone + waiting.length;
      for (let tries = 0; gone < until && tries < TRIES; tries += failures > 0 ? 1 : 0) await writeNow();
    },
  };
}
