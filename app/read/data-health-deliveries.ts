// How Shopify's messages arrive: when the last came, by what it was about, how soon they are applied, and whether Shopify
// still tells. Ages are by the machine's clock, in milliseconds; nobody's data is in them.
import { type HourTally, hourTallies, type Lag, lagOfLastDay, type TopicTally, topicTallies } from '#app/db/delivery-tallies.ts';
import { waitingDeliveries } from '#app/db/webhook-deliveries.ts';
import { webhookWatch } from '#app/db/webhook-watches.ts';

/** What topics are about, by how they begin; the first that fits. */
const FAMILIES = [
  ['orders', ['orders/']],
  ['returns', ['refunds/', 'returns/']],
  ['parcels', ['fulfillments/', 'fulfillment_events/']],
  ['products', ['products/', 'collections/']],
  ['stock', ['inventory_levels/', 'inventory_items/', 'locations/']],
  ['customers', ['customers/', 'customers_', 'customer.']],
  ['checkouts', ['checkouts/']],
  ['subscriptions', ['subscription_']],
  ['discounts', ['discounts/']],
] as const;

export type DeliveryFamily = (typeof FAMILIES)[number][0] | 'other';

/** Said even when nothing came: what decisions rest on. */
const ALWAYS: readonly DeliveryFamily[] = ['orders', 'products', 'stock'];

export interface FamilyTally {
  family: DeliveryFamily;
  /** Since the last one; null: none in the last thirty days. */
  lastMsAgo: number | null;
  lastDay: number;
}

export interface DeliveriesHealth {
  families: FamilyTally[];
  /** Hours of the last day in which something came. */
  hours: HourTally[];
  lag: Lag;
  waiting: { count: number; oldestMsAgo: number | null };
  /** null: it was never asked. ISO. */
  watch: { checkedAt: string; quietSince: string | null; about: 'orders' | 'products' | null } | null;
}

export async function deliveriesHealth(shopId: bigint): Promise<DeliveriesHealth> {
  const [topics, hours, lag, waiting, watch] = await Promise.all([topicTallies(shopId), hourTallies(shopId), lagOfLastDay(shopId), waitingDeliveries(shopId), watchOf(shopId)]);
  return { families: byFamily(topics), hours, lag, waiting, watch };
}

export async function watchOf(shopId: bigint): Promise<DeliveriesHealth['watch']> {
  const watch = await webhookWatch(shopId);
  return watch ? { checkedAt: watch.checkedAt.toISOString(), quietSince: watch.quietSince?.toISOString() ?? null, about: watch.quietAbout } : null;
}

export function familyOf(topic: string): DeliveryFamily {
  return FAMILIES.find(([, beginnings]) => beginnings.some((beginning) => topic.startsWith(beginning)))?.[0] ?? 'other';
}

function byFamily(topics: readonly TopicTally[]): FamilyTally[] {
  const told = Map.groupBy(topics, ({ topic }) => familyOf(topic));
  return [...FAMILIES.map(([family]) => family), 'other' as const].flatMap((family) => {
    const own = told.get(family) ?? [];
    if (own.length === 0 && !ALWAYS.includes(family)) return [];
    return [{ family, lastMsAgo: own.length === 0 ? null : Math.min(...own.map(({ lastMsAgo }) => lastMsAgo)), lastDay: own.reduce((sum, { lastDay }) => sum + lastDay, 0) }];
  });
}
