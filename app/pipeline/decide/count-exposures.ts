// The one point where anybody is counted as exposed: on site when their place came into view, or after paying when it is
// drawn; by email when the step came up. What counts is said by app/domain/experiment/exposure.ts. On site a shopper waits for
// two statements: the arms they were given, and that they count.
import { setTimeout as sleep } from 'node:timers/promises';
import type { AnyPlacement } from '#app/contract/offers.ts';
import type { PlaceFacts } from '#app/db/decision-facts.ts';
import { saveExposures, saveExposuresAndTouch } from '#app/db/exposures.ts';
import type { Queryable } from '#app/db/pool.ts';
import { armsKept, linkVisitor, type SubjectIds } from '#app/db/subjects.ts';
import { armsInOrder } from '#app/domain/experiment/arms-in-order.ts';
import { exposuresOf, type Reached } from '#app/domain/experiment/exposure.ts';
import { flushArms } from './arm-log.ts';
import { factsSource } from './kept-facts.ts';

const NOTED_WITHIN_MS = 250;

export async function countExposures(shopId: bigint, reached: readonly Reached[], now: Date, on?: Queryable): Promise<void> {
  await saveExposures(shopId, reached.flatMap(exposuresOf), now, on);
}

export interface ReachedOnSite {
  placement: AnyPlacement;
  visitorId: string;
  /** Who the visitor is logged in as; links the two. */
  customerId: bigint | null;
  decisionId: string;
  /** The experiment that the answer named: the one whose arm applied. */
  experimentId: string;
}

/** In the arms that were kept when the offer was decided: without them nobody was eligible, and nothing is counted. */
export async function countOnSite(shopId: bigint, { placement, visitorId, customerId, decisionId, experimentId }: ReachedOnSite, now: Date): Promise<void> {
  // Before they are linked: linking gives all their names one arm, of those that are written.
  await flushArms();
  const owner = customerId === null ? null : await linkVisitor(shopId, visitorId, customerId, now);
  // Logged in on somebody else's device they are themselves, not the device's owner.
  const subjectKey = owner === customerId ? `v:${visitorId}` : `c:${customerId}`;
  const { arms, inTests } = await notedArms(shopId, placement, { visitorId, customerId });
  if (arms?.counted.at(-1)?.experimentId !== experimentId) return;
  const exposures = exposuresOf({ subjectKey, arms, inTests, decisionId });
  if (arms.arm === 'exposed') await saveExposuresAndTouch(shopId, exposures, { subjectKey, source: `placement:${placement}` }, now);
  else await saveExposures(shopId, exposures, now);
}

type Noted = Pick<Reached, 'arms'> & Required<Pick<Reached, 'inTests'>>;

/** `arms` is null where one of the experiments never gave them an arm. What another process decided may be on its way: it is waited for once. */
async function notedArms(shopId: bigint, placement: AnyPlacement, subject: SubjectIds): Promise<Noted> {
  const place = await factsSource().place(shopId, placement, null);
  if (!place) return { arms: null, inTests: [] };
  const noted = await keptArms(shopId, placement, place, subject);
  if (noted.arms) return noted;
  await sleep(NOTED_WITHIN_MS);
  return keptArms(shopId, placement, place, subject);
}

async function keptArms(shopId: bigint, placement: AnyPlacement, { experiments, test }: Pick<PlaceFacts, 'experiments' | 'test'>, subject: SubjectIds): Promise<Noted> {
  const asked = [...experiments, ...(test ? [test] : [])].map(({ experimentId }) => experimentId);
  const kept = new Map((await armsKept(shopId, asked, subject)).map((row) => [row.experimentId, row.arm]));
  const arms = armsInOrder(experiments, `placement:${placement}`, ({ experimentId }) => (kept.get(experimentId) === 'exposed' ? 'exposed' : 'holdout'));
  const inTest = test && kept.get(test.experimentId);
  return {
    arms: arms.counted.every(({ experimentId }) => kept.has(experimentId)) ? arms : null,
    inTests: test && inTest !== null && inTest !== undefined ? [{ experimentId: test.experimentId, arm: inTest }] : [],
  };
}
