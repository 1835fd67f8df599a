// Keeps an arm before it is said to anybody: who goes by several names may ask under another a moment later, and of a test whose
// shares move the hash may then say otherwise.
import { remember } from '@epic-web/remember';
import { type GivenArm, keepArms } from '#app/db/subjects.ts';
import { together } from './together.ts';

const keepTogether = remember('setwise.arms-to-keep', () => together<GivenArm, void>(1));

export function keepArm(shopId: bigint, given: GivenArm, now: Date): Promise<void> {
  return keepTogether(String(shopId), given, async (all) => {
    await keepArms(shopId, all, now);
    return [];
  });
}
