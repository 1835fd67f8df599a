// What would let a verdict be known earlier than at today's traffic, each with its own date, the soonest first. None of it is
// free: half and half begins anew and shows half as many an offer, a larger effect leaves smaller ones unseen.
import { dateAfter, perDay, type Sides, type Situation, subjectsNeeded } from './knowable.ts';

export type Nearer =
  | { kind: 'half_held_out'; knownOn: Date }
  | { kind: 'all_places'; knownOn: Date }
  | { kind: 'cap'; capMinor: number; knownOn: Date }
  | { kind: 'larger_effect'; plausibleBp: number; knownOn: Date };

export interface Choices {
  /** Whether the holdout is the merchant's to change. */
  canHalve: boolean;
  /** When all places together are known; null: they are not asked about, or never. */
  allPlacesOn: Date | null;
  /** The arms as they would be with at most so much of a shopper counted; null: that is so already. */
  capped: (Sides & { capMinor: number }) | null;
}

const EFFECTS_BP = [2_500, 3_000, 4_000, 5_000, 7_500, 10_000];
const HALF_BP = 5_000;

/** @param knownOn as it is now; null: not within two years */
export function nearer(situation: Situation, knownOn: Date | null, { canHalve, allPlacesOn, capped }: Choices, now: Date): Nearer[] {
  const { holdoutBp, plausibleBp } = situation;
  const have = situation.holdout.n + situation.exposed.n;
  const rate = perDay(situation, now);
  const dateOf = (needed: number | null, counted: number) => (needed === null ? null : dateAfter(Math.max(needed - counted, 1), rate, now));
  const effects = EFFECTS_BP.filter((bp) => bp > plausibleBp).map((bp) => ({ kind: 'larger_effect' as const, plausibleBp: bp, knownOn: dateOf(subjectsNeeded(situation, holdoutBp, bp), have) }));
  // The smallest that halves the wait: a larger one would give away more than it has to.
  const halfWait = knownOn ? new Date((now.getTime() + knownOn.getTime()) / 2) : null;
  const effect = effects.find((each) => each.knownOn && (!halfWait || each.knownOn <= halfWait));
  const all = [
    canHalve && holdoutBp < HALF_BP ? { kind: 'half_held_out' as const, knownOn: dateOf(subjectsNeeded(situation, HALF_BP, plausibleBp), 0) } : null,
    { kind: 'all_places' as const, knownOn: allPlacesOn },
    capped ? { kind: 'cap' as const, capMinor: capped.capMinor, knownOn: dateOf(subjectsNeeded(capped, holdoutBp, plausibleBp), have) } : null,
    effect ?? null,
  ];
  return all
    .filter((choice): choice is Nearer => choice?.knownOn != null && (knownOn === null || choice.knownOn < knownOn))
    .sort((one, other) => one.knownOn.getTime() - other.knownOn.getTime());
}
