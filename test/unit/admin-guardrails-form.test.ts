import { describe, expect, it } from 'vitest';
import { DEFAULT_GUARDRAILS, GUARDRAIL_BOUNDS } from '#app/domain/margin/guardrails.ts';
import { formOf, readForm } from '#app/ui/guardrails/form.ts';

describe('guardrails as a person types them', () => {
  it.each([0, 2, 3])('come back unchanged in a currency of %i decimals', (exponent) => {
    for (const guardrails of [DEFAULT_GUARDRAILS, { ...DEFAULT_GUARDRAILS, defaultCostBp: null, floorMinor: 1_250 }])
      expect(readForm(formOf(guardrails, exponent), exponent, GUARDRAIL_BOUNDS)).toEqual({ kind: 'sound', guardrails });
  });

  it('take a decimal comma', () => {
    const read = readForm({ ...formOf(DEFAULT_GUARDRAILS, 2), floorBp: '12,5', floorMinor: '3,2' }, 2, GUARDRAIL_BOUNDS);
    expect(read).toMatchObject({ kind: 'sound', guardrails: { floorBp: 1_250, floorMinor: 320 } });
  });

  it('name every field that is no number, too fine or out of bounds', () => {
    const form = { ...formOf(DEFAULT_GUARDRAILS, 2), floorBp: '91', floorMinor: '1.005', maxDiscountBp: '', feeBp: '-1', returnCooldownDays: '1.5' };
    expect(readForm(form, 2, GUARDRAIL_BOUNDS)).toEqual({
      kind: 'unsound',
      fields: new Set(['floorBp', 'floorMinor', 'maxDiscountBp', 'feeBp', 'returnCooldownDays']),
    });
  });

  it('do not mind an assumed cost that is not used', () => {
    const form = { ...formOf(DEFAULT_GUARDRAILS, 2), assumes: false, defaultCostBp: 'half' };
    expect(readForm(form, 2, GUARDRAIL_BOUNDS)).toMatchObject({ kind: 'sound', guardrails: { defaultCostBp: null } });
  });
});
