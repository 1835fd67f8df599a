import type { z } from 'zod';
import { now } from '#app/adapters/clock/clock.ts';
import { attributeOrder } from '#app/pipeline/measure/attribute-order.ts';
import type { attributeOrder as definition } from '../definitions/attribute-order.ts';

export default async function handle(payload: z.infer<typeof definition.schema>): Promise<void> {
  await attributeOrder(BigInt(payload.shopId), BigInt(payload.orderId), now());
}
