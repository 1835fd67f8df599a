import { describe, expect, it } from 'vitest';
import { discountWords } from '#app/ui/sets/discount-words.ts';
import { text } from '#app/ui/text/text.ts';

const { discountCut, discountCutToNone, discountLeast, discountLeastIsNone } = text.sets;

describe('what is said of a discount that was cut', () => {
  it('is to what it was cut while any of it is left', () => {
    expect(discountWords([{ discountBp: 300, discountLimit: 'would_not_pay' }, { discountBp: 0, discountLimit: 'would_not_pay' }])).toEqual([discountLeast]);
    expect(discountWords([{ discountBp: 300, discountLimit: 'margin_floor' }])).toEqual([discountCut]);
    expect(discountWords([{ discountBp: 0, discountLimit: 'would_not_pay' }, { discountBp: 500, discountLimit: 'set' }])).toEqual([discountLeast]);
  });

  it('is that none is left where none is', () => {
    expect(discountWords([{ discountBp: 0, discountLimit: 'would_not_pay' }, { discountBp: 0, discountLimit: 'would_not_pay' }])).toEqual([discountLeastIsNone]);
    expect(discountWords([{ discountBp: 0, discountLimit: 'margin_floor' }])).toEqual([discountCutToNone]);
  });

  it('is nothing where nothing was cut', () => {
    expect(discountWords([{ discountBp: 0, discountLimit: 'set' }, { discountBp: 500, discountLimit: 'max_discount' }])).toEqual([]);
    expect(discountWords([])).toEqual([]);
  });
});
