// Which of Shopify's plans the shop is on, and with it how much of the Admin API it may use (shopify.dev "rate limits").
// A shop of this many orders could not run on a small plan, and would not be synced in a demo's time.
import type { Store } from '../store/store.ts';

export interface Plan {
  name: 'Basic' | 'Shopify Plus';
  /** Points that the bucket holds, and gets back a second. */
  maximumAvailable: number;
  restoreRate: number;
}

const BASIC: Plan = { name: 'Basic', maximumAvailable: 2_000, restoreRate: 100 };
const PLUS: Plan = { name: 'Shopify Plus', maximumAvailable: 20_000, restoreRate: 1_000 };
const ORDERS_OF_A_PLUS_SHOP = 10_000;

export const planOf = (store: Store): Plan => (store.orders.size > ORDERS_OF_A_PLUS_SHOP ? PLUS : BASIC);
