// What of each slot a shopper would see today: its first product that can be offered, or the next where that one is gone.
import type { SetSummary } from '#app/read/sets.ts';

type Candidate = SetSummary['slots'][number]['candidates'][number];

export interface PreviewSlot {
  slotNo: number;
  name: string;
  /** undefined: nothing in this slot can be offered. */
  shown: Candidate | undefined;
  substitute: boolean;
}

/** @param shownSoldOut as if what is shown now had just sold out */
export function previewSlots(set: SetSummary, shownSoldOut = false): PreviewSlot[] {
  return set.slots.map(({ slotNo, name, candidates }) => {
    const shown = candidates.filter(({ refusal }) => refusal === null)[shownSoldOut ? 1 : 0];
    return { slotNo, name, shown, substitute: shown !== undefined && shown !== candidates[0] };
  });
}
