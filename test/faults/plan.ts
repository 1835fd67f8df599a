// What a run does to the app, all of it from its seed: how many events a round of the store brings, how far business time
// jumps before it, who is struck when, and how deliveries fare on their way.
import { type SeededRandom, seededRandom } from '#sandbox/seed/seeded-random.ts';
import { BLOWS, type Blow } from './cluster.ts';

export type Fault = { target: 'web' | 'worker' } | { target: 'postgres'; blow: Blow };

export interface Round {
  /** Things that a merchant or a shopper does. */
  actions: number;
  /** Business time that passes before it. */
  jumpMs: number;
  fault?: Fault & {
    /** After the round's deliveries began to be sent. */
    afterMs: number;
  };
  /** Whether the next round waits until everything runs again, or finds it down. */
  waits: boolean;
}

/** Shares of deliveries, 0 to 1. */
export interface Fates {
  /** Never sent. */
  dropped: number;
  /** Sent again after they were acknowledged, under the same webhook id or another with the same event id. */
  repeated: number;
  /** Sent some rounds later, which is minutes to many hours. */
  delayed: number;
}

export interface Plan {
  seed: number;
  events: number;
  fates: Fates;
  /** Also strike while the shop is compared with its store. */
  strikesComparison: boolean;
}

const MINUTE = 60_000;

export function planOf(seed: number, events: number): Plan {
  const random = seededRandom(seed * 7_919 + 1);
  return {
    seed,
    events,
    // Every fourth run loses nothing on the way: what was told must do then.
    fates: { dropped: seed % 4 === 0 ? 0 : 0.02 + random.next() * 0.13, repeated: 0.05 + random.next() * 0.15, delayed: 0.1 + random.next() * 0.3 },
    strikesComparison: seed % 3 === 0,
  };
}

/** Rounds without end; the run ends with its events. */
export function* roundsOf({ seed }: Plan): Generator<Round, never> {
  const random = seededRandom(seed * 104_729 + 2);
  for (let number = 0; ; number += 1) {
    yield {
      actions: random.between(2, 16),
      jumpMs: random.chance(0.3) ? random.between(1, 5) * 60 * MINUTE : random.between(1, 20) * MINUTE,
      ...(number > 0 && random.chance(0.18) ? { fault: { ...faultOf(random), afterMs: random.between(0, 120) } } : {}),
      waits: random.chance(0.7),
    };
  }
}

export function faultOf(random: SeededRandom): Fault {
  const target = random.weighted(['worker', 'web', 'postgres'] as const, (one) => ({ worker: 5, web: 3, postgres: 3 })[one]) ?? 'worker';
  return target === 'postgres' ? { target, blow: random.pick(BLOWS) } : { target };
}
