import type { z } from 'zod';
import { now } from '#app/adapters/clock/clock.ts';
import { joinVisitorLater } from '#app/pipeline/measure/join-visitor.ts';
import type { joinVisitor as definition } from '../definitions/join-visitor.ts';

export default async function handle({ shopId, orderId, visitor }: z.infer<typeof definition.schema>): Promise<void> {
  await joinVisitorLater({ shopId: BigInt(shopId), orderId: BigInt(orderId), visitorId: visitor }, now());
}
