// Puts deliveries that were set aside back to the work, because a person asked for it: they are applied in their turn, or
// set aside again with what is wrong now. However late that is, what is newer in the tables stays.
import { ringDeliveryBell } from '#app/db/across-shops/delivery-signal.ts';
import { retrySetAside } from '#app/db/webhook-deliveries.ts';

/** @param webhookIds which, or all of the shop's @returns how many; those whose payload was already forgotten are none of them */
export async function retryDeliveries(shopId: bigint, webhookIds: readonly string[] | 'all'): Promise<number> {
  const retried = await retrySetAside(shopId, webhookIds === 'all' ? undefined : webhookIds);
  if (retried > 0) await ringDeliveryBell();
  return retried;
}
