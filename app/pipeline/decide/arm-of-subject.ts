// Which arm of a placement's experiment a shopper is in, asked only once there is something to offer: who would be offered
// nothing is no part of the experiment, on neither side. Who did not consent has no visitor id and is outside.
import { keepArm } from '#app/db/subjects.ts';
import { type Arm, armOf } from '#app/domain/portable/assignment.ts';
import type { Gathered, OfferRequest } from './gather-facts.ts';

export interface Assigned {
  experimentId: string;
  arm: Arm;
}

/** @returns null outside every experiment */
export async function armOfSubject({ shopId, visitorId, customerId }: OfferRequest, { experiment }: Gathered, now: Date): Promise<Assigned | null> {
  if (!experiment || visitorId === undefined) return null;
  const { experimentId, salt, holdoutBp } = experiment;
  const arm = await keepArm(shopId, experimentId, { visitorId, customerId }, armOf(salt, visitorId, holdoutBp), now);
  return { experimentId, arm };
}
