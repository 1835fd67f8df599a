// What the store has to know of tests before anybody is given an arm: which places wait for the server's answer, and what
// tested prices are charged. A test is live once all of it is out; one for whose prices a product has no room is ended, or
// somebody would be charged more than they were shown. Prices of an ended one stay for a day, for carts that hold them.
import { withTransaction } from '#app/db/pool.ts';
import { putTestsLive, runningTests, type TestRow, testsOf } from '#app/db/tests.ts';
import { daysFrom } from '#app/domain/days.ts';
import { armsOf, CONTROL, versionOf } from '#app/domain/experiment-test/test.ts';
import { publishSets } from '#app/jobs/definitions/publish-sets.ts';
import { enqueue } from '#app/jobs/enqueue.ts';
import { stopTest } from './close-test.ts';
import type { TestedPrice } from './desired-metafields.ts';

const PRICES_STAY_DAYS = 1;

export interface PublishableTests {
  running: TestRow[];
  prices: TestedPrice[];
  /** Called when all of it is out. */
  settle(): Promise<void>;
}

export async function publishableTests(shopId: bigint, now: Date): Promise<PublishableTests> {
  const tests = await testsOf(shopId);
  const running = tests.filter(({ endedAt }) => endedAt === null);
  const noRoom = new Set<TestRow>();
  const priced = tests.filter(({ variable, place, endedAt, liveAt }) => variable === 'discount' && place === 'on_site' && (endedAt === null || (liveAt !== null && daysFrom(endedAt, now) < PRICES_STAY_DAYS)));
  return {
    running,
    prices: priced.flatMap((test) => armsOf(test.versions).filter((arm) => arm !== CONTROL).map((arm): TestedPrice => ({ testNo: test.testNo, arm, version: versionOf(test.versions, arm), leftOut: () => noRoom.add(test) }))),
    settle: async () => {
      await putTestsLive(shopId, running.filter((test) => !noRoom.has(test)).map(({ testId }) => testId), now);
      const full = running.filter((test) => noRoom.has(test)).map(({ testId }) => testId);
      if (full.length === 0) return;
      await withTransaction(async (on) => {
        for (const test of await runningTests(shopId, on)) if (full.includes(test.testId)) await stopTest(shopId, test, 'no_room', 'setwise', now, on);
        await enqueue(publishSets, { shopId: String(shopId) }, { client: on, jobKey: `publish-sets:${shopId}` });
      });
    },
  };
}
