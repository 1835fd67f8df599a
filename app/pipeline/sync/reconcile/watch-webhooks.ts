// Notices that a shop's webhooks have gone quiet: something happened in the store some time ago, and nobody told us. Where
// nothing happened, nothing can be missing, so a quiet night raises no alarm, and no shop's rhythm has to be guessed. While
// they are quiet the store is compared as often as something new is missed.
import { adminClient } from '#app/adapters/shopify/admin-client.ts';
import { LATEST_CHANGES } from '#app/adapters/shopify/operations/webhook-health.ts';
import { recordChange } from '#app/db/changes.ts';
import { withTransaction } from '#app/db/pool.ts';
import { lastGoodPoint, latestReconciliations } from '#app/db/reconciliations.ts';
import { shopById } from '#app/db/shops.ts';
import { saveWebhookWatch, versionsNotHere, type WebhookWatch, wasTold, webhookWatch } from '#app/db/webhook-watches.ts';
import { AppError } from '#app/domain/app-error.ts';
import { askReconciliation } from './ask-reconciliation.ts';
import { storeRow } from './store-row.ts';

/** A delivery takes seconds; what is not here after this was lost, or waits for a retry. */
const SETTLED_AFTER_MS = 15 * 60_000;
/** A delivery's trigger and the change that it tells of are stamped by different hands. */
const TRIGGERED_BEFORE_MS = 5_000;
/** While they are quiet: comparing costs the store's patience. */
const COMPARE_AT_MOST_EVERY_MS = 25 * 60_000;

const FAMILIES = [
  { about: 'orders', topics: ['orders/', 'refunds/', 'fulfillments/'] },
  { about: 'products', topics: ['products/', 'inventory_'] },
] as const;

/** @param at business time @returns how it stands; undefined for a shop that there is nothing to ask about */
export async function watchWebhooks(shopId: bigint, at: Date): Promise<WebhookWatch | undefined> {
  const shop = await shopById(shopId);
  if (!shop || shop.uninstalledAt || !(await lastGoodPoint(shopId))) return undefined;
  const missed = await changesMissed(shopId, shop.domain, at).catch(unlessWithoutAccess);
  if (missed === 'no access') return undefined;
  const before = await webhookWatch(shopId);
  if (missed) return noticeQuiet(shopId, before, missed, at);
  const after: WebhookWatch = before?.quietSince && !(await areBack(shopId, before)) ? { ...before, checkedAt: at } : { checkedAt: at, quietSince: null, noticedAt: null, quietAbout: null };
  await withTransaction(async (on) => {
    await saveWebhookWatch(shopId, after, on);
    if (before?.quietSince && !after.quietSince) await recordChange(shopId, { changedAt: at, actor: 'setwise', event: 'webhooks_back', detail: { about: before.quietAbout } }, on);
  });
  return after;
}

/** The merchant has to open the app: other pages say so, and nothing can be known until then. */
function unlessWithoutAccess(error: unknown): 'no access' {
  if (error instanceof AppError && error.code === 'unauthorized') return 'no access';
  throw error;
}

interface Missed {
  about: (typeof FAMILIES)[number]['about'];
  since: Date;
}

/** @returns what happened in the store without a word about it, or about anything of its family since */
async function changesMissed(shopId: bigint, shopDomain: string, at: Date): Promise<Missed | undefined> {
  const settled = new Date(at.getTime() - SETTLED_AFTER_MS);
  const latest = await adminClient(shopDomain, 'background').run(LATEST_CHANGES, { filter: `updated_at:<='${settled.toISOString()}'` });
  for (const { about, topics } of FAMILIES) {
    const versions = latest[about].nodes.map((node) => storeRow(about, node)).flatMap(({ id, updatedAt }) => (updatedAt ? [{ id, updatedAt }] : []));
    const [since] = (await versionsNotHere(shopId, about, versions)).sort((one, other) => one.getTime() - other.getTime());
    if (since && !(await wasTold(shopId, topics, new Date(since.getTime() - TRIGGERED_BEFORE_MS)))) return { about, since };
  }
  return undefined;
}

async function noticeQuiet(shopId: bigint, before: WebhookWatch | undefined, { about, since }: Missed, at: Date): Promise<WebhookWatch> {
  const [latest] = await latestReconciliations(shopId, 1);
  const isNew = !before?.quietSince;
  const watch: WebhookWatch = isNew ? { checkedAt: at, quietSince: since, noticedAt: at, quietAbout: about } : { ...before, checkedAt: at };
  await withTransaction(async (on) => {
    await saveWebhookWatch(shopId, watch, on);
    if (isNew) await recordChange(shopId, { changedAt: at, actor: 'setwise', event: 'webhooks_quiet', detail: { about, since: since.toISOString() } }, on);
    const justCompared = !isNew && latest && at.getTime() - latest.startedAt.getTime() < COMPARE_AT_MOST_EVERY_MS;
    if (!justCompared) await askReconciliation(shopId, 'webhooks_quiet', on);
  });
  return watch;
}

/** A delivery that was triggered after they were found quiet, of what they were quiet about. */
async function areBack(shopId: bigint, { noticedAt, quietAbout }: WebhookWatch): Promise<boolean> {
  const family = FAMILIES.find(({ about }) => about === quietAbout);
  return noticedAt !== null && family !== undefined && wasTold(shopId, family.topics, noticedAt);
}
