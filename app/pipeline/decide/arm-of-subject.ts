// Which arm a shopper is in, of the shop's global experiment and of the placement's, asked only once there is something to
// offer: who would be offered nothing is no part of an experiment, on neither side. Who did not consent has no visitor id
// and is outside.
import { armsKept, keepArm } from '#app/db/subjects.ts';
import { armsInOrder, type InArm } from '#app/domain/experiment/arms-in-order.ts';
import { armOf } from '#app/domain/portable/assignment.ts';
import type { Gathered, OfferRequest } from './gather-facts.ts';

/** @returns the experiment that decided, and its arm; null outside every experiment */
export async function armOfSubject({ shopId, placement, visitorId, customerId }: OfferRequest, { experiments }: Gathered, now: Date): Promise<InArm | null> {
  if (experiments.length === 0 || visitorId === undefined) return null;
  const subject = { visitorId, customerId };
  const kept = new Map((await armsKept(shopId, experiments.map(({ experimentId }) => experimentId), subject)).map((row) => [row.experimentId, row]));
  const { counted } = armsInOrder(experiments, `placement:${placement}`, ({ experimentId, salt, holdoutBp }) => kept.get(experimentId)?.arm ?? armOf(salt, visitorId, holdoutBp));
  const unnoted = counted.filter(({ experimentId }) => !kept.get(experimentId)?.underEveryName);
  await Promise.all(unnoted.map(({ experimentId, arm }) => keepArm(shopId, experimentId, subject, arm, now)));
  return counted.at(-1) ?? null;
}
