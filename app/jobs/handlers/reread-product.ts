import type { z } from 'zod';
import { now } from '#app/adapters/clock/clock.ts';
import { rereadProduct } from '#app/pipeline/sync/reread-product.ts';
import type { rereadProduct as definition } from '../definitions/reread-product.ts';

export default async function handle(payload: z.infer<typeof definition.schema>): Promise<void> {
  await rereadProduct(BigInt(payload.shopId), BigInt(payload.productId), now());
}
