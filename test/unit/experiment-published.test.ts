// Against published values, to the digits given; each case says where it stands (test/cases/experiment.json).
import { describe, expect, it } from 'vitest';
import { logLikelihoodRatio, surprise } from '#app/domain/association/log-likelihood.ts';
import { adjusted, type PairedSums } from '#app/domain/experiment/adjusted.ts';
import { thompsonShares, withFloor } from '#app/domain/experiment/bandit.ts';
import { chanceToWin } from '#app/domain/experiment/chance-to-win.ts';
import { benjaminiHochberg, holm } from '#app/domain/experiment/corrected.ts';
import { absoluteDifference, relativeDifference, type Side } from '#app/domain/experiment/difference.ts';
import { relativeEffect } from '#app/domain/experiment/effect.ts';
import { leastEffect, powerOfEffect, powerOfT, powerOfZ, type Sizes, subjectsFor } from '#app/domain/experiment/power.ts';
import { adjustedRatio, type PairedRatioSums, type RatioSums, sampleOfRatio } from '#app/domain/experiment/ratio.ts';
import { type Sample, sampleOfShare, sampleOfSums } from '#app/domain/experiment/sample.ts';
import { sampleRatio } from '#app/domain/experiment/sample-ratio.ts';
import { watchedAbsolute, watchedRelative } from '#app/domain/experiment/watched.ts';
import { logOdds, watchedSampleRatio } from '#app/domain/experiment/watched-sample-ratio.ts';
import cases from '../cases/experiment.json' with { type: 'json' };

interface Arms {
  holdout: Sample;
  exposed: Sample;
}

const alike = <Sums>(sample: (sums: Sums) => Sample) => (a: unknown, b: unknown): Arms => ({ holdout: sample(a as Sums), exposed: sample(b as Sums) });
const ARMS: Record<string, (a: unknown, b: unknown) => Arms> = {
  sums: alike(({ n, sum, sumOfSquares }: { n: number; sum: number; sumOfSquares: number }) => sampleOfSums(n, sum, sumOfSquares)),
  shares: alike(({ n, yes }: { n: number; yes: number }) => sampleOfShare(n, yes)),
  ratios: alike(sampleOfRatio as (sums: RatioSums) => Sample),
  'paired sums': (a, b) => adjusted(a as PairedSums, b as PairedSums),
  'paired shares': (a, b) => adjusted(a as PairedSums, b as PairedSums, 'share'),
  'paired ratios': (a, b) => adjustedRatio(a as PairedRatioSums, b as PairedRatioSums),
};

const rounded = (value: number, decimals: number) => Math.round(value * 10 ** decimals) / 10 ** decimals + 0;

interface Case {
  source: string;
  of: string;
  kind: string;
  side?: string;
  tunedFor?: number;
  a: unknown;
  b: unknown;
  /** An end that is null: none. */
  expect: Partial<Record<'value' | 'low' | 'high' | 'p', number | null>> | null;
  decimals: number;
}

function difference({ of, kind, side = 'both', tunedFor, a, b }: Case) {
  const { holdout, exposed } = ARMS[of]!(a, b);
  if (tunedFor) return (kind === 'relative' ? watchedRelative : watchedAbsolute)(holdout, exposed, tunedFor, 0.95, side as Side);
  return (kind === 'relative' ? relativeDifference : absoluteDifference)(holdout, exposed, 0.95, side as Side);
}

describe('the difference of two arms', () => {
  it.each((cases.differences as Case[]).map((published) => [published.source.split('/').at(-1), published.kind, published] as const))('agrees with %s (%s)', (_, __, published) => {
    const found = difference(published);
    if (published.expect === null) expect(found).toBeNull();
    for (const [name, value] of Object.entries(published.expect ?? {})) {
      const ours = found?.[name as keyof typeof found] as number;
      expect([name, Number.isFinite(ours) ? rounded(ours, published.decimals) : null]).toEqual([name, value]);
    }
  });
});

describe('an adjustment', () => {
  it.each(cases.adjustments.map((published) => [published.source.split('/').at(-1), published] as const))('has the slope and the spreads of %s', (_, { a, b, expect: expected, decimals }) => {
    const { theta, holdout, exposed } = adjusted(a, b);
    const found: Record<string, number> = { theta, holdoutSpread: Math.sqrt(holdout.variance), exposedSpread: Math.sqrt(exposed.variance) };
    for (const [name, value] of Object.entries(expected)) expect([name, rounded(found[name]!, decimals)]).toEqual([name, value]);
  });
});

describe('the sample ratio', () => {
  it.each(cases.sampleRatios)('agrees with the published case $observed at $expected', ({ observed, expected, p }) => {
    expect(rounded(sampleRatio(observed, expected).p, 9)).toBe(p);
  });

  it.each(cases.watchedSampleRatios)('watched, agrees with the published case $observed', ({ observed, expected, concentration, odds, prior, logOdds: log }) => {
    if (odds) expect(watchedSampleRatio(observed, expected, concentration).p).toBeCloseTo(1 / odds, 10);
    else expect(logOdds(observed, expected, prior!)).toBeCloseTo(log as number, 10);
  });
});

describe('shares with a floor', () => {
  it.each(cases.floors)('are p = f + (1 − nf)w, as in $source', ({ arms, floor }) => {
    const weights = thompsonShares(arms.map(({ n, sum, sumOfSquares }) => sampleOfSums(n, sum, sumOfSquares)));
    const shares = withFloor(weights, floor);
    expect(shares).toEqual(weights.map((weight) => expect.closeTo(floor + (1 - arms.length * floor) * weight, 12)));
    expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 12);
    expect(withFloor(weights, 0.5)).toEqual([0.25, 0.25, 0.25, 0.25]);
    expect(withFloor(weights, -0.3)).toEqual(withFloor(weights, 0));
  });
});

describe('the chance to win', () => {
  it.each(cases.chances.map((published) => [published.source.split('/').at(-1), published] as const))('agrees with %s', (_, { of, a, b, prior, expect: expected, decimals }) => {
    const { holdout, exposed } = ARMS[of]!(a, b);
    const { risk, ...odds } = chanceToWin(relativeEffect(holdout, exposed)!, prior);
    const found: Record<string, number> = { ...odds, ...risk };
    for (const [name, value] of Object.entries(expected)) expect([name, rounded(found[name]!, decimals)]).toEqual([name, value]);
  });

  it('moves with what was thought before as published', () => {
    const { seen } = cases.priors;
    const error = (seen.high - seen.low) / 2 / 1.959963984540054;
    for (const { variance, ...expected } of cases.priors.cases) {
      const { value, low, high } = chanceToWin({ value: seen.value, error }, { mean: 0, variance });
      expect({ value, low, high }).toEqual({ value: expect.closeTo(expected.value, 12), low: expect.closeTo(expected.low, 12), high: expect.closeTo(expected.high, 12) });
    }
  });

  it.each(cases.risks)('has the published risks of $value ± $error', ({ value, error, ofStaying, ofChanging }) => {
    const { risk } = chanceToWin({ value, error });
    expect([rounded(risk.ofStaying, 10), rounded(risk.ofChanging, 10)]).toEqual([ofStaying, ofChanging]);
  });

  it('is the published one of an interval', () => {
    expect(rounded(chanceToWin({ value: Math.sqrt(Math.PI), error: Math.PI }).chance, 7)).toBe(cases.chanceOfInterval.chance);
  });
});

describe('power', () => {
  it.each(cases.powers)('of $test for $effect at $sizes ($side) is as published', ({ test, effect, sizes, side, power }) => {
    expect((test === 't' ? powerOfT : powerOfZ)(effect, sizes as unknown as Sizes, 0.05, side as Side)).toBeCloseTo(power, 11);
  });

  it.each(cases.plans.cases)('of an effect of $effect on a mean of $mean, and the least effect seen, are as published', ({ mean, variance, effect, sizes, powers, least }) => {
    const planned = (n: number) => (share: number) => powerOfEffect(relativeEffect({ n, mean, variance }, { n, mean: mean * (1 + share), variance })!);
    expect(sizes.map((n) => rounded(planned(n)(effect), 5))).toEqual(powers);
    // Theirs leave the far tail out, which is felt in the sixth digit.
    expect(sizes.map((n) => leastEffect(0.8, planned(n)))).toEqual(least.map((value) => expect.closeTo(value, 4.7)));
  });

  it('needs so many subjects that it is reached', () => {
    for (const [effect, share, power] of [[1, 0.5, 0.967708258242517], [0.2, 0.1, 0.8], [0.02, 0.5, 0.9]] as const) {
      const all = subjectsFor(effect, share, power)!;
      expect(powerOfT(effect, [all * share, all * (1 - share)])).toBeCloseTo(power, 7);
    }
    expect(subjectsFor(1, 0.5, 0.967708258242517)).toBeCloseTo(60, 6);
    expect(subjectsFor(0, 0.5, 0.8)).toBeNull();
  });
});

describe('several comparisons', () => {
  it.each(cases.corrected)('corrected by $by are as published', ({ by, p, expect: expected }) => {
    expect((by === 'holm' ? holm : benjaminiHochberg)(p)).toEqual(expected.map((value) => expect.closeTo(value, 12)));
  });
});

describe('the log-likelihood ratio of four counts', () => {
  const counted = ([both, onlyOne, onlyOther, neither]: number[]) => ({ both: both!, onlyOne: onlyOne!, onlyOther: onlyOther!, neither: neither! });

  it.each(cases.logLikelihoods)('agrees with the published $ratio of $counts', ({ counts, ratio, within }) => {
    expect(Math.abs(logLikelihoodRatio(counted(counts)) - ratio)).toBeLessThanOrEqual(within);
  });

  it.each(cases.surprises)('has the published side of chance at $counts', ({ counts, side }) => {
    expect(Math.sign(surprise(counted(counts))) + 0).toBe(side);
  });
});
