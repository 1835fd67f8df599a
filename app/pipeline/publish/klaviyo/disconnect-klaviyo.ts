// A merchant disconnects Klaviyo: flow and template are taken away as far as the key still allows, the key is forgotten in
// any case. The metric and its events stay, as Klaviyo deletes neither.
import { log } from '#app/adapters/log.ts';
import { recordChange } from '#app/db/changes.ts';
import { deleteKlaviyoConnection } from '#app/db/klaviyo-connections.ts';
import { shopById } from '#app/db/shops.ts';
import { AppError } from '#app/domain/app-error.ts';
import { openConnection } from './open-connection.ts';
import { patiently } from './patiently.ts';

/** @returns what is left in Klaviyo for the merchant to delete by hand */
export async function disconnectKlaviyo(shopId: bigint, actor: string, now: Date): Promise<{ left: ('flow' | 'template')[] }> {
  const shop = await shopById(shopId);
  const connection = shop && (await openConnection(shop));
  if (!connection) return { left: [] };
  const { row, client } = connection;
  const left: ('flow' | 'template')[] = [];
  if (row.flowId && !(await isGone(() => client.deleteFlow(row.flowId as string)))) left.push('flow');
  if (row.templateId && !(await isGone(() => client.deleteTemplate(row.templateId as string)))) left.push('template');
  await deleteKlaviyoConnection(shopId);
  await recordChange(shopId, { changedAt: now, actor, event: 'klaviyo_disconnected', detail: { account: row.accountName, left } });
  return { left };
}

async function isGone(remove: () => Promise<void>): Promise<boolean> {
  try {
    await patiently(remove);
    return true;
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    if (error.code !== 'not_found') log().warn({ error: error.message }, 'something of ours stays in Klaviyo');
    return error.code === 'not_found';
  }
}
