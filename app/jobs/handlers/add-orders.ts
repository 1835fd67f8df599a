import type { z } from 'zod';
import { addOrders } from '#app/pipeline/learn/add-orders.ts';
import type { addOrders as definition } from '../definitions/add-orders.ts';

export default async function handle(payload: z.infer<typeof definition.schema>): Promise<void> {
  await addOrders(BigInt(payload.shopId));
}
