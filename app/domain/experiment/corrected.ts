// Several comparisons at once, as of the arms of a test with its control: the more are made, the likelier one of them
// deceives. Corrected p-values may be read against the usual bar. They keep the order that they came in.

/** Holm 1979: that any one of them deceives is as rare as the bar says. */
export function holm(p: readonly number[]): number[] {
  return inOrder(p, (a, b) => a - b, (value, rank) => value * (p.length - rank), Math.max);
}

/** Benjamini and Hochberg 1995: of those that are called different, at most so large a part deceives, on the average. */
export function benjaminiHochberg(p: readonly number[]): number[] {
  return inOrder(p, (a, b) => b - a, (value, rank) => value * (p.length / (p.length - rank)), Math.min);
}

/** Each corrected by its rank, and never on the wrong side of the one before it. */
function inOrder(p: readonly number[], order: (a: number, b: number) => number, correct: (value: number, rank: number) => number, keep: (one: number, other: number) => number): number[] {
  const ranked = p.map((value, at) => ({ value, at })).sort((a, b) => order(a.value, b.value));
  const corrected: number[] = [];
  let last: number | null = null;
  ranked.forEach(({ value, at }, rank) => {
    const own = Math.min(1, correct(value, rank));
    last = last === null ? own : keep(last, own);
    corrected[at] = last;
  });
  return corrected;
}
