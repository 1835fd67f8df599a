import { describe, expect, it } from 'vitest';
import { allowedDiscount } from '#app/domain/margin/allowed-discount.ts';
import { marginBp, marginMinor } from '#app/domain/margin/contribution-margin.ts';
import { inOrderAt } from '#app/domain/margin/fixed-fee.ts';
import { DEFAULT_GUARDRAILS, validateGuardrails } from '#app/domain/margin/guardrails.ts';
import { type MarginPolicy, policyFor, type Rails, railsFor } from '#app/domain/margin/rails.ts';
import { productFacts, variantFacts } from '#test/support/decision-facts.ts';

const rails: Rails = { ...DEFAULT_GUARDRAILS, maxDiscountBp: 3_000, discountMode: 'as_set', includedTaxBp: 0 };

describe('the contribution margin', () => {
  it('is what is left of the price after cost and fee', () => {
    expect(marginMinor(10_000, 4_000, rails)).toBe(10_000 - 4_000 - 290 - 30);
    expect(marginBp(10_000, 4_000, rails)).toBe(5_680);
  });
});

describe('the fixed fee', () => {
  const ofShop: MarginPolicy = { guardrails: DEFAULT_GUARDRAILS, marginRules: [], includedTaxBp: 0 };
  const feeMinor = (policy: MarginPolicy) => railsFor(productFacts(2n), policy).feeMinor;

  it('is borne by what may be an order of its own, and by nothing that joins one', () => {
    expect([feeMinor(ofShop), feeMinor(policyFor('begins', ofShop)), feeMinor(policyFor('joins', ofShop))]).toEqual([30, 30, 0]);
    expect(feeMinor(policyFor('begins', policyFor('joins', ofShop)))).toBe(30);
  });

  it('is borne the same by parts of the range with a floor of their own', () => {
    const ruled = { ...ofShop, marginRules: [{ scope: 'product' as const, value: '2', title: '', floorBp: 100, floorMinor: null, defaultCostBp: null, handlingMinor: null }] };
    expect([feeMinor(ruled), feeMinor(policyFor('joins', ruled))]).toEqual([30, 0]);
  });

  it('makes one policy of one, since what is made of a policy is kept by it', () => {
    expect(policyFor('joins', ofShop)).toBe(policyFor('joins', ofShop));
    expect(policyFor('begins', ofShop)).toBe(ofShop);
  });

  it.each([
    ['browsing', false, 'joins'],
    ['browsing', true, 'begins'],
    ['ordered', false, 'begins'],
    ['message', false, 'begins'],
  ] as const)('of what is offered while %s (what starts the set is theirs already: %s): it %s an order', (moment, isOwned, expected) => {
    expect(inOrderAt(moment, isOwned)).toBe(expected);
  });
});

describe('the allowed discount', () => {
  it.each([
    ['the set asks for less than everything allows', 4_000, 1_000, rails, 1_000, 'set'],
    ['the shop allows less than the set asks', 4_000, 4_000, rails, 3_000, 'max_discount'],
    ['the floor leaves less', 7_000, 2_000, rails, 1_400, 'margin_floor'],
    ['the floor leaves nothing', 8_200, 1_000, rails, 0, 'margin_floor'],
    ['the floor in money leaves less than the one in percent', 4_000, 3_000, { ...rails, floorMinor: 4_000 }, 1_700, 'margin_floor'],
    ['the set asks for a broken percentage', 4_000, 1_050, rails, 1_000, 'set'],
  ] as const)('when %s', (_, unitCostMinor, asked, guardrails, expected, limit) => {
    expect(allowedDiscount(productFacts(2n, { variant: { unitCostMinor } }), asked, guardrails)).toEqual({ bp: expected, limitedBy: limit });
  });

  it('is the smallest that any variant can bear, sold out or not', () => {
    const variants = [variantFacts(1n), variantFacts(2n, { unitCostMinor: 7_000, stock: { tracked: true, policy: 'DENY', available: [] } })];
    expect(allowedDiscount({ variants }, 2_000, rails).bp).toBe(1_400);
  });

  it('is nothing where a variant has no cost and none is assumed', () => {
    const variants = [variantFacts(1n), variantFacts(2n, { unitCostMinor: null })];
    expect(allowedDiscount({ variants }, 1_000, { ...rails, defaultCostBp: null })).toEqual({ bp: 0, limitedBy: 'no_cost' });
  });
});

describe('guardrails', () => {
  it('accepts its own defaults, and no assumed cost', () => {
    expect(validateGuardrails(DEFAULT_GUARDRAILS)).toEqual({ kind: 'valid', guardrails: DEFAULT_GUARDRAILS });
    expect(validateGuardrails({ ...DEFAULT_GUARDRAILS, defaultCostBp: null })).toMatchObject({ kind: 'valid' });
  });

  it('names every field that is out of bounds', () => {
    expect(validateGuardrails({ ...DEFAULT_GUARDRAILS, floorBp: 9_001, feeMinor: 1.5, maxDiscountBp: null, returnCooldownDays: '60' })).toEqual({
      kind: 'invalid',
      problems: [
        { field: 'floorBp', least: 0, most: 9_000 },
        { field: 'maxDiscountBp', least: 0, most: 9_000 },
        { field: 'feeMinor', least: 0, most: 100_000 },
        { field: 'returnCooldownDays', least: 0, most: 730 },
      ],
    });
  });
});
