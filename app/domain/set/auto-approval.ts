// Which suggestions may go live without a person: those that orders support, above the bar that the merchant set. Never what
// was only guessed, what somebody put off or took back, what another discount would bring below the floor, or what has a
// product whose cost is not known.
import { type ItemMargin, leftOf } from './opportunities.ts';

export interface ReviewSettings {
  autoApprove: boolean;
  /** Orders that hold the anchor and something of it. */
  leastOrders: number;
  /** After the discount, of the first product of every slot. */
  leastMarginBp: number;
  mostPerWeek: number;
}

export const DEFAULT_REVIEW_SETTINGS: ReviewSettings = { autoApprove: false, leastOrders: 20, leastMarginBp: 3_000, mostPerWeek: 5 };

export const REVIEW_BOUNDS = { leastOrders: [5, 100_000], leastMarginBp: [0, 9_000], mostPerWeek: [1, 100] } as const;

export interface CandidateForApproval {
  evidence: string;
  strategy: string;
  support: number;
  snoozed: boolean;
  wasJudged: boolean;
  warned: boolean;
  margins: readonly ItemMargin[] | null;
}

/** @returns those above the bar, the best first, whatever the week's number */
export function aboveTheBar<Candidate extends CandidateForApproval>(open: readonly Candidate[], { leastOrders, leastMarginBp }: Pick<ReviewSettings, 'leastOrders' | 'leastMarginBp'>): Candidate[] {
  return open
    .filter(({ evidence, strategy, snoozed, wasJudged, warned }) => evidence === 'orders' && strategy === 'completion' && !snoozed && !wasJudged && !warned)
    .filter(({ support, margins }) => support >= leastOrders && (margins ?? NO_MARGIN).every(({ marginBp, assumed }) => !assumed && marginBp >= leastMarginBp))
    .sort((one, other) => worth(other) - worth(one));
}

/** What is not known is never enough. */
const NO_MARGIN = [{ marginBp: Number.NEGATIVE_INFINITY, assumed: true }];

const worth = ({ support, margins }: CandidateForApproval): number => support * leftOf(margins ?? []);
