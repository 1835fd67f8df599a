// An A/A run over HTTP: thousands of visitors who do the same whatever their arm. What is counted is what was reached, to the
// last one, on both sides; and the arms hold as many as they should.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Placement } from '#app/contract/offers.ts';
import { assignedSums } from '#app/db/assigned.ts';
import { runningExperiments } from '#app/db/experiments.ts';
import { pool } from '#app/db/pool.ts';
import { countedOfAssigned } from '#app/domain/experiment/counted-of-assigned.ts';
import { sampleRatio } from '#app/domain/experiment/sample-ratio.ts';
import { type SeededRandom, seededRandom } from '#sandbox/seed/seeded-random.ts';
import { type TestDatabase, testDatabase } from '#test/support/database.ts';
import { type MeasuredShop, measuredShop } from '#test/support/measured-shop.ts';

const NOW = new Date('2026-11-20T09:00:00Z');
const SHARES = { cart_page: 5_000, product_page: 1_000, global: 200 };
const PLACES = ['cart_page', 'product_page'] as const;
const VISITORS = 2_500;
const AT_ONCE = 16;

let db: TestDatabase;
let measured: MeasuredShop;
beforeAll(async () => {
  db = await testDatabase();
  measured = await measuredShop(SHARES, NOW, 'A/A ');
});
afterAll(async () => {
  await measured?.stop();
  await db.drop();
});

const uuid = (chance: SeededRandom): string => {
  const hex = Array.from({ length: 32 }, () => chance.between(0, 15).toString(16)).join('');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20)}`;
};

/** By experiment and arm, how often: [given the arm, reached the place in it]. */
type Tally = Record<string, [given: number, reached: number]>;

/** Looks at one place or both, and reaches it or not, by chance alone; some are seen twice, one in ten did not consent. */
async function visit(number: number, tally: Tally, given: Set<string>, reached: Set<string>): Promise<void> {
  const chance = seededRandom(number + 1);
  const visitor = chance.chance(0.9) ? uuid(chance) : null;
  for (const placement of PLACES) {
    if (!chance.chance(0.8)) continue;
    const reaches = chance.chance(0.7);
    const times = chance.chance(0.2) ? 2 : 1;
    for (let time = 0; time < times; time++) await look(visitor, placement, reaches, tally, given, reached);
  }
}

async function look(visitor: string | null, placement: Placement, reaches: boolean, tally: Tally, given: Set<string>, reached: Set<string>): Promise<void> {
  const { offer, exposure } = await measured.ask({ visitor }, placement);
  if (visitor === null) {
    expect([offer === null, exposure]).toEqual([false, null]);
    return;
  }
  if (!exposure) throw new Error('a visitor is in no arm');
  expect(offer === null).toBe(exposure.arm === 'holdout');
  const count = (seen: Set<string>, at: 0 | 1): void => {
    const who = `${visitor} ${exposure.experimentId}`;
    if (seen.has(who)) return;
    seen.add(who);
    const key = `${exposure.experimentId} ${exposure.arm}`;
    const [before, reachedBefore] = tally[key] ?? [0, 0];
    tally[key] = at === 0 ? [before + 1, reachedBefore] : [before, reachedBefore + 1];
  };
  count(given, 0);
  if (!reaches) return;
  await measured.tell({ visitor }, exposure, placement);
  count(reached, 1);
}

describe('visitors who act alike in both arms', () => {
  it('are counted as often as they reached a place, in arms of the sizes that were asked for', async () => {
    const { shopId } = measured.shop;
    const tally: Tally = {};
    const [given, reached] = [new Set<string>(), new Set<string>()];
    let next = 0;
    await Promise.all(Array.from({ length: AT_ONCE }, async () => {
      while (next < VISITORS) await visit(next++, tally, given, reached);
    }));

    const experiments = await runningExperiments(shopId);
    const sums = await assignedSums(shopId);
    const sumOf = (experimentId: string, arm: string) => sums.find((sum) => sum.experimentId === experimentId && sum.arm === arm) ?? { assigned: 0, counted: 0 };
    for (const { experimentId, subjectOf, holdoutBp } of experiments) {
      const [holdout, exposed] = [sumOf(experimentId, 'holdout'), sumOf(experimentId, 'exposed')];
      if (subjectOf !== 'global') expect([subjectOf, exposed.assigned, exposed.counted]).toEqual([subjectOf, ...(tally[`${experimentId} exposed`] ?? [])]);
      expect([subjectOf, holdout.assigned, holdout.counted]).toEqual([subjectOf, ...(tally[`${experimentId} holdout`] ?? [])]);
      expect(holdout.assigned, subjectOf).toBeGreaterThan(10);
      for (const of of ['assigned', 'counted'] as const) expect([subjectOf, of, sampleRatio([exposed[of], holdout[of]], [10_000 - holdoutBp, holdoutBp]).broken]).toEqual([subjectOf, of, false]);
      expect([subjectOf, countedOfAssigned([holdout, exposed]).broken]).toEqual([subjectOf, false]);
    }

    // Nobody is counted beside those who reached something: without consent nobody, and of everything nobody twice.
    const { rows: [counted] } = await pool().query<{ subjects: number; visitors: number }>('SELECT count(DISTINCT subject_key)::int AS subjects, (SELECT count(DISTINCT subject_key)::int FROM assignments WHERE shop_id = $1) AS visitors FROM exposures WHERE shop_id = $1', [shopId]);
    const visitorsOf = (seen: Set<string>) => new Set([...seen].map((each) => each.split(' ')[0])).size;
    expect(counted).toEqual({ subjects: visitorsOf(reached), visitors: visitorsOf(given) });
    const global = experiments.find(({ subjectOf }) => subjectOf === 'global')?.experimentId as string;
    expect(sumOf(global, 'holdout').counted + sumOf(global, 'exposed').counted).toBe(counted?.subjects);
  }, 180_000);
});
