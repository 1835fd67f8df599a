// Which arm of the test that runs here a shopper is in: the one they were given first, under whichever name, else what the
// hash and today's shares say. Asked only of who is shown offers.
import { settleArms } from '#app/db/subjects.ts';
import { armOfTest } from '#app/domain/experiment-test/arm-of-test.ts';
import { type ArmName, isArmName, type Version, versionOf } from '#app/domain/experiment-test/test.ts';
import type { Gathered, OfferRequest } from './gather-facts.ts';
import { keepArm } from './keep-arm.ts';

export interface InTest {
  testId: string;
  testNo: number;
  arm: ArmName;
  version: Version;
}

/** @returns null: no test runs here, or the shopper cannot be told apart */
export async function armInTest({ shopId, visitorId, customerId }: OfferRequest, { test, arms }: Pick<Gathered, 'test' | 'arms'>, now: Date): Promise<InTest | null> {
  if (!test || visitorId === undefined) return null;
  const { testId, testNo, experimentId, versions } = test;
  const subject = { visitorId, customerId };
  const before = arms.find((row) => row.experimentId === experimentId);
  const kept = before?.agreed === false ? (await settleArms(shopId, subject, [experimentId], now)).find((row) => row.experimentId === experimentId) : before;
  const arm = kept && isArmName(kept.arm) ? kept.arm : armOfTest(test, visitorId);
  if (!kept?.underEveryName) await keepArm(shopId, { ...subject, experimentId, arm }, now);
  return { testId, testNo, arm, version: versionOf(versions, arm) };
}
