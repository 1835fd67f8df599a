// Keeps deliveries durably, many in one commit: what arrives while statements are under way goes with the next one. A
// promise is fulfilled only after the commit that holds its delivery. What the database refuses is kept or refused alone.
import { keepDeliveries } from '#app/db/across-shops/keep-deliveries.ts';
import { isPassingFailure } from '#app/db/savepoint.ts';
import type { ArrivedDelivery } from '#app/db/webhook-deliveries.ts';

/** Two, so that one is read and planned while the other waits for the disk. */
const STATEMENTS_AT_A_TIME = 2;
const MOST_ROWS = 64;
/** A statement holds all its payloads in memory, several times over. */
const MOST_BYTES = 8 * 1024 * 1024;

interface Waiting {
  delivery: ArrivedDelivery;
  bytes: number;
  resolve(isNew: boolean): void;
  reject(error: unknown): void;
}

let waiting: Waiting[] = [];
let underWay = 0;
let flushing = false;

/** @returns whether a row was kept by the statement that it went with; false for a repeat and for a shop that is not ours */
export function keepTogether(delivery: ArrivedDelivery): Promise<boolean> {
  return new Promise((resolve, reject) => {
    waiting.push({ delivery, bytes: delivery.payload.length, resolve, reject });
    flushSoon();
  });
}

/** After what this turn of the event loop brings in: whoever arrives together is kept together. */
function flushSoon(): void {
  if (flushing) return;
  flushing = true;
  setImmediate(() => {
    flushing = false;
    while (underWay < STATEMENTS_AT_A_TIME && waiting.length > 0) void keep(nextBatch());
  });
}

/** By powers of two: each number of rows is a statement of its own, which every connection plans anew at first. */
function nextBatch(): Waiting[] {
  let count = 0;
  for (let bytes = 0; count < waiting.length && count < MOST_ROWS; count += 1) {
    bytes += (waiting[count] as Waiting).bytes;
    if (count > 0 && bytes > MOST_BYTES) break;
  }
  count = 2 ** Math.floor(Math.log2(count));
  const batch = waiting.slice(0, count);
  waiting = waiting.slice(count);
  return batch;
}

async function keep(batch: Waiting[]): Promise<void> {
  underWay += 1;
  try {
    const kept = await keepDeliveries(batch.map(({ delivery }) => delivery));
    for (const { resolve } of batch) resolve(kept > 0);
  } catch (error) {
    if (batch.length === 1 || isPassingFailure(error)) for (const { reject } of batch) reject(error);
    else for (const one of batch) void keep([one]);
  } finally {
    underWay -= 1;
    flushSoon();
  }
}
