import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatDecimal, parseMinor, parseMinorUp } from '#app/domain/money/money.ts';

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

  it.each([['0.3333', 'EUR', 34], ['0.33', 'EUR', 33], ['0.3300', 'EUR', 33], ['12', 'EUR', 1200], ['0.1', 'JPY', 1], ['1.0001', 'KWD', 1001]])(
    'takes %s %s, which may be finer, for %d', (text, currency, minor) => expect(parseMinorUp(text, currency)).toBe(minor));

  it.each(['', '-1', '1e3', '9'.repeat(20)])('refuses %j as a cost', (text) => expect(parseMinorUp(text, 'EUR')).toBeUndefined());

  it('gives back what it wrote, in every currency', () => {
    fc.assert(
      fc.property(fc.integer({ min: -1e12, max: 1e12 }), fc.constantFrom('EUR', 'JPY', 'KWD'), (minor, currency) => {
        expect(parseMinor(formatDecimal(minor, currency), currency)).toBe(minor);
      }),
    );
  });
});
