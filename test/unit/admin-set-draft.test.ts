import { describe, expect, it } from 'vitest';
import { added, type Draft, discountBpOf, hasSlotLeft, isSound, moved, problemsOf, removed, sameDraft, withSlot } from '#app/ui/sets/draft.ts';

const draft: Draft = {
  goal: 'Ready for the first trip',
  discount: '10',
  slots: [
    { slotNo: 1, name: 'Card', productIds: ['1', '2', '3'] },
    { slotNo: 2, name: 'Bag', productIds: ['4'] },
  ],
};

describe('a set while it is edited', () => {
  it('moves a candidate up and down, and leaves the ends where they are', () => {
    expect(moved(draft, 1, 2, -1).slots[0]?.productIds).toEqual(['1', '3', '2']);
    expect(moved(draft, 1, 0, 1).slots[0]?.productIds).toEqual(['2', '1', '3']);
    expect(sameDraft(moved(draft, 1, 0, -1), draft)).toBe(true);
    expect(sameDraft(moved(draft, 1, 2, 1), draft)).toBe(true);
  });

  it('loses a slot with its last product, but never its last slot', () => {
    const one = removed(draft, 2, '4');
    expect(one.slots.map(({ slotNo }) => slotNo)).toEqual([1]);
    const bare = removed(removed(one, 1, '1'), 1, '2');
    expect(removed(bare, 1, '3')).toBe(bare);
  });

  it('takes a product as the last of a slot, or as the first of a new one under a free number', () => {
    expect(added(draft, 2, '9').slots[1]?.productIds).toEqual(['4', '9']);
    const three = withSlot(draft, 'strap', '9');
    expect(three.slots[2]).toEqual({ slotNo: 3, name: 'strap', productIds: ['9'] });
    expect([hasSlotLeft(draft), hasSlotLeft(three)]).toEqual([true, false]);
    expect(withSlot(removed(draft, 2, '4'), '', '9').slots.map(({ slotNo }) => slotNo)).toEqual([1, 2]);
  });

  it('reads a discount with a point or a comma, and nothing that is no percentage', () => {
    expect(['10', '7.5', '7,5', ' 0 '].map(discountBpOf)).toEqual([1_000, 750, 750, 0]);
    expect(['', '-1', '101', 'ten'].map(discountBpOf)).toEqual([undefined, undefined, undefined, undefined]);
  });

  it('names what keeps it from being saved', () => {
    expect(isSound(problemsOf(draft, 1_000))).toBe(true);
    expect(problemsOf({ ...draft, goal: ' ', discount: '11', slots: [{ slotNo: 1, name: '', productIds: ['1'] }] }, 1_000)).toEqual({
      goal: 'missing',
      discount: 'invalid',
      names: [1],
    });
    expect(problemsOf({ ...draft, goal: 'x'.repeat(121) }, 1_000).goal).toBe('long');
  });
});
