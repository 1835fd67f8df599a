// What every file of this folder is: a function that brings our rows up to a list of deliveries of one kind, in the
// transaction that also marks them applied. A list, so that what is many is written at once; the order in it is that of
// the triggers, and no file may depend on it: deliveries come late, and again.
import type pg from 'pg';
import type { ShopRow } from '#app/db/shops.ts';

/** One delivery, read by its topic's schema. */
export interface Told<Payload> {
  payload: Payload;
  triggeredAt: Date;
}

/** Whose deliveries they are, and the transaction that applies them. */
export interface Inbox {
  shop: ShopRow;
  on: pg.PoolClient;
}

export type Apply<Payload> = (told: readonly Told<Payload>[], inbox: Inbox) => Promise<void>;

export interface Delivery extends Inbox {
  triggeredAt: Date;
}

/**
 * Of every key its newest version: by Shopify's time, then by the trigger's, then the one told last. What the guards of the
 * tables would refuse one by one is not sent there.
 */
export function newest<Payload extends { updated_at: Date }>(told: readonly Told<Payload>[], keyOf: (payload: Payload) => bigint | string): Told<Payload>[] {
  const kept = new Map<bigint | string, Told<Payload>>();
  for (const one of told) {
    const key = keyOf(one.payload);
    const other = kept.get(key);
    if (!other || !isOlder(one, other)) kept.set(key, one);
  }
  return [...kept.values()];
}

const isOlder = (one: Told<{ updated_at: Date }>, other: Told<{ updated_at: Date }>): boolean =>
  (one.payload.updated_at.getTime() - other.payload.updated_at.getTime() || one.triggeredAt.getTime() - other.triggeredAt.getTime()) < 0;

/** For what is told seldom: one after the other. */
export function eachOf<Payload>(applyOne: (payload: Payload, delivery: Delivery) => Promise<void>): Apply<Payload> {
  return async (told, inbox) => {
    for (const { payload, triggeredAt } of told) await applyOne(payload, { ...inbox, triggeredAt });
  };
}
