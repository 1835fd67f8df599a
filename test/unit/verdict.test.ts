// What may be said of two arms, and in which order it is asked.
import { describe, expect, it } from 'vitest';
import { absoluteDifference } from '#app/domain/experiment/difference.ts';
import { TUNED_FOR } from '#app/domain/experiment/knowable.ts';
import { sampleOfSums } from '#app/domain/experiment/sample.ts';
import { type Arms, verdict } from '#app/domain/experiment/verdict.ts';
import { watchedAbsolute, watchedRelative } from '#app/domain/experiment/watched.ts';
import { type ArmSums, NOBODY } from '#app/domain/metric/arm-sums.ts';

const NOW = new Date('2026-11-20T00:00:00Z');
const since = new Date('2026-11-01T00:00:00Z');

/** Half of them buy; each brings the mean less or more the spread, in turn. @param before what each had brought, in step with what they bring */
function arm(subjects: number, mean: number, spread: number, before = 0): ArmSums {
  const squares = subjects * (mean ** 2 + spread ** 2);
  const cubes = subjects * (mean ** 3 + 3 * mean * spread ** 2);
  const ofBefore = before === 0 ? {} : { before: subjects * before, beforeSquared: subjects * (before ** 2 + spread ** 2), beforeRevenue: subjects * (before * mean + 0.8 * spread ** 2), beforeProfit: 0, beforeCappedProfit: subjects * (before * mean + 0.8 * spread ** 2) };
  return { ...NOBODY, subjects, buyers: subjects / 2, orders: subjects / 2, revenue: subjects * mean, revenueSquared: squares, revenueCubed: cubes, profit: subjects * mean, profitSquared: squares, cappedProfit: subjects * mean, cappedProfitSquared: squares, cappedProfitCubed: cubes, ...ofBefore };
}
const arms = (holdout: ArmSums, exposed: ArmSums, more: Partial<Arms> = {}): Arms => ({ holdout, exposed, assigned: null, holdoutBp: 5_000, since, ...more });
const sample = ({ subjects, cappedProfit, cappedProfitSquared }: ArmSums) => sampleOfSums(subjects, cappedProfit, cappedProfitSquared);

describe('a verdict', () => {
  const [holdout, exposed] = [arm(4_000, 500, 900), arm(4_000, 600, 900)];

  it('goes by the interval that may be read every day, with the one for a single look beside it', () => {
    const said = verdict(arms(holdout, exposed), 2_000, NOW);
    if (said.kind !== 'known') throw new Error(said.kind);
    expect(said.profit).toEqual(watchedAbsolute(sample(holdout), sample(exposed), TUNED_FOR));
    expect(said.relativeProfit).toEqual(watchedRelative(sample(holdout), sample(exposed), TUNED_FOR));
    expect(said.once.profit).toEqual(absoluteDifference(sample(holdout), sample(exposed)));
    expect([said.direction, said.smoothed]).toEqual(['more', 0]);
    expect(said.added.value).toBe(said.profit.value * 4_000);
  });

  it('has an interval for one look as wide as skewed amounts ask, and lets the one of every day be', () => {
    const skewed = (sums: ArmSums): ArmSums => ({ ...sums, cappedProfitCubed: sums.cappedProfitCubed + sums.subjects * 5 * 900 ** 3 });
    const [plain, said] = [(sums: ArmSums) => sums, skewed].map((as) => verdict(arms(as(holdout), as(arm(12_000, 600, 900)), { holdoutBp: 2_500 }), 2_000, NOW));
    if (said?.kind !== 'known' || plain?.kind !== 'known') throw new Error(said?.kind);
    expect(said.once.profit?.high).toBeGreaterThan(plain.once.profit?.high as number);
    expect(said.once.profit?.low).toBeLessThan(plain.once.profit?.low as number);
    expect(said.once.profit?.p).toBeGreaterThan(plain.once.profit?.p as number);
    expect([said.profit, said.relativeProfit]).toEqual([plain.profit, plain.relativeProfit]);
  });

  it('has none for one look while few shoppers make most of a value, and says from how many on; the verdict does not wait', () => {
    const skewed = (sums: ArmSums): ArmSums => ({ ...sums, revenueCubed: sums.revenueCubed + sums.subjects * 20 * 900 ** 3 });
    const said = verdict(arms(skewed(holdout), skewed(exposed)), 2_000, NOW);
    if (said.kind !== 'known') throw new Error(said.kind);
    // 25 times 20² in each arm.
    expect([said.once.revenue, said.once.relativeRevenue, said.onceFrom.revenue / 20_000]).toEqual([null, null, expect.closeTo(1, 3)]);
    expect([said.once.profit, said.revenue, said.direction]).toEqual([expect.anything(), expect.anything(), 'more']);
  });

  it('claims no difference that only a single look would see', () => {
    const said = verdict(arms(holdout, arm(4_000, 550, 900)), 2_000, NOW);
    if (said.kind !== 'known') throw new Error(said.kind);
    expect([Number(said.once.profit?.low) > 0, said.profit.low > 0, said.direction]).toEqual([true, false, 'none']);
  });

  it('is narrower where what subjects brought before explains what they bring, and says by how much', () => {
    const plain = verdict(arms(holdout, exposed), 2_000, NOW);
    const said = verdict(arms(arm(4_000, 500, 900, 700), arm(4_000, 600, 900, 700)), 2_000, NOW);
    if (said.kind !== 'known' || plain.kind !== 'known') throw new Error(said.kind);
    // Explained to eight tenths: √(1 − 0.8²) = 0.6 of the width is left.
    expect(said.smoothed).toBeCloseTo(0.4, 3);
    expect((said.profit.high - said.profit.low) / (plain.profit.high - plain.profit.low)).toBeCloseTo(0.6, 3);
    expect(said.profit.value).toBeCloseTo(100, 6);
  });

  it('is none while the arms are of other sizes than they should be, however plain the difference', () => {
    expect(verdict(arms(arm(4_000, 500, 900), arm(4_600, 600, 900)), 2_000, NOW)).toMatchObject({ kind: 'broken', fault: 'shares' });
    expect(verdict(arms(arm(25, 500, 900), arm(75, 600, 900)), 2_000, NOW), 'few, but plainly').toMatchObject({ kind: 'broken', fault: 'shares' });
  });

  it('is none while one arm loses more than the other between being given and being counted', () => {
    expect(verdict(arms(holdout, exposed, { assigned: { holdout: 5_000, exposed: 5_000 } }), 2_000, NOW)).toMatchObject({ kind: 'known' });
    expect(verdict(arms(holdout, exposed, { assigned: { holdout: 4_700, exposed: 5_000 } }), 2_000, NOW)).toMatchObject({ kind: 'broken', fault: 'lost' });
  });

  it('is a date while there is too little for a plausible effect, and none where nothing varies', () => {
    expect(verdict(arms(arm(200, 500, 900), arm(200, 900, 900)), 2_000, NOW)).toMatchObject({ kind: 'not_yet', have: 400, knownOn: expect.any(Date) });
    expect(verdict(arms(arm(4_000, 500, 0), arm(4_000, 500, 0)), 2_000, NOW)).toEqual({ kind: 'not_yet', needed: null, have: 8_000, knownOn: null });
  });

  it('compares profit of which at most the cap counts, and revenue whole', () => {
    const capped = { ...exposed, cappedProfit: 4_000 * 520, cappedProfitSquared: 4_000 * (520 ** 2 + 300 ** 2), cappedProfitCubed: 4_000 * (520 ** 3 + 3 * 520 * 300 ** 2) };
    const said = verdict(arms(holdout, capped), 2_000, NOW);
    if (said.kind !== 'known') throw new Error(said.kind);
    expect([said.profit.value, said.revenue?.value]).toEqual([expect.closeTo(20, 6), expect.closeTo(100, 6)]);
  });
});
