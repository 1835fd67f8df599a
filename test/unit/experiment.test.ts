// What can be told of an experiment and what not; what others published is in experiment-published.test.ts.
import { describe, expect, it } from 'vitest';
import { adjusted } from '#app/domain/experiment/adjusted.ts';
import { assignmentCheck } from '#app/domain/experiment/assignment-check.ts';
import { discounted, thompsonShares, withFloor } from '#app/domain/experiment/bandit.ts';
import { chanceToWin } from '#app/domain/experiment/chance-to-win.ts';
import { benjaminiHochberg, holm } from '#app/domain/experiment/corrected.ts';
import { countedOfAssigned } from '#app/domain/experiment/counted-of-assigned.ts';
import { absoluteDifference, relativeDifference } from '#app/domain/experiment/difference.ts';
import { leastEffect, powerOfEffect, powerOfT, subjectsFor, subjectsToSee } from '#app/domain/experiment/power.ts';
import { sampleOfShare, sampleOfSums } from '#app/domain/experiment/sample.ts';
import { sampleRatio } from '#app/domain/experiment/sample-ratio.ts';
import { watchedAbsolute, watchedRelative } from '#app/domain/experiment/watched.ts';
import { watchedSampleRatio } from '#app/domain/experiment/watched-sample-ratio.ts';

const A = sampleOfSums(3_407, 1_396.87, 52_377.9767);
const B = sampleOfSums(3_461, 2_422.7, 134_698.29);

describe('the difference of two means', () => {
  it('is nothing where there is nothing to compare: no variance, no second subject, no baseline', () => {
    const flat = { n: 50, mean: 3, variance: 0 };
    for (const compare of [absoluteDifference, relativeDifference, (...arms: [typeof A, typeof A]) => watchedAbsolute(...arms, 1_000), (...arms: [typeof A, typeof A]) => watchedRelative(...arms, 1_000)]) {
      expect(compare(flat, flat)).toBeNull();
      expect(compare({ ...A, n: 1 }, B)).toBeNull();
      expect(compare(A, { n: 0, mean: 0, variance: 0 })).toBeNull();
    }
    expect(relativeDifference({ n: 50, mean: 0, variance: 1 }, B)).toBeNull();
  });

  it('holds where one side alone varies: the other is taken to vary as it does', () => {
    const varies = { n: 50, mean: 4, variance: 4 };
    expect(absoluteDifference({ n: 50, mean: 3, variance: 0 }, varies)).toEqual(absoluteDifference({ n: 50, mean: 3, variance: 4 }, varies));
    // Of 5,000 in one arm nobody went; of as many in the other 60 did.
    expect(watchedAbsolute(sampleOfShare(5_000, 0), sampleOfShare(5_000, 60), 5_000)?.low).toBeGreaterThan(0);
    expect(watchedAbsolute(sampleOfShare(5_000, 0), sampleOfShare(5_000, 4), 5_000)?.low).toBeLessThan(0);
  });

  it('is nothing where sums contradict each other, or hold no number', () => {
    for (const compare of [absoluteDifference, relativeDifference]) {
      expect(compare(sampleOfSums(3, 100, 5), B)).toBeNull();
      expect(compare(sampleOfShare(10, 12), B)).toBeNull();
      expect(compare({ n: 50, mean: Number.NaN, variance: 4 }, B)).toBeNull();
    }
  });

  it('is taken of the size of a mean below 0: who loses a third less has a third more', () => {
    expect(relativeDifference({ n: 500, mean: -3, variance: 4 }, { n: 500, mean: -2, variance: 4 })).toMatchObject({ value: expect.closeTo(1 / 3, 12), low: expect.any(Number) });
  });

  it('takes what rounding leaves of equal values for no variance', () => {
    const tenths = Array.from({ length: 1_000 }, () => 0.1).reduce((sum, value) => sum + value, 0);
    const squares = Array.from({ length: 1_000 }, () => 0.1 * 0.1).reduce((sum, value) => sum + value, 0);
    expect(sampleOfSums(1_000, tenths, squares).variance).toBe(0);
  });

  it('is wider at a higher level, and wider when it is watched', () => {
    const width = ({ low, high }: { low: number; high: number }) => high - low;
    expect(width(absoluteDifference(A, B, 0.99)!)).toBeGreaterThan(width(absoluteDifference(A, B)!));
    expect(width(watchedAbsolute(A, B, 5_000)!)).toBeGreaterThan(width(absoluteDifference(A, B)!));
    expect(width(watchedAbsolute(A, B, 5_000, 0.99)!)).toBeGreaterThan(width(watchedAbsolute(A, B, 5_000)!));
  });
});

describe('an adjusted difference', () => {
  const sums = (pairs: readonly (readonly [number, number])[]) => {
    const of = (value: (pair: readonly [number, number]) => number) => pairs.reduce((sum, pair) => sum + value(pair), 0);
    return { n: pairs.length, sum: of(([, y]) => y), sumOfSquares: of(([, y]) => y * y), before: of(([x]) => x), beforeSquared: of(([x]) => x * x), product: of(([x, y]) => x * y) };
  };

  it('loses nearly all its chance where what was before says nearly all', () => {
    const arm = (lift: number) => sums(Array.from({ length: 100 }, (_, n) => [n % 10, 3 * (n % 10) + lift + (n % 3)] as const));
    const { holdout, exposed, theta, varianceLeft } = adjusted(arm(0), arm(2));
    expect(theta).toBeCloseTo(3, 1);
    expect(varianceLeft).toBeLessThan(0.01);
    expect(exposed.mean - holdout.mean).toBeCloseTo(2, 9);
    expect(holdout.plain?.mean).toBeCloseTo(14.49, 9);
  });

  it('is the plain one where nothing was before, or the same of everybody', () => {
    for (const before of [0, 7]) {
      const [one, other] = [sums([[before, 1], [before, 2], [before, 6]]), sums([[before, 2], [before, 5], [before, 5]])];
      expect(adjusted(one, other)).toEqual({ holdout: sampleOfSums(3, 9, 41), exposed: sampleOfSums(3, 12, 54), theta: 0, varianceLeft: 1 });
    }
  });

  it('has no chance less where nobody is', () => {
    expect(adjusted(sums([]), sums([])).varianceLeft).toBe(1);
  });
});

describe('the sample ratio', () => {
  it('blocks what chance does not explain, and nothing else', () => {
    for (const check of [sampleRatio, watchedSampleRatio]) {
      expect(check([10_000, 12_000], [0.5, 0.5]).broken).toBe(true);
      expect(check([310, 98], [0.75, 0.25]).broken).toBe(false);
      expect(check([0, 0], [0.9, 0.1]).broken).toBe(false);
      expect(check([10, 1], [1, 0]).broken).toBe(true);
      expect(check([310, 98], [3, 1])).toEqual(check([310, 98], [0.75, 0.25]));
    }
  });

  it('is sound where nobody was counted, whatever was expected', () => {
    for (const check of [sampleRatio, watchedSampleRatio]) for (const [counts, shares] of [[[], []], [[0, 0], [0, 0]], [[0, 0], [1, 0]], [[7], [1]]] as const) expect(check(counts, shares)).toEqual({ p: 1, broken: false });
    expect(assignmentCheck([])).toEqual({ fault: null, p: 1 });
  });

  it('keeps its digits where next to nothing is left of p', () => {
    // erfc(√(statistic / 2)) of two arms.
    expect(sampleRatio([10_000, 12_000], [1, 1]).p / 1.942890101546411e-41).toBeCloseTo(1, 9);
  });

  it('asks more of what is watched than of one look', () => {
    expect(watchedSampleRatio([1_000, 1_200], [1, 1]).p).toBeGreaterThan(sampleRatio([1_000, 1_200], [1, 1]).p);
  });
});

describe('who was counted of those who were given an arm', () => {
  const arms = (holdout: number, exposed: number) => [{ assigned: 10_000, counted: holdout }, { assigned: 10_000, counted: exposed }];

  it('shows an arm that loses a twentieth, which its size does not show', () => {
    expect(countedOfAssigned(arms(8_000, 7_600)).broken).toBe(true);
    expect(watchedSampleRatio([8_000, 7_600], [1, 1]).broken).toBe(false);
  });

  it('is calm where both count alike, whatever the part and however unequal the arms', () => {
    expect(countedOfAssigned(arms(3_000, 3_040))).toMatchObject({ broken: false });
    expect(countedOfAssigned([{ assigned: 1_000, counted: 900 }, { assigned: 9_000, counted: 8_100 }])).toEqual({ p: 1, broken: false });
  });

  it('judges more than two arms together', () => {
    const arm = { assigned: 5_000, counted: 4_000 };
    expect(countedOfAssigned([arm, arm, { ...arm, counted: 3_700 }]).broken).toBe(true);
    expect(countedOfAssigned([arm, arm, { ...arm, counted: 3_990 }]).broken).toBe(false);
  });

  it('shows what a small arm loses where everybody else is counted, and lets one or two of it go', () => {
    const held = (counted: number) => countedOfAssigned([{ assigned: 2_000, counted }, { assigned: 18_000, counted: 18_000 }]).broken;
    expect([held(1_900), held(1_999), held(1_998)]).toEqual([true, false, false]);
  });

  it('says nothing of few, of one arm, and of what was counted without being given', () => {
    expect(countedOfAssigned([{ assigned: 30, counted: 30 }, { assigned: 30, counted: 2 }])).toMatchObject({ broken: false });
    expect(countedOfAssigned([{ assigned: 30, counted: 0 }, { assigned: 30, counted: 0 }])).toEqual({ p: 1, broken: false });
    expect(countedOfAssigned([{ assigned: 9_000, counted: 4_000 }, { assigned: 0, counted: 0 }])).toEqual({ p: 1, broken: false });
    expect(countedOfAssigned([])).toEqual({ p: 1, broken: false });
    expect(countedOfAssigned(arms(10_400, 10_100))).toEqual({ p: 1, broken: false });
  });

  it('makes one check with the sizes, which says what is wrong', () => {
    const check = (holdout: number, exposed: number, assigned: number | null) => assignmentCheck([{ share: 1, counted: holdout, assigned }, { share: 1, counted: exposed, assigned }]).fault;
    expect(check(8_000, 7_900, 10_000)).toBeNull();
    expect(check(8_000, 7_600, 10_000)).toBe('lost');
    expect(check(8_000, 7_600, null)).toBeNull();
    expect(check(8_000, 6_000, null)).toBe('shares');
  });
});

describe('shares that follow what is earned', () => {
  const arm = (mean: number, n = 1_000) => ({ n, mean, variance: 100 });

  it('go to the best, by how likely it is to be that', () => {
    // Of two normal means a difference of one error of the difference: Φ(1).
    expect(thompsonShares([arm(10), arm(10 + Math.sqrt(0.2))])[1]).toBeCloseTo(0.841344746, 9);
    expect(thompsonShares([arm(10), arm(10), arm(10)])).toEqual([expect.closeTo(1 / 3, 12), expect.closeTo(1 / 3, 12), expect.closeTo(1 / 3, 12)]);
  });

  it('hold where one arm is known a hundred times better than the other', () => {
    expect(thompsonShares([{ n: 1e6, mean: 1, variance: 1 }, arm(1.1)])[1]).toBeCloseTo(0.6241, 3);
  });

  it('are even until each arm has a hundred, and while nothing varies', () => {
    const flat = { ...arm(0), variance: 0 };
    expect(thompsonShares([arm(1), arm(99, 99)])).toEqual([0.5, 0.5]);
    expect(thompsonShares([flat, flat])).toEqual([0.5, 0.5]);
  });

  it('leave an arm in which nobody buys, as one that varies like the others', () => {
    expect(thompsonShares([{ ...arm(0), variance: 0 }, arm(2)])).toEqual(thompsonShares([arm(0), arm(2)]));
  });

  it('leave every arm the floor, in the order of the weights', () => {
    expect(withFloor([0.9, 0.1, 0], 0.1)).toEqual([expect.closeTo(0.73, 12), expect.closeTo(0.17, 12), expect.closeTo(0.1, 12)]);
    expect(withFloor([3, 1], 0)).toEqual([0.75, 0.25]);
    expect(withFloor([0, 0], 0.1)).toEqual([0.5, 0.5]);
  });

  it('come of nobody as of nothing seen', () => {
    const nobody = { n: 0, sum: 0, sumOfSquares: 0 };
    expect([thompsonShares([]), withFloor([], 0.1), discounted([], 7), discounted([{ ageDays: 0, arms: [nobody, nobody] }], 7)]).toEqual([[], [], [], [{ n: 0, mean: 0, variance: 0 }, { n: 0, mean: 0, variance: 0 }]]);
  });

  it('forget: what was half a life ago counts half', () => {
    const day = (ageDays: number, first: number, second: number) => ({ ageDays, arms: [first, second].map((mean) => ({ n: 100, sum: 100 * mean, sumOfSquares: 100 * (mean ** 2 + 1) })) });
    const [one, other] = discounted([day(14, 3, 0), day(0, 0, 3)], 14);
    expect([one?.mean, other?.mean]).toEqual([expect.closeTo(1, 12), expect.closeTo(2, 12)]);
    expect(one?.n).toBeCloseTo(1 / ((1 / 9 + 4 / 9) / 100), 9);
    expect(one?.variance).toBeCloseTo(100 / 99, 9);
  });

  it('are not misled by an arm that was given more of a good week', () => {
    const of = (n: number, mean: number) => ({ n, sum: n * mean, sumOfSquares: n * (mean ** 2 + 1) });
    // Both arms are alike: 1 in the first week, 5 in the second; the other one had nearly all of the second.
    const [one, other] = discounted([{ ageDays: 7, arms: [of(500, 1), of(500, 1)] }, { ageDays: 0, arms: [of(100, 5), of(900, 5)] }], 1_000);
    expect(one?.mean).toBeCloseTo(other?.mean as number, 12);
  });

  it('take days with too few of an arm together', () => {
    const few = (ageDays: number) => ({ ageDays, arms: [{ n: 8, sum: 8, sumOfSquares: 16 }, { n: 200, sum: 400, sumOfSquares: 1_200 }] });
    const [one] = discounted([few(3), few(2), few(1), few(0)], 1_000);
    expect(one).toMatchObject({ n: expect.closeTo(32, 9), mean: expect.closeTo(1, 9) });
    expect(discounted([], 14)).toEqual([]);
  });
});

describe('the odds of a choice', () => {
  it('are even where nothing is seen, and sure where all is', () => {
    expect(chanceToWin({ value: 0, error: 2 })).toMatchObject({ chance: 0.5, value: 0 });
    expect(chanceToWin({ value: 50, error: 1 })).toMatchObject({ chance: 1, risk: { ofStaying: 50, ofChanging: 0 } });
  });

  it('are certain of what has no error, and even of nothing', () => {
    expect([2, -2, 0].map((value) => chanceToWin({ value, error: 0 }).chance)).toEqual([1, 0, 0.5]);
    expect(chanceToWin({ value: -2, error: 0 })).toMatchObject({ value: -2, low: -2, high: -2, risk: { ofStaying: 0, ofChanging: 2 } });
    expect(chanceToWin({ value: 2, error: 1 }, { mean: -1, variance: 0 }), 'nobody can talk such a prior out of it').toMatchObject({ value: -1, error: 0, chance: 0 });
  });

  it('are drawn to what was thought before, the more the less is seen', () => {
    const prior = { mean: 0, variance: 1 };
    expect(chanceToWin({ value: 3, error: 1 }, prior)).toMatchObject({ value: 1.5, error: expect.closeTo(Math.SQRT1_2, 12) });
    expect(chanceToWin({ value: 3, error: 0.001 }, prior).value).toBeCloseTo(3, 4);
  });
});

describe('power', () => {
  it('is smaller of what is watched, and half where the effect is as far as the interval reaches', () => {
    const effect = { value: 1.959963984540054, error: 1, n: 5_000 };
    expect(powerOfEffect(effect)).toBeCloseTo(0.5, 4);
    expect(powerOfEffect(effect, 5_000)).toBeLessThan(powerOfEffect(effect));
    expect(leastEffect(0.8, () => 0.5)).toBeNull();
  });
});

describe('power at its ends', () => {
  it('is none of too few, that of an alarm for no effect, and never enough for an arm that nobody is in', () => {
    for (const sizes of [[1, 1], [1], [0, 0]] as const) expect(powerOfT(1, sizes)).toBe(0);
    expect(powerOfT(0, [30, 30])).toBeCloseTo(0.05, 9);
    for (const share of [0, 1]) expect(subjectsFor(0.5, share, 0.8)).toBeNull();
    expect(subjectsFor(0, 0.5, 0.8)).toBeNull();
    expect(subjectsToSee(0, 4, { power: 0.8, alpha: 0.05, tunedFor: null })).toBe(Infinity);
  });
});

describe('corrected p-values', () => {
  it('are what they were where one is compared, and none of none', () => {
    for (const correct of [holm, benjaminiHochberg]) expect([correct([0.03]), correct([])]).toEqual([[0.03], []]);
  });
});
