// What must hold of the mathematics of experiments whatever the sums are, and how often its alarms go off.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { adjusted, type PairedSums } from '#app/domain/experiment/adjusted.ts';
import { assignmentCheck } from '#app/domain/experiment/assignment-check.ts';
import { discounted, thompsonShares, withFloor } from '#app/domain/experiment/bandit.ts';
import { benjaminiHochberg, holm } from '#app/domain/experiment/corrected.ts';
import { absoluteDifference, relativeDifference } from '#app/domain/experiment/difference.ts';
import { sampleOfSums } from '#app/domain/experiment/sample.ts';
import { watchedAbsolute, watchedRelative } from '#app/domain/experiment/watched.ts';
import { seededRandom } from '#sandbox/seed/seeded-random.ts';

const amount = fc.double({ min: 1, max: 1e5, noNaN: true });
const arm = fc.record({ n: fc.integer({ min: 2, max: 100_000 }), mean: amount, variance: fc.double({ min: 0.01, max: 1e8, noNaN: true }) });
const close = (value: number) => expect.closeTo(value, 6 - Math.ceil(Math.log10(Math.abs(value) + 1)));
const TUNED_FOR = 5_000;

describe('a difference that is watched', () => {
  it('turns round with its arms, and calls a difference exactly where its interval leaves zero out', () => {
    fc.assert(fc.property(arm, arm, (holdout, exposed) => {
      const [one, other] = [watchedAbsolute(holdout, exposed, TUNED_FOR)!, watchedAbsolute(exposed, holdout, TUNED_FOR)!];
      expect([-other.value, -other.high, -other.low, other.p]).toEqual([close(one.value), close(one.low), close(one.high), close(one.p)]);
      expect(one.low > 0 || one.high < 0).toBe(one.p < 0.05);
    }));
  });

  it('is never narrower than one for a single look', () => {
    fc.assert(fc.property(fc.record({ n: fc.integer({ min: 30, max: 100_000 }), mean: amount, variance: amount }), arm, (holdout, { mean }) => {
      const exposed = { ...holdout, mean };
      for (const level of [0.8, 0.95, 0.999]) expect(watchedAbsolute(holdout, exposed, TUNED_FOR, level)!.low).toBeLessThan(absoluteDifference(holdout, exposed, level)!.low);
    }));
  });
});

describe('a share of the holdout', () => {
  it('has the sign of the difference, where both arms lose money too', () => {
    const either = fc.double({ min: -1e5, max: 1e5, noNaN: true }).filter((mean) => Math.abs(mean) > 1e-3);
    fc.assert(fc.property(arm, arm, either, either, (one, other, before, after) => {
      const [holdout, exposed] = [{ ...one, mean: before }, { ...other, mean: after }];
      const sign = Math.sign(after - before);
      expect([relativeDifference(holdout, exposed)!.value, watchedRelative(holdout, exposed, TUNED_FOR)!.value].map(Math.sign)).toEqual([sign, sign]);
    }));
  });

  it('is as far and as sure when every amount is turned round', () => {
    fc.assert(fc.property(arm, arm, (holdout, exposed) => {
      const turned = (sample: typeof holdout) => ({ ...sample, mean: -sample.mean });
      const [one, other] = [relativeDifference(holdout, exposed)!, relativeDifference(turned(holdout), turned(exposed))!];
      expect([-other.value, other.p]).toEqual([close(one.value), close(one.p)]);
    }));
  });
});

const pairs = fc.array(fc.tuple(fc.integer({ min: 0, max: 50_000 }), fc.integer({ min: -5_000, max: 50_000 })), { minLength: 3, maxLength: 60 });
const summed = (all: readonly (readonly [number, number])[]): PairedSums => {
  const of = (value: (before: number, after: number) => number) => all.reduce((sum, [before, after]) => sum + value(before, after), 0);
  return { n: all.length, sum: of((_, y) => y), sumOfSquares: of((_, y) => y * y), before: of((x) => x), beforeSquared: of((x) => x * x), product: of((x, y) => x * y) };
};

describe('an adjusted difference', () => {
  it('is the same whatever the currency of what was before, and whatever everybody had more of it', () => {
    fc.assert(fc.property(pairs, pairs, fc.integer({ min: 1, max: 100 }), fc.integer({ min: 0, max: 1_000 }), (one, other, rate, more) => {
      const changed = (all: typeof one) => summed(all.map(([before, after]) => [before * rate + more, after] as const));
      const [plain, moved] = [adjusted(summed(one), summed(other)), adjusted(changed(one), changed(other))];
      expect(moved.exposed.mean - moved.holdout.mean).toBeCloseTo(plain.exposed.mean - plain.holdout.mean, 3);
      expect(moved.varianceLeft).toBeCloseTo(plain.varianceLeft, 5);
    }));
  });

  it('keeps 1 − ρ² of its variance in large samples', () => {
    const chance = seededRandom(20_261_126);
    const normal = () => Math.sqrt(-2 * Math.log(1 - chance.next())) * Math.cos(2 * Math.PI * chance.next());
    const correlation = 0.6;
    const drawn = () => summed(Array.from({ length: 20_000 }, () => {
      const before = normal();
      return [before, correlation * before + Math.sqrt(1 - correlation ** 2) * normal()] as const;
    }));
    // Two standard errors of a squared correlation in 40,000 pairs: .008.
    expect(Math.abs(adjusted(drawn(), drawn()).varianceLeft - (1 - correlation ** 2))).toBeLessThan(0.01);
  });
});

describe('shares that follow what is earned', () => {
  it('make a whole, keep the floor, and go rather to who earns more', () => {
    const arms = fc.array(fc.record({ n: fc.integer({ min: 100, max: 10_000 }), mean: fc.double({ min: -50, max: 50, noNaN: true }), variance: fc.double({ min: 1, max: 1e4, noNaN: true }) }), { minLength: 2, maxLength: 5 });
    fc.assert(fc.property(arms, (samples) => {
      const shares = withFloor(thompsonShares(samples), 0.05);
      expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 9);
      expect(Math.min(...shares)).toBeGreaterThanOrEqual(0.05 - 1e-12);
    }), { numRuns: 30 });
  });

  it('of one period are judged by its plain means and errors', () => {
    const sums = fc.record({ n: fc.integer({ min: 20, max: 500 }), sum: fc.double({ min: 0, max: 1e4, noNaN: true }) }).map(({ n, sum }) => ({ n, sum, sumOfSquares: (sum * sum) / n + n * 7 }));
    fc.assert(fc.property(fc.array(sums, { minLength: 2, maxLength: 5 }), fc.integer({ min: 0, max: 60 }), (arms, ageDays) => {
      discounted([{ ageDays, arms }], 14).forEach((sample, at) => {
        const { n, sum, sumOfSquares } = arms[at]!;
        const plain = sampleOfSums(n, sum, sumOfSquares);
        expect([sample.mean, sample.variance / sample.n]).toEqual([expect.closeTo(plain.mean, 6), expect.closeTo(plain.variance / n, 6)]);
      });
    }));
  });
});

describe('corrected p-values', () => {
  it('are never surer than the plain ones, keep their order, and are stricter against any error than against their part', () => {
    fc.assert(fc.property(fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 12 }), (p) => {
      const [strict, mild] = [holm(p), benjaminiHochberg(p)];
      p.forEach((value, at) => {
        expect(mild[at]).toBeGreaterThanOrEqual(value);
        expect(strict[at]).toBeGreaterThanOrEqual(mild[at]! - 1e-12);
        p.forEach((other, there) => {
          if (value <= other) expect(strict[at]).toBeLessThanOrEqual(strict[there]!);
        });
      });
    }));
  });
});

describe('an assignment that is checked every day', () => {
  const chance = seededRandom(7);
  const binomial = (n: number, rate: number) => {
    let hits = 0;
    for (let each = 0; each < n; each++) if (chance.next() < rate) hits++;
    return hits;
  };
  const RUNS = 200;
  const SUBJECTS = 20_000;

  it('is let alone while it is sound: at most one in a hundred is ever stopped', () => {
    let stopped = 0;
    for (let run = 0; run < RUNS; run++) {
      const arms = [{ share: 1, assigned: 0, counted: 0 }, { share: 9, assigned: 0, counted: 0 }];
      for (let day = 0; day < 40; day++) {
        const held = binomial(SUBJECTS / 40, 0.1);
        [held, SUBJECTS / 40 - held].forEach((given, at) => {
          arms[at]!.assigned += given;
          arms[at]!.counted += binomial(given, 0.7);
        });
        if (assignmentCheck(arms).fault) {
          stopped++;
          break;
        }
      }
    }
    // One in a hundred, and two standard errors.
    expect(stopped / RUNS).toBeLessThanOrEqual(0.01 + 2 * Math.sqrt((0.01 * 0.99) / RUNS));
  });

  it('is caught where it loses 5 % of one of two equal arms, in 99 of 100 runs at 20,000 subjects of whom 85 % are counted', () => {
    let caught = 0;
    for (let run = 0; run < RUNS; run++) {
      const held = binomial(SUBJECTS, 0.5);
      const given = SUBJECTS - held;
      if (assignmentCheck([{ share: 1, assigned: held, counted: binomial(held, 0.85) }, { share: 1, assigned: given, counted: binomial(given, 0.85 * 0.95) }]).fault) caught++;
    }
    expect(caught / RUNS).toBeGreaterThanOrEqual(0.99);
  });
});
