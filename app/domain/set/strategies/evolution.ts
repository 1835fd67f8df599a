// Who has outgrown a rung of a ladder is offered the next one. What says so: how long they have had it, what they ordered since,
// and how much of what belongs to it they got since. Nothing starts from what only lies in the cart.
import { daysFrom } from '../../days.ts';
import type { OutgrownSignals } from '../set-definition.ts';
import { hadSince, type SetStrategy, type Standing } from './strategy.ts';

export const evolution: SetStrategy = {
  begin: (set, standing) => {
    const highest = highestRung(set.startedBy, standing);
    if (!highest) return null;
    const { productId, slotNo, at } = highest;
    const next = set.slots.find((slot) => slot.slotNo > slotNo);
    if (!next) return { kind: 'refused', code: 'owns_all_parts', productId, numbers: [set.slots.length] };
    const needed = set.signals?.needed ?? 1;
    const seen = set.signals ? signalsSeen(set.signals, productId, at, standing) : 0;
    return seen < needed ? { kind: 'refused', code: 'not_outgrown', productId, numbers: [seen, needed] } : { kind: 'begun', anchorProductId: productId, slots: [next], isOwned: true };
  },
  beside: 'grows',
};

/** Of two things on a rung the one that was got last. */
function highestRung(startedBy: ReadonlyMap<bigint, number>, standing: Standing): { productId: bigint; slotNo: number; at: Date } | null {
  let highest: { productId: bigint; slotNo: number; at: Date } | null = null;
  for (const [productId, slotNo] of startedBy) {
    const at = hadSince(productId, standing);
    if (!at) continue;
    const order = highest ? slotNo - highest.slotNo || at.getTime() - highest.at.getTime() || Number(highest.productId - productId) : 1;
    if (order > 0) highest = { productId, slotNo, at };
  }
  return highest;
}

function signalsSeen({ ownedDays, ordersSince, companionsSince }: OutgrownSignals, productId: bigint, at: Date, { now, customer, companionsHad }: Standing): number {
  const days = daysFrom(at, now);
  const orders = customer.ordersAt.filter((orderedAt) => orderedAt > at).length;
  const companions = [...(companionsHad.get(productId) ?? [])].filter((companionId) => (customer.bought.get(companionId)?.lastAt.getTime() ?? 0) > at.getTime()).length;
  return [ownedDays !== null && days >= ownedDays, ordersSince !== null && orders >= ordersSince, companionsSince !== null && companions >= companionsSince].filter(Boolean).length;
}
