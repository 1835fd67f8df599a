// A shop whose steps may go out: opened and read in, a camera with its set, an account at the sandbox's Klaviyo that is not
// connected yet, and buyers of the camera who own nothing of the set.
import { vi } from 'vitest';
import { now } from '#app/adapters/clock/clock.ts';
import { pool } from '#app/db/pool.ts';
import { connectKlaviyo } from '#app/pipeline/publish/klaviyo/connect-klaviyo.ts';
import { KLAVIYO_KEY } from '#sandbox/credentials.ts';
import type { KlaviyoAccount } from '#sandbox/klaviyo/account.ts';
import type { MessageRecord } from '#sandbox/klaviyo/types.ts';
import { type ConnectedShop, openedShop } from './connected-shop.ts';
import { buildDecidedStep } from './deliverable-step.ts';
import { buildCameraSet } from './small-store-sets.ts';
import { CAMERA, CUSTOMERS, SHOP_ID } from './small-store.ts';

/** Bought the camera; what is not said otherwise is about them. */
export const CUSTOMER = CUSTOMERS[1];
/** By then the flow is looked at again. */
export const LATER_MS = 10 * 60_000;

export interface KlaviyoShop extends ConnectedShop {
  shopId: bigint;
  klaviyo: KlaviyoAccount;
  /** What Klaviyo sent, or decided not to send. */
  inbox(): MessageRecord[];
  connect(key?: string): Promise<unknown>;
  /** @returns the id of a step that is decided and waits to go out */
  stepFor(customerId?: number): Promise<string>;
}

/** Like connectShop, must be the first in its test file to touch the configuration. */
export async function klaviyoShop(): Promise<KlaviyoShop> {
  const shop = await openedShop();
  const shopId = SHOP_ID;
  const { klaviyo } = shop.sandbox;
  // Connecting so often in a minute is what tests do, not people.
  vi.spyOn(klaviyo.limits, 'take').mockReturnValue({ remaining: 100 });
  // Nobody owns the card or the bag, and the bag has a cost.
  await pool().query(`UPDATE order_lines SET product_id = NULL, variant_id = NULL WHERE shop_id = $1 AND product_id <> $2`, [shopId, BigInt(CAMERA.product)]);
  await pool().query(`UPDATE inventory_items SET unit_cost_minor = 2000 WHERE shop_id = $1 AND unit_cost_minor IS NULL`, [shopId]);
  await buildCameraSet(shopId);
  return {
    ...shop,
    shopId,
    klaviyo,
    inbox: () => klaviyo.messages.all(),
    connect: (key = KLAVIYO_KEY) => connectKlaviyo(shopId, key, 'person', now()),
    stepFor: (customerId = CUSTOMER) => buildDecidedStep(shopId, BigInt(customerId), now()),
  };
}
