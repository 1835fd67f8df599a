import type { z } from 'zod';
import { now } from '#app/adapters/clock/clock.ts';
import { fetchOrder } from '#app/pipeline/sync/fetch-order.ts';
import type { fetchOrder as definition } from '../definitions/fetch-order.ts';

export default async function handle(payload: z.infer<typeof definition.schema>): Promise<void> {
  await fetchOrder(BigInt(payload.shopId), BigInt(payload.orderId), now());
}
