import type { z } from 'zod';
import { now } from '#app/adapters/clock/clock.ts';
import { giveUpStep, sendStep } from '#app/pipeline/deliver/send-step.ts';
import type { sendStep as definition } from '../definitions/send-step.ts';

type Payload = z.infer<typeof definition.schema>;

export default async function handle({ shopId, stepId }: Payload): Promise<void> {
  await sendStep(BigInt(shopId), stepId, now());
}

export async function givenUp({ shopId, stepId }: Payload, error: Error): Promise<void> {
  await giveUpStep(BigInt(shopId), stepId, error);
}
