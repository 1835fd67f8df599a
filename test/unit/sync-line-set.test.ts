import { describe, expect, it } from 'vitest';
import { amountMinor, costMinor } from '#app/pipeline/sync/amounts.ts';
import { setOfLine } from '#app/pipeline/sync/line-set.ts';

const ID = '0b9a1c52-1111-4111-8111-00000000000a';

describe('the set of an order line', () => {
  it('is the id in its attribute', () => {
    expect(setOfLine([{ name: 'Engraving', value: 'A' }, { name: '_setwise', value: ID.toUpperCase() }])).toBe(ID);
  });

  it.each([['another text', 'hello'], ['SQL', `${ID}'; DROP TABLE orders`], ['an object', { id: ID }], ['nothing', null]])('is none for %s', (_what, value) => {
    expect(setOfLine([{ name: '_setwise', value }])).toBeNull();
  });
});

describe('an amount', () => {
  it('is minor units of its currency', () => {
    expect([amountMinor('12.4', 'EUR'), amountMinor('1500.0', 'JPY'), amountMinor('1.234', 'KWD')]).toEqual([1_240, 1_500, 1_234]);
  });

  it('is an error where it does not fit its currency', () => {
    expect(() => amountMinor('12.345', 'EUR')).toThrow(/not an amount of EUR/);
  });

  it('of cost may be finer, and is rounded up', () => {
    expect([costMinor('3.333', 'EUR'), costMinor('3.30', 'EUR'), costMinor(null, 'EUR')]).toEqual([334, 330, null]);
  });
});
