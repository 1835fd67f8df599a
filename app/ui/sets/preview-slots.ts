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

export function previewSlots(set: SetSummary): PreviewSlot[] {
  return set.slots.map(({ slotNo, name, candidates }) => {
    const shown = candidates.find(({ refusal }) => refusal === null);
    return { slotNo, name, shown, substitute: shown !== undefined && shown !== candidates[0] };
  });
}
