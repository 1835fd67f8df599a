// The thread that fits. Arrays are handed over, not copied; the thread that serves requests never waits for a fit.
import { parentPort, workerData } from 'node:worker_threads';
import { decodeCounted, encodeCounted } from '#app/domain/association/counted-bytes.ts';
import { addCounted, countOrders, pairsOf, type Weightings } from '#app/domain/association/counted-orders.ts';
import { learnAssociations } from '#app/domain/association/learn.ts';
import { learnAdded } from '#app/domain/association/learn-added.ts';
import type { OrderHistory } from '#app/domain/association/order-history.ts';
import type { ModelParameters } from '#app/domain/association/parameters.ts';
import { findSubstitutes } from '#app/domain/association/substitutes.ts';
import { type Addition, buffersOf, type FitMessage, type FitWork } from './fit-in-worker.ts';

const tell = (message: FitMessage, handedOver: ArrayBuffer[] = []) => parentPort!.postMessage(message, handedOver);
const weightingsOf = ({ pairWeighting, ridgeWeighting }: ModelParameters): Weightings => ({ pairs: pairWeighting, ridge: ridgeWeighting });

const work = workerData as FitWork;
if (work.kind === 'learn') learn(work.history);
else add(work);

function learn(history: OrderHistory): void {
  const model = learnAssociations(history, (step, fraction) => tell({ kind: 'progress', step, fraction }));
  const counted = countOrders(history, weightingsOf(model.parameters));
  const { lists, pairs } = pairsOf(counted);
  const substitutes = findSubstitutes(lists, pairs);
  const counts = encodeCounted(counted);
  tell({ kind: 'learned', fitted: { model, substitutes, counts } }, buffersOf(model, model.lists, model.next, model.next.lists, substitutes, counts));
}

function add({ counts, parameters, history, old }: Addition): void {
  const weightings = weightingsOf(parameters);
  const counted = addCounted(decodeCounted(counts), countOrders(history, weightings), weightings);
  const { productKeys } = counted;
  const indexOf = new Map(productKeys.map((key, index) => [key, index]));
  const oldWeightsOf = (source: number) => (old.get(productKeys[source]!) ?? []).flatMap(({ key, weight }) => {
    const target = indexOf.get(key);
    return target === undefined ? [] : [{ target, weight }];
  });
  const model = learnAdded(counted, history.productKeys, parameters, oldWeightsOf);
  tell({ kind: 'added', added: { ...model, productKeys, orders: counted.orderCount } }, buffersOf(model, model.lists));
}
