// By how much skewed amounts make the interval for one look wider.
import { describe, expect, it } from 'vitest';
import { adjusted } from '#app/domain/experiment/adjusted.ts';
import { absoluteDifference, relativeDifference } from '#app/domain/experiment/difference.ts';
import { departureOfDifference, departureOfShare, wider } from '#app/domain/experiment/skewness.ts';
import { watchedAbsolute } from '#app/domain/experiment/watched.ts';

const Z = 1.959963984540054;
const arm = (n: number, skewness?: number) => ({ n, mean: 10, variance: 400, ...(skewness === undefined ? {} : { skewness }) });
const errors = ({ n, variance }: ReturnType<typeof arm>) => variance / n;
const sides = (holdout: ReturnType<typeof arm>, exposed: ReturnType<typeof arm>) => ({ holdout, exposed, errors: [errors(holdout), errors(exposed)] as const });

describe('an interval for one look', () => {
  it('is wider by the term of Hall’s series, where one arm alone has an error: (z⁴ + 2z² − 3) / 18 of the squared skewness of its mean', () => {
    const departure = departureOfDifference({ holdout: arm(500, 4), exposed: arm(500, 4), errors: [1, 0] });
    expect(wider(departure, Z)).toBeCloseTo(1 + ((Z ** 4 + 2 * Z ** 2 - 3) / 18) * (16 / 500), 12);
    expect(departureOfShare({ holdout: arm(500, 4), exposed: arm(500, 4), errors: [1, 0] }, 0, 0)).toEqual(departure);
  });

  it('is Student’s where nobody says how skewed amounts are, and where they are not', () => {
    for (const compare of [absoluteDifference, relativeDifference]) expect(compare(arm(200), arm(900, 3))).toEqual(compare(arm(200), arm(900)));
    expect(absoluteDifference(arm(200, 0), arm(900, 0))).toEqual(absoluteDifference(arm(200), arm(900)));
  });

  it('is Student’s for a difference of arms alike, whose skewness cancels, and wider the less they are alike', () => {
    expect(wider(departureOfDifference(sides(arm(500, 4), arm(500, 4))), Z)).toBe(1);
    const of = (held: number) => wider(departureOfDifference(sides(arm(held, 4), arm(1_000 - held, 4))), Z);
    expect([of(400) > 1, of(200) > of(400), of(100) > of(200)]).toEqual([true, true, true]);
  });

  it('stays round the same value, with a p that says what it says', () => {
    const [plain, skewed] = [absoluteDifference(arm(60), { ...arm(900), mean: 15.5 }), absoluteDifference(arm(60, 9), { ...arm(900, 9), mean: 15.5 })];
    if (!plain || !skewed) throw new Error('there is no difference');
    expect(skewed.value).toBe(plain.value);
    expect([plain.low > 0, plain.p < 0.05, skewed.low > 0, skewed.p < 0.05]).toEqual([true, true, false, false]);
  });

  it('towards one side, or read every day, is as it was', () => {
    expect(absoluteDifference(arm(60, 9), arm(900, 9), 0.95, 'more')).toEqual(absoluteDifference(arm(60), arm(900), 0.95, 'more'));
    expect(watchedAbsolute(arm(60, 9), arm(900, 9), 5_000)).toEqual(watchedAbsolute(arm(60), arm(900), 5_000));
  });
});

describe('the skewness of what is compared', () => {
  const sums = (values: readonly number[], before: readonly number[] = values.map(() => 0)) => {
    const of = (power: number) => values.reduce((sum, value) => sum + value ** power, 0);
    return { n: values.length, sum: of(1), sumOfSquares: of(2), sumOfCubes: of(3), before: before.reduce((sum, value) => sum + value, 0), beforeSquared: before.reduce((sum, value) => sum + value ** 2, 0), product: before.reduce((sum, value, at) => sum + value * (values[at] ?? 0), 0) };
  };

  it('is that of both arms, each about its own mean', () => {
    // About their means: −1, −1, 2 and the same, so 6 in sum of cubes and of squares 12, of six.
    const { holdout, exposed } = adjusted(sums([0, 0, 3]), sums([10, 10, 13]));
    expect([holdout.skewness, exposed.skewness]).toEqual([expect.closeTo(2 / 2 ** 1.5, 9), expect.closeTo(2 / 2 ** 1.5, 9)]);
  });

  it('is kept when what was before is taken out, and not known without sums of cubes or where nothing varies', () => {
    const smoothed = adjusted(sums([0, 0, 3], [1, 2, 5]), sums([10, 10, 13], [2, 2, 4]));
    expect([smoothed.theta > 0, smoothed.exposed.skewness]).toEqual([true, expect.closeTo(2 / 2 ** 1.5, 9)]);
    const { sumOfCubes: _, ...without } = sums([0, 0, 3]);
    expect(adjusted(without, sums([10, 10, 13])).exposed).not.toHaveProperty('skewness');
    expect(adjusted(sums([3, 3]), sums([3, 3])).holdout).not.toHaveProperty('skewness');
    expect(adjusted(sums([]), sums([])).holdout).not.toHaveProperty('skewness');
  });
});
