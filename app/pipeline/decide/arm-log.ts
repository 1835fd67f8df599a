// Notes the arms of strangers (known-visitors.ts) without making them wait for it: an experiment's share and salt are fixed for its
// life, so that until it is noted the hash says the same to whoever asks. Who counts them flushes first.
import { remember } from '@epic-web/remember';
import { type GivenArm, keepArms } from '#app/db/subjects.ts';
import { settleLater } from './settle-late.ts';
import { writeLater } from './write-later.ts';

interface Noted {
  shopId: bigint;
  given: GivenArm;
  at: Date;
}

/** Sooner than a browser has drawn what it was answered, and says so. */
const AFTER_MS = 20;

const arms = remember('setwise.arm-log', () => writeLater<Noted>({ what: 'arms', afterMs: AFTER_MS, rows: 500, mostWaiting: 20_000, write: writeArms }));

export const noteArm = (shopId: bigint, given: GivenArm, at: Date): void => arms.add({ shopId, given, at });

export const flushArms = (): Promise<void> => arms.flush();

async function writeArms(batch: readonly Noted[]): Promise<void> {
  for (const [shopId, noted] of Map.groupBy(batch, (one) => one.shopId)) {
    await keepArms(shopId, noted.map(({ given }) => given), (noted[0] as Noted).at);
    settleLater(shopId, noted.flatMap(({ given: { visitorId } }) => visitorId ?? []));
  }
}
