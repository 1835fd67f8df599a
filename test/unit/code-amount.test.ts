// What a code made in one currency gives in another, while the rate between them moves a little.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { amountNeeded, amountOff } from '#app/domain/market/code-amount.ts';
import { exchanged } from '#app/domain/money/exchange.ts';

const abroad = fc.record({ to: fc.constantFrom('CHF', 'JPY', 'KWD'), rate: fc.oneof(fc.double({ min: 0.2, max: 5, noNaN: true }), fc.double({ min: 20, max: 400, noNaN: true })) }).map((one) => ({ from: 'EUR', ...one }));
const minor = fc.integer({ min: 0, max: 5_000_000 });
/** What Shopify converts at when the code is used. */
const moved = fc.double({ min: 1 / 1.02, max: 1.02, noNaN: true });

describe('an amount that a code takes off', () => {
  it('is never less than was said, nor more than may come off, as long as rates move little', () => {
    fc.assert(
      fc.property(minor, abroad, moved, (most, exchange, by) => {
        const { codeMinor, saidMinor } = amountOff(most, exchange);
        const then = { ...exchange, rate: exchange.rate * by };
        expect(exchanged(codeMinor, then, 'up')).toBeGreaterThanOrEqual(saidMinor);
        expect(exchanged(codeMinor, then, 'down')).toBeLessThanOrEqual(most);
      }),
    );
  });

  it('is little less than may come off', () => {
    expect(amountOff(10_000, { from: 'EUR', to: 'CHF', rate: 0.94 })).toEqual({ codeMinor: 10_429, saidMinor: 9_611 });
  });

  it('is itself in the shop\'s own currency', () => {
    fc.assert(
      fc.property(minor, (most) => {
        const own = { from: 'EUR', to: 'EUR', rate: 1 };
        expect([amountOff(most, own), amountNeeded(most, own)]).toEqual([{ codeMinor: most, saidMinor: most }, { codeMinor: most, saidMinor: most }]);
      }),
    );
  });
});

describe('an amount that a code needs', () => {
  it('is never more than was said, as long as rates move little', () => {
    fc.assert(
      fc.property(minor, abroad, moved, (least, exchange, by) => {
        const { codeMinor, saidMinor } = amountNeeded(least, exchange);
        expect(saidMinor).toBe(least);
        expect(exchanged(codeMinor, { ...exchange, rate: exchange.rate * by }, 'down')).toBeLessThanOrEqual(saidMinor);
      }),
    );
  });
});
