// Picks the largest few of many numbers without sorting them all by a comparator, which is where a fit's time would go.

let scratch = new Float64Array(1_024);

/**
 * Marks the `limit` largest positive strengths among the entries not marked yet; of equal ones the first.
 * @returns how many it marked
 */
export function markStrongest(strength: Float64Array, marked: Uint8Array, length: number, limit: number): number {
  if (limit <= 0) return 0;
  if (length > scratch.length) scratch = new Float64Array(length * 2);
  let open = 0;
  for (let at = 0; at < length; at++) if (marked[at] === 0 && strength[at]! > 0) scratch[open++] = strength[at]!;
  let bar = 0;
  let ties = 0;
  if (open > limit) {
    bar = valueAtRank(scratch, open, open - limit);
    for (let at = open - limit; at < open; at++) if (scratch[at] === bar) ties++;
  }
  let count = 0;
  for (let at = 0; at < length; at++) {
    const value = strength[at]!;
    if (marked[at] !== 0 || value <= 0 || value < bar) continue;
    if (value === bar && ties-- <= 0) continue;
    marked[at] = 1;
    count++;
  }
  return count;
}

/** The value that sorting `values[0 … length)` would put at `rank`; larger ones end up behind it (Hoare's selection). */
function valueAtRank(values: Float64Array, length: number, rank: number): number {
  let low = 0;
  let high = length - 1;
  while (low < high) {
    const pivot = values[(low + high) >>> 1]!;
    let left = low;
    let right = high;
    while (left <= right) {
      while (values[left]! < pivot) left++;
      while (values[right]! > pivot) right--;
      if (left > right) break;
      const swapped = values[left]!;
      values[left++] = values[right]!;
      values[right--] = swapped;
    }
    if (rank <= right) high = right;
    else if (rank >= left) low = left;
    else break;
  }
  return values[rank]!;
}
