import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { measuredUplift } from '#app/domain/audience/uplift.ts';

describe('what showing changes, as a ratio', () => {
  it('is that of the shares where many were counted', () => {
    expect(measuredUplift({ shown: 9_000, shownBought: 900, held: 1_000, heldBought: 50 })).toEqual({ ratio: expect.closeTo(2, 1), shownSubjects: 9_000, heldSubjects: 1_000 });
  });

  it('is one where nothing was counted, and says little where nobody held out bought', () => {
    expect(measuredUplift({ shown: 0, shownBought: 0, held: 0, heldBought: 0 })).toEqual({ ratio: 1, shownSubjects: 0, heldSubjects: 0 });
    expect(measuredUplift({ shown: 500, shownBought: 5, held: 50, heldBought: 0 }).ratio).toBeLessThan(1.2);
  });

  it('is positive and finite whatever was counted, and no less for one more buyer among the shown', () => {
    const arm = fc.nat(100_000).chain((of) => fc.record({ of: fc.constant(of), bought: fc.nat(of) }));
    fc.assert(fc.property(arm, arm, (shown, held) => {
      const ratio = (bought: number) => measuredUplift({ shown: shown.of, shownBought: bought, held: held.of, heldBought: held.bought }).ratio;
      expect(Number.isFinite(ratio(shown.bought)) && ratio(shown.bought) > 0 && ratio(shown.bought + 1) > ratio(shown.bought)).toBe(true);
    }));
  });
});
