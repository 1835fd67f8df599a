// Which arm a shopper is in, of the shop's global experiment and of the placement's, asked only once there is something to
// offer: who would be offered nothing is no part of an experiment, on neither side. Who did not consent has no visitor id
// and is outside.
import { settleArms } from '#app/db/subjects.ts';
import { armsInOrder, type InArm } from '#app/domain/experiment/arms-in-order.ts';
import { armOf, isArm } from '#app/domain/portable/assignment.ts';
import { noteArm } from './arm-log.ts';
import type { Gathered, OfferRequest } from './gather-facts.ts';
import { keepArm } from './keep-arm.ts';
import { factsSource } from './kept-facts.ts';

/** @returns the experiment that decided, and its arm; null outside every experiment */
export async function armOfSubject({ shopId, placement, visitorId, customerId }: OfferRequest, { experiments, arms }: Gathered, now: Date): Promise<InArm | null> {
  if (experiments.length === 0 || visitorId === undefined) return null;
  const subject = { visitorId, customerId };
  const agreed = arms.every((row) => row.agreed) ? arms : await settleArms(shopId, subject, experiments.map(({ experimentId }) => experimentId), now);
  const kept = new Map(agreed.map((row) => [row.experimentId, row]));
  const { counted } = armsInOrder(experiments, `placement:${placement}`, ({ experimentId, salt, holdoutBp }) => {
    const arm = kept.get(experimentId)?.arm;
    return isArm(arm) ? arm : armOf(salt, visitorId, holdoutBp);
  });
  const unnoted = counted.filter(({ experimentId }) => !kept.get(experimentId)?.underEveryName);
  const given = unnoted.map(({ experimentId, arm }) => ({ ...subject, experimentId, arm }));
  if (customerId === null && factsSource().isStranger(shopId, visitorId)) for (const one of given) noteArm(shopId, one, now);
  else await Promise.all(given.map((one) => keepArm(shopId, one, now)));
  return counted.at(-1) ?? null;
}
