import type { z } from 'zod';
import { now } from '#app/adapters/clock/clock.ts';
import { autoApprove } from '#app/pipeline/learn/auto-approve.ts';
import { countAudienceOf } from '#app/pipeline/learn/count-audience.ts';
import { countStrategies } from '#app/pipeline/learn/count-strategies.ts';
import { proposeSets } from '#app/pipeline/learn/propose-sets.ts';
import { proposeStrategies } from '#app/pipeline/learn/propose-strategies.ts';
import { resolveSets } from '#app/pipeline/learn/resolve-sets.ts';
import { trainAssociations } from '#app/pipeline/learn/train-associations.ts';
import type { trainAssociations as definition } from '../definitions/train-associations.ts';

export default async function handle(payload: z.infer<typeof definition.schema>): Promise<void> {
  await trainAssociations(BigInt(payload.shopId), now());
  await proposeSets(BigInt(payload.shopId), now());
  await proposeStrategies(BigInt(payload.shopId), now());
  await resolveSets(BigInt(payload.shopId), now());
  await autoApprove(BigInt(payload.shopId), now());
  await countStrategies(BigInt(payload.shopId), now());
  await countAudienceOf(BigInt(payload.shopId), now());
}
