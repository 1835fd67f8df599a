import { describe, expect, it } from 'vitest';
import type { SetText } from '#app/domain/set/set-text.ts';
import { conditionsSentence } from '#app/ui/sets/conditions-sentence.ts';
import { whatChanged } from '#app/ui/sets/what-changed.ts';
import { shopFormat } from '#app/ui/shop-format.ts';

const format = shopFormat({ currency: 'EUR', currencyExponent: 2, locale: 'en', timezone: 'Pacific/Auckland' });
const choices = { markets: [{ marketId: '5', name: 'Germany' }], segments: [{ name: 'loyal', title: null }, { name: 'club', title: 'The club' }], maxDiscountBp: 2_000 };
const always = { startsOn: null, endsOn: null, season: null, marketIds: [], segments: [], trialBp: null, byRuleOnly: false };

describe('when, where and for whom, in a sentence', () => {
  it('says plainly that nothing is asked', () => {
    expect(conditionsSentence(always, choices, format)).toBe('Always, everywhere, for everyone.');
  });

  it('says each condition, days as the shop has them wherever it is', () => {
    const all = { startsOn: '2026-12-01', endsOn: '2026-12-24', season: null, marketIds: ['5'], segments: ['loyal', 'club'], trialBp: 1_000, byRuleOnly: true };
    expect(conditionsSentence(all, choices, format)).toBe('From 1 Dec 2026 to 24 Dec 2026, in Germany, for Loyal and The club, on a trial with 10\u00a0% of them, only when a rule calls for it.');
    expect(conditionsSentence({ ...always, season: { from: { month: 11, day: 1 }, to: { month: 12, day: 24 } } }, choices, format)).toBe('Every year from 1 November to 24 December, everywhere, for everyone.');
  });
});

describe('what a change made of a set', () => {
  const definition: SetText = {
    strategy: 'completion', goal: 'Trip', outcome: null, anchor: { kind: 'products', productIds: ['1'] },
    slots: [{ slotNo: 1, name: 'Card', words: null, source: { kind: 'products', productIds: ['11', '12'] }, pinnedIds: [] }], excludedIds: [], ...always, signals: null,
  };
  const version = (change: Partial<SetText>, bp = 1_000) => ({ goal: change.goal ?? 'Trip', definition: { ...definition, ...change }, terms: { kind: 'percent', discountBp: bp, minor: null, slotNo: null, tag: null } });

  it('says what is another now, and nothing of the rest', () => {
    expect(whatChanged({ before: version({}), after: version({}) }, choices, format)).toEqual([]);
    expect(whatChanged({ before: version({}), after: version({ goal: 'Journey', outcome: 'Sharp.' }, 500) }, choices, format)).toEqual([
      'Goal: Trip → Journey', 'Sentence: nothing → Sharp.', 'Offer: A percentage off each product, 10\u00a0% → A percentage off each product, 5\u00a0%',
    ]);
  });

  it('says of products that they are others where their number is the same', () => {
    const reordered = version({ slots: [{ ...definition.slots[0]!, source: { kind: 'products', productIds: ['12', '11'] } }] });
    expect(whatChanged({ before: version({}), after: reordered }, choices, format)).toEqual(['Other products, or another order of them']);
    const byTag = version({ slots: [{ ...definition.slots[0]!, source: { kind: 'tag', tag: 'sd' } }] });
    expect(whatChanged({ before: version({}), after: byTag }, choices, format)).toEqual(['Products: Card (2 products) → Card (tagged “sd”)']);
  });

  it('knows of changes from before sets were written whole no more than they kept', () => {
    expect(whatChanged({ before: { goal: 'A', definition: null, terms: null }, after: { goal: 'B', definition: null, terms: null } }, choices, format)).toEqual(['Goal: A → B']);
    expect(whatChanged({ before: null, after: version({}) }, choices, format)).toEqual([]);
  });
});
