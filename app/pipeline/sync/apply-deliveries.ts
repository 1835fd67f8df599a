// Empties the inbox, a batch a shop and round, so that a busy shop never keeps a quiet one waiting. A batch is one
// transaction: it is applied and marked, or neither. A delivery that will not apply is set aside with its reason and
// holds up nothing.
//
//   pending ──applied──▶ applied
//    ▲ └──will not apply──▶ set_aside        (a passing failure of the database leaves the batch pending)
//    └──────on request──────┘
import { log } from '#app/adapters/log.ts';
import { shopsWithPendingDeliveries } from '#app/db/across-shops/pending-shops.ts';
import { withTransaction } from '#app/db/pool.ts';
import { commitWithoutWaiting, isPassingFailure, withSavepoint } from '#app/db/savepoint.ts';
import { shopById } from '#app/db/shops.ts';
import { claimDeliveries, type Settled, settleDeliveries } from '#app/db/webhook-deliveries.ts';
import type { Inbox } from './apply/delivery.ts';
import { type DeliveryGroup, groupDeliveries, type ReadDelivery, readGroup, type UnreadableDelivery } from './delivery-groups.ts';

/** Deliveries of a shop at a time: what is written by sets costs little more for many, and a quiet shop waits for one batch at most. */
export const BATCH = 2_000;
/** Payloads of a batch are in memory together, as text and read. */
const MOST = { deliveries: BATCH, bytes: 16 * 1024 * 1024 };
/** Shops of a round at a time, each on one connection of the pool. */
const LANES = 2;

/** Shops that some round of this process has before it: no other takes them up. */
const listed = new Set<bigint>();

/** One round: a batch of each shop. @returns how many deliveries were settled; 0 when there is nothing to do, or others are at it */
export async function applyDeliveries(at: Date): Promise<number> {
  const shops = (await shopsWithPendingDeliveries()).filter((shopId) => !listed.has(shopId));
  for (const shopId of shops) listed.add(shopId);
  let settled = 0;
  const lane = async () => {
    for (let shopId = shops.shift(); shopId !== undefined; shopId = shops.shift()) {
      const taken = shopId;
      settled += await applyBatch(taken, at).finally(() => listed.delete(taken));
    }
  };
  try {
    await Promise.all(Array.from({ length: LANES }, lane));
  } finally {
    for (const shopId of shops.splice(0)) listed.delete(shopId);
  }
  return settled;
}

async function applyBatch(shopId: bigint, at: Date): Promise<number> {
  return withTransaction(async (on) => {
    await commitWithoutWaiting(on);
    const { groups, unknown } = groupDeliveries(await claimDeliveries(shopId, MOST, on));
    let settled = unknown.map((delivery) => setAside(shopId, delivery));
    let total = 0;
    const settle = async () => {
      if (settled.length === 0) return;
      await settleDeliveries(shopId, settled, at, on);
      total += settled.length;
      settled = [];
    };
    let shop = await shopById(shopId, on);
    let reading = readNext(groups);
    for (let group = await reading; group && shop; group = await reading) {
      // A redaction also empties what was set aside before it.
      if (group.alone) await settle();
      const applying = applyGroup(group, { shop, on });
      // While the database is at this one, the next is read.
      reading = readNext(groups);
      settled.push(...(await applying), ...group.unreadable.map((delivery) => setAside(shopId, delivery)));
      // It may have been the uninstall, or have changed what is known of the shop.
      if (group.alone) shop = await shopById(shopId, on);
    }
    await settle();
    return total;
  });
}

interface ReadGroup extends Pick<DeliveryGroup, 'apply' | 'alone'> {
  deliveries: ReadDelivery[];
  unreadable: UnreadableDelivery[];
}

async function readNext(groups: DeliveryGroup[]): Promise<ReadGroup | undefined> {
  const group = groups.shift();
  return group && { ...group, ...(await readGroup(group)) };
}

/** All at once; where that fails, by halves, until who is to blame stands alone. */
async function applyGroup({ apply, deliveries }: Pick<ReadGroup, 'apply' | 'deliveries'>, inbox: Inbox): Promise<Settled[]> {
  if (deliveries.length === 0) return [];
  try {
    await withSavepoint(inbox.on, () => apply(deliveries, inbox));
    return deliveries.map(({ webhookId }) => ({ webhookId, status: 'applied', error: null }));
  } catch (error) {
    if (isPassingFailure(error)) throw error;
    const [first] = deliveries;
    if (deliveries.length === 1 && first) return [setAside(inbox.shop.shopId, { ...first, reason: (error as Error).message })];
    const half = Math.ceil(deliveries.length / 2);
    const settled = await applyGroup({ apply, deliveries: deliveries.slice(0, half) }, inbox);
    return [...settled, ...(await applyGroup({ apply, deliveries: deliveries.slice(half) }, inbox))];
  }
}

function setAside(shopId: bigint, { webhookId, topic, reason }: { webhookId: string; topic: string; reason: string }): Settled {
  const error = reason.slice(0, 1_000);
  log().warn({ shopId: String(shopId), topic, webhookId, reason: error }, 'a delivery was set aside');
  return { webhookId, status: 'set_aside', error };
}
