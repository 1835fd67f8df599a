import { describe, expect, it } from 'vitest';
import type { OfferLimit } from '#app/domain/catalog/offer-limit.ts';
import { LIMIT_BOUNDS, type LimitEntry, readLimitList } from '#app/domain/eligibility/limit-list.ts';

const company: OfferLimit = { kind: 'company', tag: ' B2B ' };
const entry = (overrides: Partial<LimitEntry> = {}): LimitEntry => ({ scope: 'tag', value: ' Heavy ', title: '', limit: company, ...overrides });
const season = (from: [number, number], to: [number, number]): OfferLimit => ({ kind: 'season', from: { month: from[0], day: from[1] }, to: { month: to[0], day: to[1] } });

describe('the list of limits', () => {
  it('keeps what compares in lower case, what is shown as typed, and countries once, in order', () => {
    const given = [entry(), entry({ scope: 'product', value: '42', title: 'Lens' }), entry({ scope: 'vendor', value: 'Maker', limit: { kind: 'region', countries: ['de', ' AT', 'DE'] } })];
    expect(readLimitList(given)).toEqual({
      kind: 'valid',
      entries: [
        { scope: 'tag', value: 'heavy', title: 'Heavy', limit: { kind: 'company', tag: 'b2b' } },
        { scope: 'product', value: '42', title: 'Lens', limit: { kind: 'company', tag: 'b2b' } },
        { scope: 'vendor', value: 'maker', title: 'Maker', limit: { kind: 'region', countries: ['AT', 'DE'] } },
      ],
    });
  });

  it('lets one thing have limits of several kinds', () => {
    expect(readLimitList([entry(), entry({ limit: season([11, 1], [2, 28]) })])).toMatchObject({ kind: 'valid' });
  });

  it.each([
    ['not_an_id', [entry({ scope: 'product', value: 'lens' })]],
    ['no_value', [entry({ value: '  ' })]],
    ['no_value', [entry({ value: 'x'.repeat(LIMIT_BOUNDS.textLength + 1) })]],
    ['twice', [entry(), entry({ value: 'HEAVY', limit: { kind: 'company', tag: 'firm' } })]],
    ['no_such_day', [entry({ limit: season([2, 30], [3, 1]) })]],
    ['no_such_day', [entry({ limit: season([1, 1], [13, 1]) })]],
    ['no_country', [entry({ limit: { kind: 'region', countries: [] } })]],
    ['no_country', [entry({ limit: { kind: 'region', countries: ['Germany'] } })]],
    ['no_tag', [entry({ limit: { kind: 'age', tag: ' ' } })]],
    ['too_many', Array.from({ length: LIMIT_BOUNDS.entries + 1 }, (_, n) => entry({ value: `t${n}` }))],
  ])('is refused: %s', (why, given) => {
    expect(readLimitList(given)).toEqual({ kind: 'invalid', why });
  });
});
