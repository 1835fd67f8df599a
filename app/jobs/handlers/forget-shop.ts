import type { z } from 'zod';
import { forgetShop } from '#app/pipeline/install/forget-shop.ts';
import type { forgetShop as definition } from '../definitions/forget-shop.ts';

export default async function handle(payload: z.infer<typeof definition.schema>): Promise<void> {
  await forgetShop(BigInt(payload.shopId), new Date(payload.leftBefore));
}
