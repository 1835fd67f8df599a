// A merchant wants to leave without a trace: everything is switched off, tests end as they do by hand, everything that Setwise
// put into the store is taken back, the flow in Klaviyo becomes a draft; then store and Klaviyo are asked what is left. Run again, it finds
// nothing to do. What the app knows (sets, results) stays until it is uninstalled.
import { adminClient } from '#app/adapters/shopify/admin-client.ts';
import { log } from '#app/adapters/log.ts';
import { recordChange } from '#app/db/changes.ts';
import { placementsOf, writePlacement } from '#app/db/placements.ts';
import { withTransaction } from '#app/db/pool.ts';
import { shopById, type ShopRow } from '#app/db/shops.ts';
import { runningTests, testsOf } from '#app/db/tests.ts';
import { workflowsOf, writeWorkflow } from '#app/db/workflows.ts';
import type { AnyPlacement } from '#app/contract/offers.ts';
import { AppError } from '#app/domain/app-error.ts';
import { says, saysIn } from '#app/domain/says/says.ts';
import { stopTest } from './close-test.ts';
import { openConnection } from './klaviyo/open-connection.ts';
import { patiently } from './klaviyo/patiently.ts';
import { saveFinding } from './klaviyo/save-finding.ts';
import { type StoreKind, takeBack } from './take-back.ts';

type SwitchedOff = 'placements' | 'workflows' | 'tests';
export type LeftoverKind = StoreKind | SwitchedOff | 'flow';

export interface CleanedUp {
  removed: Record<LeftoverKind, number>;
  /** Read back afterwards; all 0: nothing is left. */
  left: Record<LeftoverKind, number>;
}

/**
 * @param actor the person's subject id
 * @throws AppError from Shopify; what is done until then stays done, and running it again goes on
 */
export async function cleanUpAndLeave(shopId: bigint, actor: string, now: Date): Promise<CleanedUp> {
  const shop = await shopById(shopId);
  if (!shop || shop.uninstalledAt) throw new AppError('not_found', says(({ desk }) => desk.shopGone));
  const off = await switchEverythingOff(shopId, actor, now);
  const store = await takeBack(shop, adminClient(shop.domain));
  const flow = await draftFlow(shop, now);
  const cleaned: CleanedUp = {
    removed: { ...store.removed, ...off, flow: flow.drafted },
    left: { ...store.left, ...(await stillOn(shopId)), flow: flow.left },
  };
  await recordChange(shopId, { changedAt: now, actor, event: 'cleaned_up', detail: { ...cleaned } });
  return cleaned;
}

/** First, so that nothing that runs meanwhile publishes or sends anything new. */
function switchEverythingOff(shopId: bigint, actor: string, now: Date): Promise<Record<SwitchedOff, number>> {
  return withTransaction(async (client) => {
    const tests = await runningTests(shopId, client);
    for (const test of tests) await stopTest(shopId, test, 'left', actor, now, client);
    const on = Object.entries(await placementsOf(shopId, client)).filter(([, enabled]) => enabled);
    for (const [placement] of on) await writePlacement(shopId, placement as AnyPlacement, false, { actor, at: now }, client);
    const running = (await workflowsOf(shopId, client)).filter(({ status }) => status !== 'off');
    for (const { trigger, waitHours } of running) await writeWorkflow(shopId, { trigger, waitHours, status: 'off' }, { actor, at: now }, client);
    return { placements: on.length, workflows: running.length, tests: tests.length };
  });
}

async function stillOn(shopId: bigint): Promise<Record<SwitchedOff, number>> {
  const [placements, workflows, tests] = await Promise.all([placementsOf(shopId), workflowsOf(shopId), testsOf(shopId)]);
  return {
    placements: Object.values(placements).filter(Boolean).length,
    workflows: workflows.filter(({ status }) => status !== 'off').length,
    tests: tests.filter(({ endedAt }) => endedAt === null).length,
  };
}

const DRAFTED = saysIn('en').klaviyo.drafted;

/** A flow that Klaviyo no longer has is no leftover; one that it would not let us draft is. */
async function draftFlow(shop: ShopRow, now: Date): Promise<{ drafted: number; left: number }> {
  const connection = await openConnection(shop);
  const flowId = connection?.row.flowId;
  if (!connection || !flowId) return { drafted: 0, left: 0 };
  const { client } = connection;
  const isDraft = async () => (await patiently(() => client.flowStatus(flowId))) === 'draft';
  try {
    if (await isDraft()) return { drafted: 0, left: 0 };
    await patiently(() => client.setFlowStatus(flowId, 'draft'));
    await saveFinding(shop.shopId, connection.row.problem, DRAFTED, now);
    return { drafted: 1, left: (await isDraft()) ? 0 : 1 };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    if (error.code === 'not_found') return { drafted: 0, left: 0 };
    log().warn({ shop: shop.domain, error: error.message }, 'the flow could not be drafted');
    return { drafted: 0, left: 1 };
  }
}
