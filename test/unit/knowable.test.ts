// When there is enough to say anything, when that will be, and what would bring it nearer.
import { describe, expect, it } from 'vitest';
import { capOfHistory } from '#app/domain/experiment/cap.ts';
import { knowable, LEAST_AN_ARM, type Situation, subjectsForOneLook, subjectsNeeded, TUNED_FOR } from '#app/domain/experiment/knowable.ts';
import { DEFAULT_MEASURE_SETTINGS, measureProblems } from '#app/domain/experiment/measure-settings.ts';
import { nearer } from '#app/domain/experiment/nearer.ts';
import { powerOfEffect } from '#app/domain/experiment/power.ts';

const now = new Date('2026-11-20T00:00:00Z');
const since = new Date('2026-11-10T00:00:00Z');
const arm = (n: number, mean = 10, variance = 25) => ({ n, mean, variance });
const at = (n: number, more: Partial<Situation> = {}): Situation => ({ holdout: arm(n, 10, 100), exposed: arm(n, 10, 100), holdoutBp: 5_000, since, plausibleBp: 2_000, ...more });
const NEEDED = subjectsNeeded(at(500), 5_000, 2_000) as number;
const day = (date: Date | undefined | null) => date?.toISOString().slice(0, 10);

describe('what can be known', () => {
  it.each([[1_000, 2_000], [5_000, 2_000], [3_000, 700]])('asks, with %i held out, for as many as show an effect of %i basis points in four cases of five by the interval that is read daily', (holdoutBp, plausibleBp) => {
    const n = subjectsNeeded({ holdout: arm(500, 10, 400), exposed: arm(500, 10, 900) }, holdoutBp, plausibleBp) as number;
    const variance = (400 + 900) / 2;
    const error = Math.sqrt(variance / (n * (holdoutBp / 10_000)) + variance / (n * (1 - holdoutBp / 10_000)));
    expect(powerOfEffect({ value: (10 * plausibleBp) / 10_000, error, n }, TUNED_FOR)).toBeCloseTo(0.8, 3);
  });

  it('does not come sooner because the holdout happens to do well', () => {
    const asked = (holdout: number, exposed: number) => subjectsNeeded({ holdout: arm(500, holdout), exposed: arm(500, exposed) }, 5_000, 2_000);
    expect(asked(12, 8)).toBe(asked(8, 12));
  });

  it('is known from there on, and not before', () => {
    expect(knowable(at(Math.ceil(NEEDED / 2)), now)).toEqual({ kind: 'knowable' });
    expect(knowable(at(Math.ceil(NEEDED / 2) - 1), now)).toMatchObject({ kind: 'not_yet', needed: NEEDED });
  });

  it('needs a hundred in each arm, however little varies', () => {
    const situation = { holdout: arm(99, 10, 0.01), exposed: arm(900, 10, 0.01), holdoutBp: 1_000, since, plausibleBp: 2_000 };
    expect(knowable(situation, now)).toMatchObject({ kind: 'not_yet', needed: LEAST_AN_ARM * 10 });
    expect(knowable({ ...situation, holdout: arm(100, 10, 0.01) }, now)).toEqual({ kind: 'knowable' });
  });

  it('needs fifty buyers on the smaller arm’s part, or one large order is much of its mean', () => {
    const situation = { holdout: arm(1_000, 10, 0.01), exposed: arm(9_000, 10, 0.01), holdoutBp: 1_000, since, plausibleBp: 2_000 };
    expect(knowable({ ...situation, buyers: 400 }, now)).toMatchObject({ kind: 'not_yet', needed: 12_500 });
    expect(knowable({ ...situation, buyers: 500 }, now)).toEqual({ kind: 'knowable' });
  });

  it('is not put off by skewed amounts; the interval for one look is, to 25 times their squared skewness in each arm', () => {
    const skewed = { holdout: { ...arm(100, 10, 0.01), skewness: -12 }, exposed: { ...arm(900, 10, 0.01), skewness: -12 } };
    expect(subjectsNeeded(skewed, 1_000, 2_000)).toBe(1_000);
    expect(subjectsForOneLook(skewed)).toBe(36_000);
    expect(subjectsForOneLook({ holdout: arm(0), exposed: arm(0) }), 'nobody says how skewed').toBe(0);
  });

  it('says when: at the traffic of lately where that is known, else of all the time', () => {
    // 50 a day for ten days.
    const wait = (perDay: number) => new Date(now.getTime() + Math.ceil((NEEDED - 500) / perDay) * 86_400_000);
    expect(knowable(at(250), now)).toMatchObject({ kind: 'not_yet', knownOn: wait(50) });
    expect(knowable(at(250, { perDay: 10 }), now)).toMatchObject({ kind: 'not_yet', knownOn: wait(10) });
    expect(knowable(at(250, { perDay: 0 }), now)).toMatchObject({ kind: 'not_yet', knownOn: null });
  });

  it('gives no date where none can be told', () => {
    expect(knowable({ holdout: arm(0), exposed: arm(0), holdoutBp: 1_000, since: null, plausibleBp: 2_000 }, now)).toMatchObject({ kind: 'not_yet', needed: 1_000, knownOn: null });
    expect(knowable({ holdout: arm(20, 0, 0), exposed: arm(200, 0, 0), holdoutBp: 1_000, since, plausibleBp: 2_000 }, now)).toMatchObject({ kind: 'not_yet', needed: null, knownOn: null });
    expect(knowable({ holdout: arm(2, 1, 9_000), exposed: arm(20, 1, 9_000), holdoutBp: 1_000, since, plausibleBp: 2_000 }, now)).toMatchObject({ kind: 'not_yet', knownOn: null });
  });
});

describe('what would bring it nearer', () => {
  const none = { canHalve: false, allPlacesOn: null, capped: null };
  const situation = at(0, { holdout: arm(50, 10, 400), exposed: arm(450, 10, 400), holdoutBp: 1_000, perDay: 50 });
  const said = knowable(situation, now);
  const knownOn = said.kind === 'not_yet' ? said.knownOn : null;

  it('is each choice with its own date, the soonest first', () => {
    const capped = { holdout: arm(50, 10, 200), exposed: arm(450, 10, 200), capMinor: 4_800 };
    const choices = nearer(situation, knownOn, { canHalve: true, allPlacesOn: new Date('2026-11-21T00:00:00Z'), capped }, now);
    expect(choices.map(({ kind }) => kind).sort()).toEqual(['all_places', 'cap', 'half_held_out', 'larger_effect']);
    expect(choices[0]).toEqual({ kind: 'all_places', knownOn: new Date('2026-11-21T00:00:00Z') });
    const days = choices.map((choice) => choice.knownOn.getTime());
    expect(days).toEqual([...days].sort((one, other) => one - other));
    for (const choice of choices) expect(choice.knownOn < (knownOn as Date)).toBe(true);
    const half = choices.find(({ kind }) => kind === 'half_held_out');
    expect(day(half?.knownOn), 'it begins anew').toBe(day(new Date(now.getTime() + Math.ceil((subjectsNeeded(situation, 5_000, 2_000) as number) / 50) * 86_400_000)));
  });

  it('is the smallest effect that halves the wait', () => {
    const [choice] = nearer(situation, knownOn, none, now);
    if (choice?.kind !== 'larger_effect') throw new Error('it is something else');
    const wait = (plausibleBp: number) => {
      const then = knowable({ ...situation, plausibleBp }, now);
      return then.kind === 'not_yet' && then.knownOn ? then.knownOn.getTime() - now.getTime() : 0;
    };
    expect(choice.knownOn.getTime() - now.getTime()).toBe(wait(choice.plausibleBp));
    expect([wait(choice.plausibleBp) <= wait(2_000) / 2, wait(2_500) <= wait(2_000) / 2]).toEqual([true, choice.plausibleBp === 2_500]);
  });

  it('is nothing that takes as long or longer', () => {
    expect(nearer({ ...situation, plausibleBp: 10_000 }, new Date('2026-11-21T00:00:00Z'), { canHalve: true, allPlacesOn: new Date('2026-11-22T00:00:00Z'), capped: null }, now)).toEqual([]);
    expect(nearer({ ...situation, holdoutBp: 5_000, plausibleBp: 10_000 }, null, { ...none, canHalve: true }, now), 'half and half it is already').toEqual([]);
  });
});

describe('how much of one shopper counts', () => {
  const weeks = { weeks: 1_000, squares: 100, squaresOfLargest: 60, oneIn200: 48_000 };
  it('is capped where the largest hundredth makes more than half of all that varies', () => {
    expect(capOfHistory(weeks)).toBe(48_000);
    expect(capOfHistory({ ...weeks, squaresOfLargest: 50 })).toBeNull();
  });
  it('is not decided on too few', () => {
    expect(capOfHistory({ ...weeks, weeks: 199 })).toBeUndefined();
  });
});

describe('what a merchant may set', () => {
  it('has bounds, and is a whole number', () => {
    const { plausibleBp, messageCostMilli, capMinor } = DEFAULT_MEASURE_SETTINGS;
    const sound = { plausibleBp, messageCostMilli, capMinor };
    expect(measureProblems(sound)).toEqual([]);
    expect(measureProblems({ plausibleBp: 99, messageCostMilli: -1, capMinor: 0 })).toEqual(['plausibleBp', 'messageCostMilli', 'capMinor']);
    expect(measureProblems({ ...sound, plausibleBp: 1_000.5, capMinor: Number.NaN })).toEqual(['plausibleBp', 'capMinor']);
  });
});
