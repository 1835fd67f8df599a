// What must hold of any two arms, and how often the interval holds what was planted.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { absoluteDifference, relativeDifference } from '#app/domain/experiment/difference.ts';
import { sampleRatio } from '#app/domain/experiment/sample-ratio.ts';
import { sampleOfSums } from '#app/domain/experiment/sample.ts';
import { verdict } from '#app/domain/experiment/verdict.ts';
import { type ArmSums, NOBODY } from '#app/domain/metric/arm-sums.ts';
import { armOf } from '#app/domain/portable/assignment.ts';
import { type SeededRandom, seededRandom } from '#sandbox/seed/seeded-random.ts';

const arm = fc.record({ n: fc.integer({ min: 2, max: 100_000 }), mean: fc.double({ min: 1, max: 1e5, noNaN: true }), variance: fc.double({ min: 0.01, max: 1e8, noNaN: true }) });
const close = (value: number) => expect.closeTo(value, 6 - Math.ceil(Math.log10(Math.abs(value) + 1)));

describe('a difference', () => {
  it('turns round with its arms, and its interval holds it', () => {
    fc.assert(fc.property(arm, arm, (holdout, exposed) => {
      const [one, other] = [absoluteDifference(holdout, exposed), absoluteDifference(exposed, holdout)];
      if (!one || !other) throw new Error('there is no difference');
      expect([-other.value, -other.high, -other.low, other.p]).toEqual([close(one.value), close(one.low), close(one.high), close(one.p)]);
      expect(one.low <= one.value && one.value <= one.high).toBe(true);
      expect(one.low > 0 || one.high < 0).toBe(one.p < 0.05);
    }));
  });

  it('that is relative does not depend on the currency', () => {
    fc.assert(fc.property(arm, arm, fc.constantFrom(0.01, 3, 100), (holdout, exposed, rate) => {
      const scaled = (sample: typeof holdout) => ({ ...sample, mean: sample.mean * rate, variance: sample.variance * rate * rate });
      const [one, other] = [relativeDifference(holdout, exposed), relativeDifference(scaled(holdout), scaled(exposed))];
      expect(other?.value).toEqual(close(one?.value as number));
      expect(other?.p).toEqual(close(one?.p as number));
    }));
  });
});

/** An arm of whom everybody bought. */
const sumsOf = ({ n, mean, variance }: { n: number; mean: number; variance: number }): ArmSums => {
  const [sum, squares] = [n * mean, variance * (n - 1) + n * mean ** 2];
  return { ...NOBODY, subjects: n, buyers: n, revenue: sum, revenueSquared: squares, cappedProfit: sum, cappedProfitSquared: squares };
};

describe('a verdict', () => {
  it('names no number while the arms are broken or too few are counted', () => {
    fc.assert(fc.property(arm, arm, fc.integer({ min: 500, max: 5_000 }), (holdout, exposed, holdoutBp) => {
      const said = verdict({ holdout: sumsOf(holdout), exposed: sumsOf(exposed), assigned: null, holdoutBp, since: new Date(0) }, 2_000, new Date(864_000_000));
      if (said.kind !== 'known') expect(said).not.toHaveProperty('profit');
      else expect([holdout.n >= 100 && exposed.n >= 100, sampleRatio([exposed.n, holdout.n], [10_000 - holdoutBp, holdoutBp]).p < 0.000_01]).toEqual([true, false]);
    }));
  });
});

/** Sums of one arm of shoppers: most buy nothing, who does spends a skewed amount. */
function drawn(chance: SeededRandom, n: number, rate: number): ReturnType<typeof sampleOfSums> {
  let [sum, squares] = [0, 0];
  for (let shopper = 0; shopper < n; shopper++) {
    if (!chance.chance(rate)) continue;
    const spent = Math.exp(3 + 0.6 * Math.sqrt(-2 * Math.log(1 - chance.next())) * Math.cos(2 * Math.PI * chance.next()));
    sum += spent;
    squares += spent * spent;
  }
  return sampleOfSums(n, sum, squares);
}

describe('the interval, read once', () => {
  // Two standard errors of 2,000 runs around 95 %: 94.0 to 96.0.
  it.each([
    ['where nothing was planted', 0.2, 0.2],
    ['where something was', 0.2, 0.26],
  ])('covers the truth in 95 of 100 runs %s', (_, base, lifted) => {
    const chance = seededRandom(20_261_120);
    const truth = (lifted - base) * Math.exp(3 + 0.36 / 2);
    let covered = 0;
    for (let run = 0; run < 2_000; run++) {
      const difference = absoluteDifference(drawn(chance, 400, base), drawn(chance, 400, lifted));
      if (difference && difference.low <= truth && truth <= difference.high) covered++;
    }
    expect(covered / 2_000).toBeGreaterThan(0.94);
    expect(covered / 2_000).toBeLessThan(0.96);
  });
});

describe('an assignment', () => {
  it('that is sound is not called broken, and one that loses a tenth of an arm is', () => {
    const subjects = Array.from({ length: 20_000 }, (_, n) => `visitor-${n}`);
    for (let salt = 0; salt < 20; salt++) {
      const held = subjects.filter((id) => armOf(`salt-${salt}`, id, 5_000) === 'holdout').length;
      expect(sampleRatio([subjects.length - held, held], [1, 1]).broken).toBe(false);
      expect(sampleRatio([subjects.length - held, Math.round(held * 0.9)], [1, 1]).broken).toBe(true);
    }
  });
});
