// The one point where anybody is counted as exposed: on site when their place came into view, or after paying when it is
// drawn; by email when the step came up. What counts is said by app/domain/experiment/exposure.ts.
import { setTimeout as sleep } from 'node:timers/promises';
import type { AnyPlacement } from '#app/contract/offers.ts';
import { runningExperiments, testExperimentsAt } from '#app/db/experiments.ts';
import { saveExposures } from '#app/db/exposures.ts';
import type { Queryable } from '#app/db/pool.ts';
import { armsKept, linkVisitor } from '#app/db/subjects.ts';
import { touchOnSite } from '#app/db/touches.ts';
import { armsInOrder } from '#app/domain/experiment/arms-in-order.ts';
import { exposuresOf, type Reached } from '#app/domain/experiment/exposure.ts';
import { flushArms } from './arm-log.ts';

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
  const owner = customerId === null ? null : await linkVisitor(shopId, visitorId, customerId, now);
  // Logged in on somebody else's device they are themselves, not the device's owner.
  const subjectKey = owner === customerId ? `v:${visitorId}` : `c:${customerId}`;
  const { arms, inTests } = await notedArms(shopId, placement, { visitorId, customerId });
  if (arms?.counted.at(-1)?.experimentId !== experimentId) return;
  await countExposures(shopId, [{ subjectKey, arms, inTests, decisionId }], now);
  if (arms.arm === 'exposed') await touchOnSite(shopId, subjectKey, `placement:${placement}`, now);
}

/** What another process decided may be on its way: it is waited for once. */
async function notedArms(...asked: Parameters<typeof keptArms>): ReturnType<typeof keptArms> {
  await flushArms();
  const kept = await keptArms(...asked);
  if (kept.arms) return kept;
  await sleep(NOTED_WITHIN_MS);
  return keptArms(...asked);
}

/** `arms` is null where one of the experiments never gave them an arm. */
async function keptArms(shopId: bigint, placement: AnyPlacement, subject: { visitorId: string; customerId: bigint | null }): Promise<Required<Pick<Reached, 'arms' | 'inTests'>>> {
  const [running, tests] = await Promise.all([runningExperiments(shopId), testExperimentsAt(shopId, placement)]);
  const kept = new Map((await armsKept(shopId, [...running.map((each) => each.experimentId), ...tests], subject)).map((row) => [row.experimentId, row.arm]));
  const arms = armsInOrder(running, `placement:${placement}`, (experiment) => (kept.get(experiment.experimentId) === 'exposed' ? 'exposed' : 'holdout'));
  return {
    arms: arms.counted.every(({ experimentId }) => kept.has(experimentId)) ? arms : null,
    inTests: tests.flatMap((experimentId) => {
      const arm = kept.get(experimentId);
      return arm === undefined ? [] : [{ experimentId, arm }];
    }),
  };
}
