// The thread that fits. Arrays are handed over, not copied; the thread that serves requests never waits for a fit.
import { parentPort, workerData } from 'node:worker_threads';
import { learnAssociations } from '#app/domain/association/learn.ts';
import type { OrderHistory } from '#app/domain/association/order-history.ts';
import type { FitMessage } from './fit-in-worker.ts';

const history = workerData as OrderHistory;
const tell = (message: FitMessage, handedOver: ArrayBuffer[] = []) => parentPort!.postMessage(message, handedOver);

const model = learnAssociations(history, (step, fraction) => tell({ kind: 'progress', step, fraction }));
const arrays = [...Object.values(model.lists), model.popular, model.shares, ...Object.values(model.next.lists), model.next.popular, model.next.shares].filter(ArrayBuffer.isView);
tell({ kind: 'learned', model }, [...new Set(arrays.map((array) => array.buffer as ArrayBuffer))]);
