// Before steps of a shop go out, Klaviyo is looked at if nobody did in the last minute: two calls for all that go out in that
// minute, never one a step. What changes within the minute is found by the look that follows, after everything should have
// arrived.
import { wireNow } from '#app/adapters/clock/clock.ts';
import { klaviyoConnection, type KlaviyoConnectionRow } from '#app/db/klaviyo-connections.ts';
import { checkKlaviyo as checkKlaviyoJob } from '#app/jobs/definitions/check-klaviyo.ts';
import { enqueue } from '#app/jobs/enqueue.ts';
import { checkKlaviyo } from './check-klaviyo.ts';

const FRESH_MS = 60_000;
const LOOK_AFTERWARDS_MS = 10 * 60_000;

/** Steps that ask side by side wait for one answer. */
const underWay = new Map<bigint, Promise<string | null>>();

/** @returns what is wrong, null when nothing is. @throws AppError try_later when Klaviyo does not answer */
export async function checkBeforeSending(shopId: bigint, row: KlaviyoConnectionRow, now: Date): Promise<string | null> {
  if (isFresh(row, now)) return row.problem;
  const answer = underWay.get(shopId) ?? lookAgain(shopId, now).finally(() => underWay.delete(shopId));
  underWay.set(shopId, answer);
  return answer;
}

/** Reads once more first: another step's look may have ended since the row was read. */
async function lookAgain(shopId: bigint, now: Date): Promise<string | null> {
  const row = await klaviyoConnection(shopId);
  if (row && isFresh(row, now)) return row.problem;
  const problem = await checkKlaviyo(shopId, now);
  await enqueue(checkKlaviyoJob, { shopId: String(shopId) }, { jobKey: `check-klaviyo:${shopId}`, runAt: new Date(wireNow().getTime() + LOOK_AFTERWARDS_MS) });
  return problem;
}

const isFresh = ({ checkedAt }: KlaviyoConnectionRow, now: Date): boolean => Math.abs(now.getTime() - checkedAt.getTime()) <= FRESH_MS;
