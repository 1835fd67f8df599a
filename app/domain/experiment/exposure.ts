// What an exposure is, by one rule in every arm and wherever it happens: somebody was eligible, since there was something to
// offer them whether or not their arm lets them see it, and the place was reached: it came into view, or its step came up.
// Then they count, at that moment, in each experiment that their arms were asked of, and in no other; and who is shown offers
// there, in the tests of what they are shown.
import type { Arms } from './arms-in-order.ts';

export interface Exposure {
  experimentId: string;
  /** c:<customer id> or v:<visitor id> */
  subjectKey: string;
  arm: string;
  decisionId: string | null;
}

export interface Reached {
  subjectKey: string;
  /** null: nothing was to be offered, so nobody asked for their arms. */
  arms: Arms | null;
  /** The arms that they were given of tests that run there. */
  inTests?: readonly Pick<Exposure, 'experimentId' | 'arm'>[];
  decisionId: string | null;
}

export function exposuresOf({ subjectKey, arms, inTests = [], decisionId }: Reached): Exposure[] {
  if (!arms) return [];
  const counted = arms.arm === 'exposed' ? [...arms.counted, ...inTests] : arms.counted;
  return counted.map(({ experimentId, arm }) => ({ experimentId, subjectKey, arm, decisionId }));
}
