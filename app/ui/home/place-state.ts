// Whether shoppers see offers in a place, of what Setwise and the live theme each say.
import type { Placement } from '#app/contract/offers.ts';
import type { AfterPayingPlace } from '#app/read/placements.ts';

export interface Place {
  placement: Placement;
  state: 'live' | 'needsBlock' | 'off' | 'unknown';
}

/** On, and a page asked: the block is there. On, and none did: only the checkout editor says. */
export function afterPayingState({ on, asked }: AfterPayingPlace): 'live' | 'off' | 'notSeen' {
  if (!on) return 'off';
  return asked ? 'live' : 'notSeen';
}

/** @param block what the theme says; undefined when it was not asked */
export function placeState(on: boolean, block: 'on' | 'off' | 'unknown' | undefined): Place['state'] {
  if (!on) return 'off';
  return ({ on: 'live', off: 'needsBlock', unknown: 'unknown' } as const)[block ?? 'unknown'];
}
