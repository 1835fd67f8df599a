import { describe, expect, it } from 'vitest';
import { armOf, hashFraction } from '#app/domain/portable/assignment.ts';
import cases from '../cases/assignment.json' with { type: 'json' };

describe('assignment', () => {
  it.each(cases.hash)('agrees with the published hash of "$seed" and "$value"', ({ seed, value, fraction }) => {
    expect(hashFraction(seed, value)).toBe(fraction);
  });

  it('holds out the share it is told to, nobody at 0 and everybody at 10000', () => {
    const held = (bp: number) => Array.from({ length: 20_000 }, (_, n) => armOf('salt', `visitor-${n}`, bp)).filter((arm) => arm === 'holdout').length / 20_000;
    expect(held(0)).toBe(0);
    expect(held(10_000)).toBe(1);
    expect(held(1_000)).toBeCloseTo(0.1, 2);
    expect(held(5_000)).toBeCloseTo(0.5, 1);
  });

  it('keeps whoever is held out in the holdout when its share grows', () => {
    for (let n = 0; n < 500; n++) if (armOf('salt', `v${n}`, 1_000) === 'holdout') expect(armOf('salt', `v${n}`, 2_000)).toBe('holdout');
  });

  it('gives experiments of different salts independent arms', () => {
    const both = Array.from({ length: 20_000 }, (_, n) => `v${n}`).filter((id) => armOf('one', id, 5_000) === 'holdout' && armOf('two', id, 5_000) === 'holdout').length;
    expect(both / 20_000).toBeCloseTo(0.25, 1);
  });
});
