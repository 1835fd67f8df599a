// Against published values, to the digits given.
import { describe, expect, it } from 'vitest';
import { absoluteDifference, relativeDifference } from '#app/domain/experiment/difference.ts';
import { knowable, LEAST_AN_ARM, subjectsNeeded } from '#app/domain/experiment/knowable.ts';
import { sampleRatio } from '#app/domain/experiment/sample-ratio.ts';
import { sampleOfShare, sampleOfSums } from '#app/domain/experiment/sample.ts';

// GrowthBook, packages/stats/tests/frequentist/test_tests.py: TestTwoSidedTTest
const A = sampleOfSums(3_407, 1_396.87, 52_377.9767);
const B = sampleOfSums(3_461, 2_422.7, 134_698.29);
const digits = (value: { value: number; low: number; high: number; p: number } | null) => value && [value.value, value.low, value.high, value.p].map((one) => Math.round(one * 1e5) / 1e5);

describe('the difference of two means', () => {
  it('agrees with the published absolute case', () => {
    expect(digits(absoluteDifference(A, B))).toEqual([0.29, 0.04538, 0.53462, 0.02016]);
  });

  it('agrees with the published relative case', () => {
    expect(digits(relativeDifference(A, B))).toEqual([0.70732, -0.03526, 1.44989, 0.06191]);
  });

  it('agrees with the published case of shares', () => {
    const difference = relativeDifference(sampleOfShare(28, 14), sampleOfShare(30, 16));
    expect([difference?.value, difference?.p].map((one) => Math.round((one as number) * 1e5) / 1e5)).toEqual([0.06667, 0.80707]);
  });

  it('is nothing where there is nothing to compare: no variance, no second subject, no baseline', () => {
    const flat = { n: 50, mean: 3, variance: 0 };
    expect(absoluteDifference(flat, flat)).toBeNull();
    expect(absoluteDifference({ ...A, n: 1 }, B)).toBeNull();
    expect(absoluteDifference(A, { n: 0, mean: 0, variance: 0 })).toBeNull();
    expect(relativeDifference({ n: 50, mean: 0, variance: 0 }, B)).toBeNull();
  });

  it('holds where one side alone varies', () => {
    expect(absoluteDifference({ n: 50, mean: 3, variance: 0 }, { n: 50, mean: 4, variance: 4 })).toMatchObject({ value: 1 });
  });
});

describe('the sample ratio', () => {
  // GrowthBook, packages/back-end/test/stats.test.ts: srm
  it.each([
    [[1_000, 1_200], [0.5, 0.5], 2.0079e-5],
    [[135, 115], [0.5, 0.5], 0.205903211],
    [[310, 98], [0.75, 0.25], 0.647434186],
  ])('agrees with the published case %j at %j', (observed, weights, p) => {
    expect(sampleRatio(observed, weights).p).toBeCloseTo(p, 9);
  });

  it('blocks what chance does not explain, and nothing else', () => {
    expect(sampleRatio([1_000, 1_200], [0.5, 0.5]).broken).toBe(true);
    expect(sampleRatio([310, 98], [0.75, 0.25]).broken).toBe(false);
    expect(sampleRatio([0, 0], [0.9, 0.1]).broken).toBe(false);
    expect(sampleRatio([10, 1], [1, 0]).broken).toBe(true);
  });
});

describe('what can be known', () => {
  const now = new Date('2026-11-20T00:00:00Z');
  const since = new Date('2026-11-10T00:00:00Z');
  const arm = (n: number, mean = 10, variance = 25) => ({ n, mean, variance });

  it('asks for as many as a plausible effect needs', () => {
    // Two arms alike, half and half: the textbook's 2 · (z.975 + z.8)² · (sd / effect)² an arm = 2 · 7.849 · (5 / 2)².
    expect(subjectsNeeded(arm(500), arm(500), 5_000, 2_000)).toBe(Math.max(Math.ceil(2 * 2 * 7.8489 * 6.25), 2 * LEAST_AN_ARM));
  });

  it('is known from there on, and not before', () => {
    const at = (n: number) => knowable({ holdout: arm(n, 10, 100), exposed: arm(n, 10, 100), holdoutBp: 5_000, since, plausibleBp: 2_000 }, now);
    expect(at(393)).toEqual({ kind: 'knowable' });
    expect(at(392)).toMatchObject({ kind: 'not_yet', have: 784, needed: 785 });
  });

  it('needs a hundred in each arm, however little varies', () => {
    const situation = { holdout: arm(99, 10, 0.01), exposed: arm(900, 10, 0.01), holdoutBp: 1_000, since, plausibleBp: 2_000 };
    expect(knowable(situation, now)).toMatchObject({ kind: 'not_yet', needed: 1_000 });
    expect(knowable({ ...situation, holdout: arm(100, 10, 0.01) }, now)).toEqual({ kind: 'knowable' });
  });

  it('says when, at the traffic there was', () => {
    // 50 a day for ten days; 785 are needed.
    const verdict = knowable({ holdout: arm(250, 10, 100), exposed: arm(250, 10, 100), holdoutBp: 5_000, since, plausibleBp: 2_000 }, now);
    expect(verdict).toMatchObject({ kind: 'not_yet', needed: 785, knownOn: new Date('2026-11-26T00:00:00Z') });
  });

  it('gives no date where none can be told', () => {
    expect(knowable({ holdout: arm(0), exposed: arm(0), holdoutBp: 1_000, since: null, plausibleBp: 2_000 }, now)).toMatchObject({ kind: 'not_yet', needed: 1_000, knownOn: null });
    expect(knowable({ holdout: arm(20, 0, 0), exposed: arm(200), holdoutBp: 1_000, since, plausibleBp: 2_000 }, now)).toMatchObject({ kind: 'not_yet', needed: null, knownOn: null });
    expect(knowable({ holdout: arm(2, 1, 9_000), exposed: arm(20, 1, 9_000), holdoutBp: 1_000, since, plausibleBp: 2_000 }, now)).toMatchObject({ kind: 'not_yet', knownOn: null });
  });
});
