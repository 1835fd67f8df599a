import type { z } from 'zod';
import { stopEnrollments } from '#app/pipeline/engage/stop-enrollments.ts';
import type { stopEnrollments as definition } from '../definitions/stop-enrollments.ts';

export default async function handle({ shopId, customerId, why, orderId }: z.infer<typeof definition.schema>): Promise<void> {
  await stopEnrollments(BigInt(shopId), { customerId: BigInt(customerId), why, orderId: BigInt(orderId) });
}
