// A test ends: its arms are given no more, nobody is counted anew, and what is known at this moment is kept with it. Or it is
// stopped, where it cannot go on and nobody was asked. Whoever closes one has the shop's tests locked, and publishes.
import { assignedSums } from '#app/db/assigned.ts';
import { recordChange } from '#app/db/changes.ts';
import { measureSettingsOf } from '#app/db/measure-settings.ts';
import { outcomeTermsOf } from '#app/db/outcome-terms.ts';
import type { Queryable } from '#app/db/pool.ts';
import { armSums } from '#app/db/results.ts';
import { periodsOf } from '#app/db/test-periods.ts';
import { type Conclusion, endTest, type TestRow } from '#app/db/tests.ts';
import { factsOfTest } from '#app/domain/experiment-test/facts-of-test.ts';
import { judgeTest, type TestVerdict } from '#app/domain/experiment-test/judge-test.ts';
import { type ArmName, CONTROL, type StoppedFor } from '#app/domain/experiment-test/test.ts';

/** @param used the arm whose version stays; null: everything stays as it was */
export async function closeTest(shopId: bigint, test: TestRow, used: ArmName | null, stoppedFor: StoppedFor | null, actor: string, now: Date, on: Queryable): Promise<Conclusion> {
  const known = await verdictOf(shopId, test, now);
  const usedArm = used === CONTROL ? null : used;
  const conclusion = usedArm !== null ? 'used' : known.kind === 'known' ? 'kept' : 'stopped';
  await endTest(shopId, test.testId, { conclusion, usedArm, stoppedFor, known, actor }, now, on);
  return conclusion;
}

/** @param why as its page and the change log say it */
export async function stopTest(shopId: bigint, test: TestRow, why: StoppedFor, actor: string, now: Date, on: Queryable): Promise<void> {
  const { testId, place, variable } = test;
  const conclusion = await closeTest(shopId, test, null, why, actor, now, on);
  await recordChange(shopId, { changedAt: now, actor, event: `test_${conclusion}`, detail: { testId, place, variable, why } }, on);
}

async function verdictOf(shopId: bigint, test: TestRow, now: Date): Promise<TestVerdict> {
  const [sums, assigned, periods, { plausibleBp }] = await Promise.all([
    outcomeTermsOf(shopId).then((terms) => armSums(shopId, terms)),
    assignedSums(shopId, [test.experimentId]),
    test.mode === 'earning' ? periodsOf(shopId, test, now) : [],
    measureSettingsOf(shopId),
  ]);
  return judgeTest(factsOfTest(test, { sums, assigned, periods, plausibleBp }), now);
}
