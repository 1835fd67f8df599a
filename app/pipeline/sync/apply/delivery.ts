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

/** For what is told seldom: one after the other. */
export function eachOf<Payload>(applyOne: (payload: Payload, delivery: Delivery) => Promise<void>): Apply<Payload> {
  return async (told, inbox) => {
    for (const { payload, triggeredAt } of told) await applyOne(payload, { ...inbox, triggeredAt });
  };
}
