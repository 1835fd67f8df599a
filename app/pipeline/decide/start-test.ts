// A merchant begins a test. It is live, and arms are given, once the store has been told: see publish/publishable-tests.ts.
import type { z } from 'zod';
import type { writtenTest } from '#app/contract/test.ts';
import { recordChange } from '#app/db/changes.ts';
import { guardrailsOf } from '#app/db/guardrails.ts';
import { measureSettingsOf } from '#app/db/measure-settings.ts';
import { outcomeTermsOf } from '#app/db/outcome-terms.ts';
import { arrivalsOf } from '#app/db/place-traffic.ts';
import { placementsOf } from '#app/db/placements.ts';
import { type Queryable, withTransaction } from '#app/db/pool.ts';
import { armSums } from '#app/db/results.ts';
import { shopById } from '#app/db/shops.ts';
import { insertTest, runningTests } from '#app/db/tests.ts';
import { workflowById } from '#app/db/workflows.ts';
import { checkTest, type TestFault } from '#app/domain/experiment-test/check-test.ts';
import { trafficOf } from '#app/domain/experiment-test/place-traffic.ts';
import { sampleNeeded } from '#app/domain/experiment-test/sample-needed.ts';
import { equalShares, placesOf, STORE_PLACES, type TestPlace } from '#app/domain/experiment-test/test.ts';
import { publishSets } from '#app/jobs/definitions/publish-sets.ts';
import { enqueue } from '#app/jobs/enqueue.ts';

export type StartedTest = { kind: 'started'; testId: string } | { kind: 'invalid'; faults: TestFault[] };

/** @param actor the person's subject id */
export async function startTest(shopId: bigint, written: z.infer<typeof writtenTest>, actor: string, now: Date): Promise<StartedTest> {
  const plannedSubjects = await plannedFor(shopId, written, now);
  return withTransaction(async (on) => {
    const running = await runningTests(shopId, on);
    const { maxDiscountBp } = await guardrailsOf(shopId, on);
    const isDiscountStopped = (await shopById(shopId, on))?.discountStopped != null;
    const faults = checkTest(written, { maxDiscountBp, isDiscountStopped, tested: running.map(({ place }) => place), isOn: await isOn(shopId, written.place, on) });
    if (faults.length > 0) return { kind: 'invalid', faults };
    const { place, variable, mode, versions, days } = written;
    const testId = await insertTest(shopId, { place, variable, mode, versions, shares: equalShares(versions), plannedSubjects, plannedDays: days }, actor, now, on);
    await recordChange(shopId, { changedAt: now, actor, event: 'test_started', detail: { testId, place, variable, mode, versions } }, on);
    await enqueue(publishSets, { shopId: String(shopId) }, { client: on, jobKey: `publish-sets:${shopId}` });
    return { kind: 'started', testId };
  });
}

/** Fixed before the first shopper: neither what is seen meanwhile nor another opinion of a plausible effect may move the bar. */
async function plannedFor(shopId: bigint, { place, versions }: z.infer<typeof writtenTest>, now: Date): Promise<number | null> {
  const [arrivals, sums, { plausibleBp }] = await Promise.all([arrivalsOf(shopId, now), outcomeTermsOf(shopId).then((terms) => armSums(shopId, terms)), measureSettingsOf(shopId)]);
  const there = trafficOf(arrivals, sums).find((one) => one.place === place);
  return there && versions.length > 1 ? sampleNeeded(there.profit, versions.length, plausibleBp) : null;
}

async function isOn(shopId: bigint, place: TestPlace, on: Queryable): Promise<boolean> {
  if (place.startsWith('workflow:')) return (await workflowById(shopId, place.slice('workflow:'.length), on))?.status === 'on';
  const enabled = await placementsOf(shopId, on);
  return STORE_PLACES.some((one) => enabled[one] && placesOf(place).includes(one));
}
