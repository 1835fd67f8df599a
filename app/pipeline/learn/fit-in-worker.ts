// Runs the fit in a thread of its own and waits for it.
import { Worker } from 'node:worker_threads';
import type { LearnedModel, Progress } from '#app/domain/association/learn.ts';
import type { OrderHistory } from '#app/domain/association/order-history.ts';

export type FitMessage =
  | { kind: 'progress'; step: 'choosing' | 'fitting'; fraction: number }
  | { kind: 'learned'; model: LearnedModel };

/** @param history its arrays are handed over and are empty afterwards; the product keys stay with the caller */
export function fitInWorker(history: OrderHistory, onProgress: Progress): Promise<LearnedModel> {
  const arrays = [history.orderedAtMs, history.starts, history.lines, history.customers];
  const worker = new Worker(new URL('./fit-worker.ts', import.meta.url), {
    // The keys are only counted by the fit: as many empty ones say the same and cost nothing to send.
    workerData: { ...history, productKeys: new Array<string>(history.productKeys.length).fill('') },
    transferList: [...new Set(arrays.map((array) => array.buffer as ArrayBuffer))],
  });
  return new Promise((resolve, reject) => {
    worker.on('message', (message: FitMessage) => {
      if (message.kind === 'progress') onProgress(message.step, message.fraction);
      else resolve(message.model);
    });
    worker.on('error', reject);
    worker.on('exit', (code) => reject(new Error(`The learning thread ended with code ${code} before it had learned.`)));
  });
}
