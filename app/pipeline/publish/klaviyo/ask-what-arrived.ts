// Klaviyo takes events for a flow that does not send and says nothing. Found out about it, what was handed over since the
// flow was last seen to send is doubted, unless Klaviyo says that it arrived: the merchant reads that it may not have gone,
// and why. Nothing of it is sent again: better one email too few than the same one twice.
import type { KlaviyoClient } from '#app/adapters/klaviyo/client.ts';
import { log } from '#app/adapters/log.ts';
import { recordChange } from '#app/db/changes.ts';
import type { KlaviyoConnectionRow } from '#app/db/klaviyo-connections.ts';
import { withTransaction } from '#app/db/pool.ts';
import { doubtSteps, proveSteps, unprovenSteps } from '#app/db/step-doubts.ts';
import { AppError } from '#app/domain/app-error.ts';
import { daysBefore } from '#app/domain/days.ts';

const MINUTE_MS = 60_000;
/** A flow's email leaves some minutes after its event: what was handed over just before the flow was last seen to send counts too. */
const UNDER_WAY_MS = 10 * MINUTE_MS;
/** An email may arrive late, but not later than this: a doubt is asked about again until then. */
const LATE_DAYS = 1;
/** Klaviyo keeps whole seconds, and its clock is not ours. */
const CLOCKS_APART_MS = 2_000;

/** @param problem why the flow sends nothing; null: it does, and only what is in doubt is asked about */
export async function askWhatArrived(shopId: bigint, { row, client }: { row: Pick<KlaviyoConnectionRow, 'flowId' | 'workedAt' | 'connectedAt'>; client: KlaviyoClient }, problem: string | null, now: Date): Promise<void> {
  const sentAfter = problem ? new Date((row.workedAt ?? row.connectedAt).getTime() - UNDER_WAY_MS) : null;
  const late = daysBefore(now, LATE_DAYS);
  const steps = await unprovenSteps(shopId, sentAfter, late);
  if (steps.length === 0) return;
  const arrived = await receivedBy(client, row.flowId as string, sentAfter && sentAfter < late ? sentAfter : late);
  const proven = steps.filter(({ profileId, sentAt }) => (arrived.get(profileId ?? '')?.getTime() ?? 0) > sentAt.getTime() - CLOCKS_APART_MS);
  const doubtful = steps.filter((step) => !proven.includes(step) && !step.inDoubt);
  if (proven.length > 0) await proveSteps(shopId, proven.map(({ stepId }) => stepId), now);
  if (problem && doubtful.length > 0) await doubt(shopId, doubtful.map(({ stepId }) => stepId), problem, now);
}

async function doubt(shopId: bigint, stepIds: readonly string[], problem: string, now: Date): Promise<void> {
  await withTransaction(async (client) => {
    await doubtSteps(shopId, stepIds, problem, client);
    await recordChange(shopId, { changedAt: now, actor: 'setwise', event: 'emails_doubted', detail: { count: stepIds.length, problem } }, client);
  });
}

/** Not to be told is no proof: the doubt stays, and is asked about again. */
async function receivedBy(client: KlaviyoClient, flowId: string, since: Date): Promise<ReadonlyMap<string, Date>> {
  try {
    return await client.receivedFrom(flowId, since);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    log().warn({ error: error.message }, 'Klaviyo did not say which emails arrived');
    return new Map();
  }
}
