// What may be said of a test, and what may not: dates before two weeks and the planned sample, one verdict for several
// versions, winners that lose something; whom an arm is given, and how shares move.
import { describe, expect, it } from 'vitest';
import { armOfTest } from '#app/domain/experiment-test/arm-of-test.ts';
import { checkTest, type WrittenTest } from '#app/domain/experiment-test/check-test.ts';
import { judgeTest, type TestFacts } from '#app/domain/experiment-test/judge-test.ts';
import { chancesOfBest, FLOOR, nextShares } from '#app/domain/experiment-test/next-shares.ts';
import { trafficOf } from '#app/domain/experiment-test/place-traffic.ts';
import { sampleNeeded } from '#app/domain/experiment-test/sample-needed.ts';
import { type ArmName, AS_IT_WAS, equalShares, overlap, type Versions } from '#app/domain/experiment-test/test.ts';
import { type ArmSums, NOBODY } from '#app/domain/metric/arm-sums.ts';

const LIVE = new Date('2026-06-01T09:00:00Z');
const dayOf = (days: number): Date => new Date(LIVE.getTime() + days * 86_400_000);
const TWO: Versions = [AS_IT_WAS, { kind: 'items', most: 1 }];
const THREE: Versions = [...TWO, { kind: 'items', most: 2 }];

/** So many shoppers, of whom a tenth bought something that brought so much. */
function bought(subjects: number, profitEach: number, { returnedOf = 0.05, revenueEach = 5_000 } = {}): ArmSums {
  const buyers = subjects / 10;
  const returned = Math.round(buyers * returnedOf);
  return {
    ...NOBODY, subjects, buyers, orders: buyers, units: buyers, unitsSquared: buyers, returnedUnits: returned, returnedUnitsSquared: returned, unitsReturned: returned,
    revenue: buyers * revenueEach, revenueSquared: buyers * revenueEach ** 2, profit: buyers * profitEach, profitSquared: buyers * profitEach ** 2, revenueProfit: buyers * revenueEach * profitEach,
    cappedProfit: buyers * profitEach, cappedProfitSquared: buyers * profitEach ** 2,
  };
}

function facts(sums: Partial<Record<ArmName, ArmSums>>, more: Partial<TestFacts> = {}): TestFacts {
  const known = new Map(Object.entries(sums) as [ArmName, ArmSums][]);
  const versions = known.size > 2 ? THREE : TWO;
  return {
    place: 'cart_page', mode: 'knowing', versions, shares: equalShares(versions), plannedSubjects: 20_000, plannedDays: 14, liveAt: LIVE, plausibleBp: 2_000,
    sums: known, assigned: new Map([...known].map(([arm, { subjects }]) => [arm, subjects])), periods: [], ...more,
  };
}

describe('the verdict of a test', () => {
  it('waits for the store, for two weeks and for the planned sample, with a date at the pace so far', () => {
    expect(judgeTest(facts({}, { liveAt: null }), dayOf(0))).toEqual({ kind: 'waiting' });
    const much = { a: bought(20_000, 2_000), b: bought(20_000, 3_000) };
    expect(judgeTest(facts(much), dayOf(13))).toMatchObject({ kind: 'not_yet', have: 40_000, needed: 20_000, knownOn: dayOf(14) });
    const little = judgeTest(facts({ a: bought(2_500, 2_000), b: bought(2_500, 3_000) }), dayOf(20));
    expect(little).toMatchObject({ kind: 'not_yet', have: 5_000, needed: 20_000, knownOn: dayOf(80), arms: [{ difference: null }, { difference: null }] });
    expect(judgeTest(facts(much), dayOf(14))).toMatchObject({ kind: 'known', proposed: 'b' });
  });

  it('is none where the arms hold other shares than were set, or one loses shoppers on the way', () => {
    expect(judgeTest(facts({ a: bought(12_000, 2_000), b: bought(10_000, 2_000) }), dayOf(20))).toMatchObject({ kind: 'broken', fault: 'shares' });
    const lost = facts({ a: bought(10_000, 2_000), b: bought(9_500, 2_000) }, { assigned: new Map([['a', 10_000], ['b', 10_000]]) });
    expect(judgeTest(lost, dayOf(20))).toMatchObject({ kind: 'broken' });
  });

  it('proposes the best of those that are better by a p-value that is corrected for how many there are', () => {
    const verdict = judgeTest(facts({ a: bought(10_000, 2_000), b: bought(10_000, 2_600), c: bought(10_000, 3_000) }), dayOf(20));
    expect(verdict).toMatchObject({ kind: 'known', proposed: 'c', barred: [], arms: [{ standing: 'control', difference: null }, { standing: 'better', difference: { value: 60 } }, { standing: 'better', difference: { value: 100 } }] });
  });

  it('keeps it as it was where nothing is better', () => {
    expect(judgeTest(facts({ a: bought(10_000, 2_000), b: bought(10_000, 2_010) }), dayOf(20))).toMatchObject({ kind: 'known', proposed: 'a', arms: [{}, { standing: 'open' }] });
    expect(judgeTest(facts({ a: bought(10_000, 3_000), b: bought(10_000, 2_000) }), dayOf(20))).toMatchObject({ kind: 'known', proposed: 'a', arms: [{}, { standing: 'worse' }] });
  });

  it('proposes no winner that loses margin or has more sent back', () => {
    const thin = judgeTest(facts({ a: bought(10_000, 2_000), b: bought(10_000, 2_600, { revenueEach: 9_000 }) }), dayOf(20));
    expect(thin).toMatchObject({ kind: 'known', proposed: 'a', barred: ['b'], arms: [{}, { standing: 'better', guardrails: [{ name: 'margin', lost: true }, { name: 'returns', lost: false }] }] });
    const sentBack = judgeTest(facts({ a: bought(10_000, 2_000), b: bought(10_000, 2_600, { returnedOf: 0.3 }) }), dayOf(20));
    expect(sentBack).toMatchObject({ proposed: 'a', barred: ['b'], arms: [{}, { guardrails: [{}, { name: 'returns', lost: true }] }] });
  });

  it('of a test that earns compares within stretches of equal shares, so that who came in a good week is no merit', () => {
    // Both earn the same in either week; the second, good week went to b.
    const week = (n: number, mean: number) => ({ n, sum: n * mean, sumOfSquares: n * (mean ** 2 + 10_000) });
    const periods = [{ ageDays: 10, arms: [week(5_000, 100), week(5_000, 100)] }, { ageDays: 3, arms: [week(1_000, 300), week(9_000, 300)] }];
    const sums = { a: bought(6_000, 2_000), b: bought(14_000, 2_000) };
    expect(judgeTest(facts(sums, { mode: 'earning', periods }), dayOf(20))).toMatchObject({ kind: 'known', proposed: 'a', arms: [{}, { standing: 'open', difference: { value: expect.closeTo(0, 9) } }] });
  });
});

describe('the arms of a test', () => {
  it('hold their shares, and everybody is in one', () => {
    const test = { salt: 'salt', versions: THREE, shares: { a: 0.5, b: 0.2, c: 0.3 } };
    const counts = new Map<ArmName, number>();
    for (let visitor = 0; visitor < 30_000; visitor++) {
      const arm = armOfTest(test, `visitor-${visitor}`);
      counts.set(arm, (counts.get(arm) ?? 0) + 1);
      expect(armOfTest(test, `visitor-${visitor}`)).toBe(arm);
    }
    for (const [arm, share] of Object.entries(test.shares)) expect(Math.abs((counts.get(arm as ArmName) ?? 0) / 30_000 - share)).toBeLessThan(4 * Math.sqrt((share * (1 - share)) / 30_000));
  });

  it('get no share of nought, wherever the hash falls', () => {
    for (let visitor = 0; visitor < 3_000; visitor++) expect(armOfTest({ salt: 's', versions: THREE, shares: { a: 0, b: 1, c: 0 } }, String(visitor))).toBe('b');
  });

  it('move to what seems best, each keeps its floor, and together they are whole', () => {
    const arm = (n: number, mean: number) => ({ n, sum: n * mean, sumOfSquares: n * (mean ** 2 + 40_000) });
    const shares = nextShares(THREE, [{ ageDays: 1, arms: [arm(2_000, 100), arm(2_000, 100), arm(2_000, 200)] }]);
    expect(shares.a).toBe(FLOOR);
    expect(shares.c).toBeGreaterThan(0.79);
    expect((shares.a ?? 0) + (shares.b ?? 0) + (shares.c ?? 0)).toBeCloseTo(1, 12);
    expect(nextShares(TWO, [])).toEqual({ a: 0.5, b: 0.5 });
  });

  it('follow odds that are said of nothing before a hundred in each version and somebody who bought', () => {
    const arm = (n: number, mean: number, spread = 40_000) => ({ n, sum: n * mean, sumOfSquares: n * (mean ** 2 + spread) });
    const [a = 0, b = 0] = chancesOfBest([{ ageDays: 1, arms: [arm(2_000, 100), arm(2_000, 108)] }]) ?? [];
    expect(a + b).toBeCloseTo(1, 12);
    // Of two: the normal distribution of the difference by its error.
    expect(b).toBeCloseTo(0.897, 3);
    expect(nextShares(TWO, [{ ageDays: 1, arms: [arm(2_000, 100), arm(2_000, 108)] }]).b).toBeCloseTo(FLOOR + (1 - 2 * FLOOR) * b, 3);
    expect(chancesOfBest([])).toBeNull();
    expect(chancesOfBest([{ ageDays: 1, arms: [arm(2_000, 100), arm(99, 200)] }])).toBeNull();
    expect(chancesOfBest([{ ageDays: 1, arms: [arm(2_000, 0, 0), arm(2_000, 0, 0)] }])).toBeNull();
  });
});

describe('a new test', () => {
  const written: WrittenTest = { place: 'cart_page', variable: 'items', mode: 'knowing', versions: TWO, days: 14 };
  const around = { maxDiscountBp: 1_000, isDiscountStopped: false, tested: [], isOn: true };

  it('is one variable with two to five versions that differ, for two weeks', () => {
    expect(checkTest(written, around)).toEqual([]);
    expect(checkTest({ ...written, versions: [AS_IT_WAS] }, around)).toEqual(['too_few_versions']);
    expect(checkTest({ ...written, versions: [AS_IT_WAS, { kind: 'heading', heading: 'x' }] }, around)).toEqual(['two_variables']);
    expect(checkTest({ ...written, versions: [...TWO, { kind: 'items', most: 1 }] }, around)).toEqual(['versions_alike']);
    expect(checkTest({ ...written, versions: [{ kind: 'items', most: 1 }, AS_IT_WAS] }, around)).toContain('control_missing');
    expect(checkTest({ ...written, versions: [AS_IT_WAS, { kind: 'items', most: 4 }] }, around)).toEqual(['items_out_of_bounds']);
    expect(checkTest({ ...written, days: 13 }, around)).toEqual(['too_short']);
    expect(checkTest(written, { ...around, isOn: false })).toEqual(['place_is_off']);
  });

  it('is the only one wherever it reaches', () => {
    expect(checkTest(written, { ...around, tested: ['on_site'] })).toEqual(['place_is_tested']);
    expect(checkTest(written, { ...around, tested: ['product_page', 'workflow:1'] })).toEqual([]);
    expect(overlap('on_site', 'workflow:1')).toBe(false);
  });

  it('is of no price in the store while the set discount is stopped; emails bring codes of their own', () => {
    const stopped = { ...around, isDiscountStopped: true };
    const priced: WrittenTest = { ...written, place: 'on_site', variable: 'discount', versions: [AS_IT_WAS, { kind: 'discount', bp: 500 }] };
    expect(checkTest(priced, around)).toEqual([]);
    expect(checkTest(priced, stopped)).toEqual(['discount_stopped']);
    expect(checkTest({ ...priced, place: 'workflow:1' }, stopped)).toEqual([]);
    expect(checkTest(written, stopped)).toEqual([]);
  });

  it('is planned by what its place earns; of all places of the store together as many come as to the one that most reach', () => {
    const sums = [{ ...NOBODY, scope: 'on_site', arm: 'exposed', subjects: 200, cappedProfit: 400, cappedProfitSquared: 2_000 }, { ...NOBODY, scope: 'x1', arm: 'exposed', subjects: 100, cappedProfit: 300, cappedProfitSquared: 1_500 }, { ...NOBODY, scope: 'x1', arm: 'holdout', subjects: 9, cappedProfit: 1, cappedProfitSquared: 1 }];
    const arrivals = [{ place: 'cart_page', experimentId: 'x1', subjectsADay: 3 }, { place: 'product_page', experimentId: 'x2', subjectsADay: 7 }, { place: 'workflow:1', experimentId: 'x3', subjectsADay: 50 }];
    expect(trafficOf(arrivals, sums).map(({ place, profit, subjectsADay }) => [place, profit.n, profit.mean, subjectsADay])).toEqual([['on_site', 200, 2, 7], ['cart_page', 100, 3, 3], ['product_page', 0, 0, 7], ['workflow:1', 0, 0, 50]]);
    expect(trafficOf(arrivals.slice(2), sums).map(({ place }) => place)).toEqual(['workflow:1']);
  });

  it('needs more shoppers the smaller the effect and the more versions; where nobody has bought there is no telling', () => {
    const asItIs = { n: 5_000, mean: 500, variance: 2_500 ** 2 };
    const two = sampleNeeded(asItIs, 2, 2_000) ?? 0;
    expect(sampleNeeded(asItIs, 2, 1_000)).toBeGreaterThan(3.9 * two);
    expect(sampleNeeded(asItIs, 3, 2_000)).toBeGreaterThan(1.5 * two);
    expect(sampleNeeded({ n: 50, mean: 500, variance: 100 }, 2, 2_000)).toBeNull();
    expect(sampleNeeded({ n: 5_000, mean: 0, variance: 0 }, 2, 2_000)).toBeNull();
  });
});
