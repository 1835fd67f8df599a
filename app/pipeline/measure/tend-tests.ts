// The night of tests: those that earn get the shares of their next day; and the store is told anew, so that prices of a test
// that ended a day ago go. A shop that fails is logged and left to the next night.
import { log } from '#app/adapters/log.ts';
import { shopsWithTests } from '#app/db/across-shops/shops-with-tests.ts';
import { outcomeTermsOf } from '#app/db/outcome-terms.ts';
import { refreshOutcomes } from '#app/db/outcomes.ts';
import { withTransaction } from '#app/db/pool.ts';
import { periodsOf } from '#app/db/test-periods.ts';
import { saveShares, testsOf } from '#app/db/tests.ts';
import { daysBefore } from '#app/domain/days.ts';
import { nextShares } from '#app/domain/experiment-test/next-shares.ts';
import { publishSets } from '#app/jobs/definitions/publish-sets.ts';
import { enqueueAll } from '#app/jobs/enqueue.ts';

/** Prices stay for a day after the end, and a night may be missed. */
const LOOK_BACK_DAYS = 4;

/** @returns how many tests got other shares */
export async function tendTests(now: Date): Promise<number> {
  const shopIds = await shopsWithTests(daysBefore(now, LOOK_BACK_DAYS));
  let moved = 0;
  for (const shopId of shopIds) {
    try {
      moved += await moveShares(shopId, now);
    } catch (error) {
      log().error({ shopId: String(shopId), error: (error as Error).message }, 'the tests of a shop could not be tended');
    }
  }
  await enqueueAll(publishSets, shopIds.map((shopId) => ({ shopId: String(shopId) })), ({ shopId }) => `publish-sets:${shopId}`);
  return moved;
}

async function moveShares(shopId: bigint, now: Date): Promise<number> {
  const earning = (await testsOf(shopId)).filter(({ mode, liveAt, endedAt }) => mode === 'earning' && liveAt !== null && endedAt === null);
  if (earning.length === 0) return 0;
  await refreshOutcomes(shopId, await outcomeTermsOf(shopId));
  for (const test of earning) {
    const shares = nextShares(test.versions, await periodsOf(shopId, test, now));
    await withTransaction((on) => saveShares(shopId, test.testId, shares, now, on));
  }
  return earning.length;
}
