import type { z } from 'zod';
import { now } from '#app/adapters/clock/clock.ts';
import { autoApprove } from '#app/pipeline/learn/auto-approve.ts';
import { countAudienceOf } from '#app/pipeline/learn/count-audience.ts';
import { countStrategies } from '#app/pipeline/learn/count-strategies.ts';
import { proposeSets } from '#app/pipeline/learn/propose-sets.ts';
import { proposeStrategies } from '#app/pipeline/learn/propose-strategies.ts';
import { resolveSets } from '#app/pipeline/learn/resolve-sets.ts';
import { tellProgress } from '#app/pipeline/learn/tell-progress.ts';
import { trainAssociations } from '#app/pipeline/learn/train-associations.ts';
import type { trainAssociations as definition } from '../definitions/train-associations.ts';

export default async function handle(payload: z.infer<typeof definition.schema>): Promise<void> {
  const shopId = BigInt(payload.shopId);
  const progress = tellProgress(shopId);
  progress.tell('reading', 0);
  try {
    await trainAssociations(shopId, now(), progress.tell);
    progress.tell('suggesting', 0);
    await proposeSets(shopId, now());
  } finally {
    await progress.end();
  }
  await proposeStrategies(shopId, now());
  await resolveSets(shopId, now());
  await autoApprove(shopId, now());
  await countStrategies(shopId, now());
  await countAudienceOf(shopId, now());
}
