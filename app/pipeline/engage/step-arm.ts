// Which arm a customer is in, of the workflow's experiment and of the shop's global one: held out of either, they get nothing.
// Who is written to is in the test that runs in the workflow's emails as well. Asked last, of who would be written to otherwise;
// only then does whoever handles the step note the arms.
import { runningExperiments } from '#app/db/experiments.ts';
import { armsGiven } from '#app/db/step-arms.ts';
import { type TestRow, testsOf } from '#app/db/tests.ts';
import { type Arms, armsInOrder } from '#app/domain/experiment/arms-in-order.ts';
import { armOfTest } from '#app/domain/experiment-test/arm-of-test.ts';
import { isArmName, versionOf } from '#app/domain/experiment-test/test.ts';
import { armOf, isArm } from '#app/domain/portable/assignment.ts';
import type { InTest } from '../decide/arm-in-test.ts';

export interface StepArm extends Arms {
  /** The arm of the test of the workflow's emails; null: none runs, or they get none. */
  tested: TestedStep | null;
}

export type TestedStep = InTest & { experimentId: string };

export type AskArm = (about: { customerId: bigint; workflowId: string | null }) => StepArm;

/** @returns who is in which arm: the one they were given first, else what the hash says */
export async function armsOf(shopId: bigint, customerIds: readonly bigint[]): Promise<AskArm> {
  const [running, tests] = await Promise.all([runningExperiments(shopId), testsOf(shopId)]);
  const inEmails = tests.filter(({ place, liveAt, endedAt }) => place.startsWith('workflow:') && liveAt !== null && endedAt === null);
  const given = await armsGiven(shopId, [...running, ...inEmails].map(({ experimentId }) => experimentId), customerIds);
  const known = new Map(given.map(({ experimentId, customerId, arm }) => [`${experimentId} ${customerId}`, arm]));
  return ({ customerId, workflowId }) => {
    const arms = armsInOrder(running, `workflow:${workflowId}`, ({ experimentId, salt, holdoutBp }) => {
      const arm = known.get(`${experimentId} ${customerId}`);
      return isArm(arm) ? arm : armOf(salt, String(customerId), holdoutBp);
    });
    const test = arms.arm === 'exposed' ? inEmails.find(({ place }) => place === `workflow:${workflowId}`) : undefined;
    return { ...arms, tested: test ? testedIn(test, customerId, known.get(`${test.experimentId} ${customerId}`)) : null };
  };
}

function testedIn(test: TestRow, customerId: bigint, kept: string | undefined): TestedStep {
  const { testId, testNo, experimentId, versions } = test;
  const arm = kept !== undefined && isArmName(kept) ? kept : armOfTest(test, String(customerId));
  return { testId, testNo, experimentId, arm, version: versionOf(versions, arm) };
}
