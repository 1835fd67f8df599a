// A merchant ends a test: uses one of its versions for good, keeps everything as it was, or stops it before it is known. What
// was known then stays with it. A version in use is a setting of its place; a price is the sets' own, so there every live set
// is given it, each by the rules that hold for a person's hand.
import { recordChange } from '#app/db/changes.ts';
import { changePlaceLook } from '#app/db/place-settings.ts';
import { type Queryable, withTransaction } from '#app/db/pool.ts';
import { approvedSets } from '#app/db/publications.ts';
import { writeTerms } from '#app/db/sets.ts';
import { lockTests, type TestRow } from '#app/db/tests.ts';
import { AppError } from '#app/domain/app-error.ts';
import { termsUnder } from '#app/domain/experiment-test/show-version.ts';
import { type ArmName, armsOf, placesOf, versionOf } from '#app/domain/experiment-test/test.ts';
import { says } from '#app/domain/says/says.ts';
import { GIVES } from '#app/domain/set/gives.ts';
import { publishSets } from '#app/jobs/definitions/publish-sets.ts';
import { enqueue } from '#app/jobs/enqueue.ts';
import { closeTest } from '../publish/close-test.ts';

/**
 * @param used the arm whose version stays; null: everything stays as it was
 * @param actor the person's subject id
 * @throws AppError not_found for no such test, conflict for one that has ended, bad_request for an arm that it has not
 */
export async function endTest(shopId: bigint, testId: string, used: ArmName | null, actor: string, now: Date): Promise<void> {
  await withTransaction(async (on) => {
    const test = (await lockTests(shopId, on)).find((each) => each.testId === testId);
    if (!test) throw new AppError('not_found', says(({ tests }) => tests.gone));
    if (test.endedAt) throw new AppError('conflict', says(({ tests }) => tests.ended));
    if (used !== null && !armsOf(test.versions).includes(used)) throw new AppError('bad_request', says(({ tests }) => tests.noVersion));
    const conclusion = await closeTest(shopId, test, used, null, actor, now, on);
    const changed = conclusion === 'used' && used !== null ? await use(shopId, test, used, actor, now, on) : 0;
    const { place, variable, versions } = test;
    await recordChange(shopId, { changedAt: now, actor, event: `test_${conclusion}`, detail: { testId, place, variable, ...(used === null ? {} : { arm: used, version: versionOf(versions, used) }), ...(changed > 0 ? { sets: changed } : {}) } }, on);
    await enqueue(publishSets, { shopId: String(shopId) }, { client: on, jobKey: `publish-sets:${shopId}` });
  });
}

/** @returns how many sets were given another price */
async function use(shopId: bigint, { place, versions }: TestRow, arm: ArmName, actor: string, now: Date, on: Queryable): Promise<number> {
  const version = versionOf(versions, arm);
  if (version.kind === 'heading') for (const each of placesOf(place)) await changePlaceLook(shopId, each, { heading: version.heading }, actor, now, on);
  if (version.kind === 'items') for (const each of placesOf(place)) await changePlaceLook(shopId, each, { mostItems: version.most }, actor, now, on);
  if (version.kind !== 'discount') return 0;
  const { sets } = await approvedSets(shopId, on);
  let changed = 0;
  for (const { setId, strategy, goal, terms: before } of sets) {
    const terms = termsUnder(version, before);
    if (!GIVES[strategy].includes(terms.kind) || JSON.stringify(terms) === JSON.stringify(before)) continue;
    await writeTerms(shopId, setId, terms, now, on);
    await recordChange(shopId, { changedAt: now, actor, event: 'set_revised', detail: { setId, before: { goal, terms: before }, after: { goal, terms } } }, on);
    changed++;
  }
  return changed;
}
