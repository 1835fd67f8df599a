// Chance that repeats itself: the same seed gives the same shop, on every machine. Never the real Math.random.

export interface SeededRandom {
  /** 0 ≤ x < 1. */
  next(): number;
  /** A whole number, both ends included. */
  between(least: number, most: number): number;
  chance(probability: number): boolean;
  pick<T>(from: readonly T[]): T;
  /** Picks by weight; undefined when nothing weighs anything. */
  weighted<T>(from: readonly T[], weightOf: (value: T) => number): T | undefined;
}

/** The mulberry32 generator (Tommy Ettinger, public domain): 32 bits of state, plenty for a shop. */
export function seededRandom(seed: number): SeededRandom {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
  return {
    next,
    between: (least, most) => least + Math.floor(next() * (most - least + 1)),
    chance: (probability) => next() < probability,
    pick: (from) => {
      const value = from[Math.floor(next() * from.length)];
      if (value === undefined) throw new Error('There is nothing to pick from');
      return value;
    },
    weighted: (from, weightOf) => {
      const total = from.reduce((sum, value) => sum + weightOf(value), 0);
      let left = next() * total;
      for (const value of from) {
        left -= weightOf(value);
        if (left < 0) return value;
      }
      return undefined;
    },
  };
}

/** FNV-1a, 32 bits: a number for a text. */
export function hashText(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  return hash >>> 0;
}
