import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatDecimal, parseMinor } from '#app/domain/money/money.ts';

describe('money', () => {
  it.each([
    ['12.40', 'EUR', 1240],
    ['12.4', 'EUR', 1240],
    ['12.4000', 'EUR', 1240],
    ['-0.05', 'EUR', -5],
    ['1500', 'JPY', 1500],
    ['1.234', 'KWD', 1234],
  ])('reads %s %s as %d minor units', (text, currency, minor) => expect(parseMinor(text, currency)).toBe(minor));

  it.each([['12.345', 'EUR'], ['1.5', 'JPY'], ['', 'EUR'], ['1e3', 'EUR'], ['12,40', 'EUR']])('refuses %s as %s', (text, currency) =>
    expect(parseMinor(text, currency)).toBeUndefined());

  it('gives back what it wrote, in every currency', () => {
    fc.assert(
      fc.property(fc.integer({ min: -1e12, max: 1e12 }), fc.constantFrom('EUR', 'JPY', 'KWD'), (minor, currency) => {
        expect(parseMinor(formatDecimal(minor, currency), currency)).toBe(minor);
      }),
    );
  });
});
