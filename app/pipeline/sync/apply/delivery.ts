// What every file of this folder is handed: whose delivery it is, when Shopify triggered it, and the transaction that
// applies it.
import type pg from 'pg';
import type { ShopRow } from '#app/db/shops.ts';

export interface Delivery {
  shop: ShopRow;
  triggeredAt: Date;
  on: pg.PoolClient;
}

export type Apply<Payload> = (payload: Payload, delivery: Delivery) => Promise<void>;
