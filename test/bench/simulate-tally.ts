// What many simulated runs add up to: counts and sums by name, which processes add together.

export type Tally = Record<string, number>;

export function count(tally: Tally, name: string, by = 1): void {
  tally[name] = (tally[name] ?? 0) + by;
}

export function addTally(into: Tally, other: Tally): void {
  for (const [name, by] of Object.entries(other)) count(into, name, by);
}

/** How far a share that was found in so many runs may be from the true one: its standard error. */
export const errorOfShare = (share: number, runs: number): number => Math.sqrt((share * (1 - share)) / runs);

/** Mean of a value whose sum and sum of squares were kept as `name` and `name²`, with its standard error and its variance. */
export function meanOf(tally: Tally, name: string, runs: number): { mean: number; error: number; variance: number } {
  const mean = (tally[name] ?? 0) / runs;
  const variance = ((tally[`${name}²`] ?? 0) / runs - mean ** 2) * (runs / (runs - 1));
  return { mean, error: Math.sqrt(variance / runs), variance };
}

export function keep(tally: Tally, name: string, value: number): void {
  count(tally, name, value);
  count(tally, `${name}²`, value * value);
}
