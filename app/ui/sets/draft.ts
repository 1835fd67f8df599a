// A set while it is edited: what the merchant may change, and the changes as pure steps.
import { MAX_SLOTS } from '#app/domain/portable/names.ts';
import type { SetSummary } from '#app/read/sets.ts';

export interface Draft {
  goal: string;
  /** As typed: "10", "7.5". */
  discount: string;
  slots: { slotNo: number; name: string; productIds: string[] }[];
}

/** As long as the verb that saves it allows (app/pipeline/learn/review-sets.ts). */
export const GOAL_LIMIT = 120;
export const SLOT_NAME_LIMIT = 60;

export function draftOf(set: SetSummary): Draft {
  return {
    goal: set.goal,
    discount: String(set.discountBp / 100),
    slots: set.slots.map(({ slotNo, name, candidates }) => ({ slotNo, name, productIds: candidates.map(({ productId }) => productId) })),
  };
}

export const sameDraft = (a: Draft, b: Draft): boolean => JSON.stringify(a) === JSON.stringify(b);

/** @returns basis points; undefined when it is no percentage from 0 to 100 */
export function discountBpOf(typed: string): number | undefined {
  const percent = Number(typed.trim().replace(',', '.'));
  return typed.trim() !== '' && Number.isFinite(percent) && percent >= 0 && percent <= 100 ? Math.round(percent * 100) : undefined;
}

export function moved(draft: Draft, slotNo: number, from: number, by: 1 | -1): Draft {
  return changed(draft, slotNo, (productIds) => {
    const to = from + by;
    const next = [...productIds];
    const [product] = next.splice(from, 1);
    if (product === undefined || to < 0 || to > next.length) return productIds;
    next.splice(to, 0, product);
    return next;
  });
}

/** Without its last product a slot is gone; without its last slot a set would be nothing, so that one stays. */
export function removed(draft: Draft, slotNo: number, productId: string): Draft {
  const next = changed(draft, slotNo, (productIds) => productIds.filter((id) => id !== productId));
  const slots = next.slots.filter(({ productIds }) => productIds.length > 0);
  return slots.length === 0 ? draft : { ...next, slots };
}

/** Last in its slot, as a stand-in for the others. */
export function added(draft: Draft, slotNo: number, productId: string): Draft {
  return changed(draft, slotNo, (productIds) => [...productIds, productId]);
}

export const hasSlotLeft = (draft: Draft): boolean => draft.slots.length < MAX_SLOTS;

/** A slot of its own, below the others, under the least number that is free. */
export function withSlot(draft: Draft, name: string, productId: string): Draft {
  const taken = new Set(draft.slots.map(({ slotNo }) => slotNo));
  let slotNo = 1;
  while (taken.has(slotNo)) slotNo++;
  return { ...draft, slots: [...draft.slots, { slotNo, name: name.slice(0, SLOT_NAME_LIMIT), productIds: [productId] }] };
}

export function renamed(draft: Draft, slotNo: number, name: string): Draft {
  return { ...draft, slots: draft.slots.map((slot) => (slot.slotNo === slotNo ? { ...slot, name } : slot)) };
}

function changed(draft: Draft, slotNo: number, change: (productIds: string[]) => string[]): Draft {
  return { ...draft, slots: draft.slots.map((slot) => (slot.slotNo === slotNo ? { ...slot, productIds: change(slot.productIds) } : slot)) };
}

export interface DraftProblems {
  goal?: 'missing' | 'long';
  discount?: 'invalid';
  /** Slots without a name. */
  names: number[];
}

export function problemsOf(draft: Draft, maxDiscountBp: number): DraftProblems {
  const discountBp = discountBpOf(draft.discount);
  return {
    ...(draft.goal.trim() === '' ? { goal: 'missing' as const } : draft.goal.trim().length > GOAL_LIMIT ? { goal: 'long' as const } : {}),
    ...(discountBp === undefined || discountBp > maxDiscountBp ? { discount: 'invalid' as const } : {}),
    names: draft.slots.filter(({ name }) => name.trim() === '').map(({ slotNo }) => slotNo),
  };
}

export const isSound = (problems: DraftProblems): boolean => !problems.goal && !problems.discount && problems.names.length === 0;
