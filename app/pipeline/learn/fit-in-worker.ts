// Runs the fit in a thread of its own and waits for it: learning from all orders, or adding some to what was counted. A shop
// that takes more memory than a thread may have fails its own job; whoever else the process works for goes on.
import { Worker } from 'node:worker_threads';
import type { DenseModel } from '#app/domain/association/backtest.ts';
import type { LearnedModel, Progress } from '#app/domain/association/learn.ts';
import type { OldWeight } from '#app/domain/association/learn-added.ts';
import type { OrderHistory } from '#app/domain/association/order-history.ts';
import type { ModelParameters } from '#app/domain/association/parameters.ts';
import type { Substitutes } from '#app/domain/association/substitutes.ts';

export interface Fitted {
  model: LearnedModel;
  substitutes: Substitutes;
  /** What orders can be added to later. */
  counts: Uint8Array[];
}

export interface Addition {
  /** Counts of the orders before, as they were written. */
  counts: Uint8Array[];
  parameters: ModelParameters;
  /** The orders since. */
  history: OrderHistory;
  /** What the model says of their products so far, by product key. */
  old: ReadonlyMap<string, readonly { key: string; weight: OldWeight['weight'] }[]>;
}

export interface Added extends DenseModel {
  productKeys: readonly string[];
  orders: number;
}

export type FitWork = { kind: 'learn'; history: OrderHistory } | ({ kind: 'add' } & Addition);

export type FitMessage =
  | { kind: 'progress'; step: 'choosing' | 'fitting'; fraction: number }
  | { kind: 'learned'; fitted: Fitted }
  | { kind: 'added'; added: Added };

/** For keys, lists of lists and the like; the arrays that are counted in lie outside, bounded by countable.ts. */
const HEAP_MEGABYTES = 1_024;

/** @param history its arrays are handed over and are empty afterwards */
export async function fitInWorker(history: OrderHistory, onProgress: Progress, heapMegabytes = HEAP_MEGABYTES): Promise<Fitted> {
  const done = await run({ kind: 'learn', history }, buffersOf(history), onProgress, heapMegabytes);
  if (done.kind !== 'learned') throw new Error('The learning thread answered something else.');
  return done.fitted;
}

/** @param addition its arrays are handed over and are empty afterwards */
export async function addInWorker(addition: Addition): Promise<Added> {
  const done = await run({ kind: 'add', ...addition }, buffersOf(addition.history), () => undefined, HEAP_MEGABYTES);
  if (done.kind !== 'added') throw new Error('The learning thread answered something else.');
  return done.added;
}

function run(work: FitWork, transferList: ArrayBuffer[], onProgress: Progress, heapMegabytes: number): Promise<Exclude<FitMessage, { kind: 'progress' }>> {
  const worker = new Worker(new URL('./fit-worker.ts', import.meta.url), { workerData: work, transferList, resourceLimits: { maxOldGenerationSizeMb: heapMegabytes } });
  return new Promise((resolve, reject) => {
    worker.on('message', (message: FitMessage) => {
      if (message.kind === 'progress') onProgress(message.step, message.fraction);
      else resolve(message);
    });
    worker.on('error', (error) => reject(isOutOfMemory(error) ? new Error(`Learning from these orders takes more than the ${heapMegabytes} MB of memory that it may have.`, { cause: error }) : error));
    worker.on('exit', (code) => reject(new Error(`The learning thread ended with code ${code} before it had learned.`)));
  });
}

/** By Node, when the heap is full; by V8, when there is no room for an array beside it. */
const isOutOfMemory = (error: unknown): boolean =>
  (error as NodeJS.ErrnoException).code === 'ERR_WORKER_OUT_OF_MEMORY' || (error instanceof RangeError && /allocation failed/i.test(error.message));

/** What can be handed over instead of copied: each buffer once. */
export const buffersOf = (...owners: object[]): ArrayBuffer[] =>
  [...new Set(owners.flatMap((owner) => Object.values(owner)).filter(ArrayBuffer.isView).map((array) => array.buffer as ArrayBuffer))];
