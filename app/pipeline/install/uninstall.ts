// app/uninstalled: the token is dead at once, and Shopify removes the discount. Stops all work: what waits in the queue, what
// is to be sent, the reading of the past, the comparison with the store. What came back does not go on with it. The rows
// stay until Shopify asks to forget them (shop/redact, 48 hours later), or three days later should that request get lost.
import { stopBackfills } from '#app/db/backfills.ts';
import { recordChange } from '#app/db/changes.ts';
import { stopAllEnrollments } from '#app/db/enrollments.ts';
import { dropJobs } from '#app/db/jobs.ts';
import type { Queryable } from '#app/db/pool.ts';
import { distrustPublications } from '#app/db/publications.ts';
import { giveUpReconciliation } from '#app/db/reconciliations.ts';
import { deleteSessionsOfShop } from '#app/db/sessions.ts';
import { saveDeparture, shopById } from '#app/db/shops.ts';
import { forgetShop } from '#app/jobs/definitions/forget-shop.ts';
import { enqueue } from '#app/jobs/enqueue.ts';

const FORGET_AFTER_MS = 72 * 3_600_000;

/** Does nothing for a shop that left already, or came back after `leftAt`. */
export async function uninstall(shopId: bigint, leftAt: Date, on: Queryable): Promise<void> {
  const shop = await shopById(shopId, on);
  if (!shop || !(await saveDeparture(shopId, leftAt, on))) return;
  await deleteSessionsOfShop(shop.domain, on);
  await dropJobs(shopId, on);
  await stopBackfills(shopId, leftAt, on);
  await giveUpReconciliation(shopId, 'The app was uninstalled.', leftAt, on);
  await stopAllEnrollments(shopId, 'uninstalled', on);
  await distrustPublications(shopId, on);
  await recordChange(shopId, { changedAt: leftAt, actor: 'shopify', event: 'app_uninstalled', detail: {} }, on);
  await enqueue(
    forgetShop,
    { shopId: String(shopId), leftBefore: leftAt.toISOString() },
    { client: on, jobKey: `forget:${shopId}`, runAt: new Date(leftAt.getTime() + FORGET_AFTER_MS) },
  );
}
