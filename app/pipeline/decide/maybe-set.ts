// A set of names that says of a stranger, now and then, that it has them, and never of one it has that it has not: two bytes a
// name instead of a hundred. Bloom, "Space/time trade-offs in hash coding with allowable errors" (1970); grown by filters of
// twice the size each, as Almeida et al., "Scalable Bloom Filters" (2007). Nothing is ever taken out.

const FIRST_NAMES = 4_096;
const BITS_A_NAME = 16;
const PROBES = 6;

interface Filter {
  bits: Uint32Array;
  /** One less than the number of bits, a power of two. */
  mask: number;
  free: number;
}

export class MaybeSet {
  readonly #filters: Filter[] = [filterFor(FIRST_NAMES)];
  #bytes = (FIRST_NAMES * BITS_A_NAME) / 8;

  get bytes(): number {
    return this.#bytes;
  }

  add(name: string): void {
    if (this.has(name)) return;
    let last = this.#filters.at(-1) as Filter;
    if (last.free === 0) {
      last = filterFor(((last.mask + 1) / BITS_A_NAME) * 2);
      this.#filters.push(last);
      this.#bytes += last.bits.byteLength;
    }
    last.free -= 1;
    const [first, step] = hashes(name);
    for (let probe = 0; probe < PROBES; probe += 1) {
      const bit = (first + probe * step) & last.mask;
      last.bits[bit >>> 5] = (last.bits[bit >>> 5] ?? 0) | (1 << (bit & 31));
    }
  }

  has(name: string): boolean {
    const [first, step] = hashes(name);
    return this.#filters.some(({ bits, mask }) => {
      for (let probe = 0; probe < PROBES; probe += 1) {
        const bit = (first + probe * step) & mask;
        if (((bits[bit >>> 5] ?? 0) & (1 << (bit & 31))) === 0) return false;
      }
      return true;
    });
  }
}

function filterFor(names: number): Filter {
  const bits = names * BITS_A_NAME;
  return { bits: new Uint32Array(bits / 32), mask: bits - 1, free: names };
}

/** FNV-1a twice, from two beginnings, its last bits mixed (the finaliser of MurmurHash3). The step is odd, so that no probe meets another. */
function hashes(name: string): [first: number, step: number] {
  let [one, other] = [0x811c9dc5, 0x1b873593];
  for (let at = 0; at < name.length; at += 1) {
    const code = name.charCodeAt(at);
    one = Math.imul(one ^ code, 0x01000193);
    other = Math.imul(other ^ code, 0x5bd1e995);
  }
  return [mixed(one), mixed(other) | 1];
}

function mixed(hash: number): number {
  const half = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  const whole = Math.imul(half ^ (half >>> 13), 0xc2b2ae35);
  return whole ^ (whole >>> 16);
}
