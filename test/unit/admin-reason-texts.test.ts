import { describe, expect, it } from 'vitest';
import { REASON_NUMBERS } from '#app/domain/decision/reason-codes.ts';
import { text } from '#app/ui/text/text.ts';

describe('the texts of reasons', () => {
  it('name every reason that a decision can give, and none that it cannot', () => {
    expect(Object.keys(text.activity.reasons).sort()).toEqual(Object.keys(REASON_NUMBERS).sort());
  });
});
