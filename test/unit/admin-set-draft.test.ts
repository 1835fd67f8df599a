import { describe, expect, it } from 'vitest';
import { checkWritten } from '#app/domain/set/check-definition.ts';
import { fromText, type SetText, toText } from '#app/domain/set/set-text.ts';
import { added, canLoseSlot, changedSlot, type Draft, draftOf, emptyDraft, hasSlotLeft, mistyped, movedIn, named, sameDraft, withoutSlot, withSlot, written, writtenTermsOf } from '#app/ui/sets/draft.ts';

const slot = { words: null, pinnedIds: [] as string[] };
const saved: SetText = {
  strategy: 'completion',
  goal: 'Ready for the first trip',
  outcome: 'Everything for sharp pictures.',
  anchor: { kind: 'products', productIds: ['1'] },
  slots: [
    { ...slot, slotNo: 1, name: 'Card', source: { kind: 'products', productIds: ['11', '12', '13'] } },
    { ...slot, slotNo: 2, name: 'Bag', source: { kind: 'collection', collectionId: '7' }, pinnedIds: ['21'], words: 'It is padded.' },
  ],
  excludedIds: ['99'],
  startsOn: '2026-12-01',
  endsOn: null,
  season: { from: { month: 11, day: 1 }, to: { month: 12, day: 24 } },
  marketIds: ['5'],
  segments: ['loyal'],
  trialBp: 1_250,
  byRuleOnly: true,
  signals: null,
};
const terms = { kind: 'amount', discountBp: 0, minor: 1_250, slotNo: null, tag: null };
const draft: Draft = draftOf(saved, terms, 2);
const empty = (strategy: Draft['strategy']) => emptyDraft(strategy, (no) => `Slot ${no}`);
const BOUNDS = { maxDiscountBp: 2_000, currencyExponent: 2 };

describe('a set while it is edited', () => {
  it('goes into the form and out of it as it was', () => {
    expect(written(draft)).toEqual(saved);
    expect(writtenTermsOf(draft, 2)).toEqual(terms);
    expect(toText(fromText(saved))).toEqual(saved);
    const ladder: SetText = { ...saved, strategy: 'evolution', anchor: { kind: 'products', productIds: [] }, signals: { ownedDays: 180, ordersSince: null, companionsSince: 2, needed: 2 } };
    expect(written(draftOf(ladder, terms, 2))).toEqual(ladder);
  });

  it('holds pinned products and chosen ones in one list, and tells them apart by where the rest comes from', () => {
    const chosen = { ...saved, slots: [{ ...saved.slots[0]!, pinnedIds: ['13'] }] };
    expect(written(draftOf(chosen, terms, 2)).slots[0]).toMatchObject({ source: { kind: 'products', productIds: ['13', '11', '12'] }, pinnedIds: [] });
    const byTag = written(changedSlot(draft, 1, { kind: 'tag', tag: ' SD Card ' })).slots[0];
    expect(byTag).toMatchObject({ source: { kind: 'tag', tag: 'sd card' }, pinnedIds: ['11', '12', '13'] });
  });

  it('keeps what was typed while another choice is made', () => {
    const there = changedSlot(changedSlot(draft, 2, { kind: 'products' }), 2, { kind: 'collection' });
    expect(sameDraft(there, draft)).toBe(true);
  });

  it('moves what is dragged, and nothing beyond the ends', () => {
    expect(movedIn(['a', 'b', 'c'], 2, 0)).toEqual(['c', 'a', 'b']);
    expect(movedIn(['a', 'b', 'c'], 0, 1)).toEqual(['b', 'a', 'c']);
    expect(movedIn(['a', 'b'], 0, -1)).toEqual(['a', 'b']);
    expect(movedIn(['a', 'b'], 1, 2)).toEqual(['a', 'b']);
  });

  it('takes products behind the others, once', () => {
    expect(added(draft, 1, ['12', '14']).slots[0]?.productIds).toEqual(['11', '12', '13', '14']);
  });

  it('names a slot by what is put into it first, where nobody named it and shoppers may read it', () => {
    const nameOf = (of: Draft, unnamed: string, type: string) => named(of, 1, unnamed, type).slots[0]?.name;
    expect([nameOf(empty('completion'), 'Slot 1', ' Memory Card '), nameOf(empty('completion'), 'Slot 1', ''), nameOf(draft, 'Slot 1', 'Bag'), nameOf(empty('evolution'), 'Slot 1', 'Bag')]).toEqual(['memory card', 'Slot 1', 'Card', 'Slot 1']);
  });

  it('gives a new slot the least number that is free, as many as the strategy has', () => {
    expect(withSlot(withoutSlot(draft, 1), (no) => `New ${no}`).slots.map(({ slotNo, name }) => [slotNo, name])).toEqual([[2, 'Bag'], [1, 'New 2']]);
    expect([hasSlotLeft(draft), hasSlotLeft(withSlot(draft, String)), canLoseSlot(draft)]).toEqual([true, false, true]);
    expect([hasSlotLeft(empty('upsell')), canLoseSlot(empty('upsell'))]).toEqual([false, false]);
    expect(empty('evolution').slots.map(({ name }) => name)).toEqual(['Slot 1', 'Slot 2']);
  });

  it('says which fields hold nothing that could be meant', () => {
    expect([...mistyped(draft, BOUNDS)]).toEqual([]);
    const odd: Draft = { ...draft, trial: 'ten', season: { ...draft.season, fromDay: '31' }, terms: { ...draft.terms, kind: 'percent', percent: '21' } };
    expect([...mistyped(odd, BOUNDS)]).toEqual(['season', 'trial', 'percent']);
    expect([...mistyped({ ...draft, terms: { ...draft.terms, amount: '1,234' } }, BOUNDS)]).toEqual(['amount']);
    expect([...mistyped({ ...draft, terms: { ...draft.terms, kind: 'early_access' } }, BOUNDS)]).toEqual(['tag']);
  });

  it('is checked whole as the server checks it, from the first empty form on', () => {
    const codes = (of: Draft) => checkWritten(fromText(written(of)), String).map(({ code }) => code);
    expect(codes(draft)).toEqual([]);
    expect(codes(empty('completion'))).toEqual(['goal_missing', 'anchor_missing', 'slot_empty']);
    const ladder = { ...empty('evolution'), goal: 'Grow', slots: empty('evolution').slots.map((each) => ({ ...each, productIds: ['1'] })) };
    expect(codes(ladder)).toEqual(['ladder_cycle']);
  });
});
