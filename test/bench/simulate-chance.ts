// Chance for the simulations: the same seed gives the same run, and the generator (sfc32 of Chris Doty-Humphrey, public
// domain) has 128 bits of state, since one bench draws more numbers than a generator of 32 bits knows.

const AT_ONCE = 1_024;
/** Below so many expected, a binomial count is found by adding up its chances one after the other. */
const FEW = 10;

export class Chance {
  /** Drawn in batches: the state then stays in registers. */
  readonly #uniforms = new Float64Array(AT_ONCE);
  readonly #normals = new Float64Array(AT_ONCE);
  readonly #state: Int32Array;
  #nextUniform = AT_ONCE;
  #nextNormal = AT_ONCE;

  constructor(seed: number) {
    this.#state = Int32Array.of(seed, Math.imul(seed, 0x9e3779b9) ^ 0x2545f491, 0x6c078965, 1);
    for (let batch = 0; batch < 2; batch++) this.#fill(this.#uniforms);
  }

  /** 0 < x < 1. */
  uniform(): number {
    if (this.#nextUniform === AT_ONCE) {
      this.#fill(this.#uniforms);
      this.#nextUniform = 0;
    }
    return this.#uniforms[this.#nextUniform++]!;
  }

  /** Mean 0, variance 1 (Box and Muller). */
  normal(): number {
    if (this.#nextNormal === AT_ONCE) {
      const drawn = this.#normals;
      this.#fill(drawn);
      for (let at = 0; at < AT_ONCE; at += 2) {
        const radius = Math.sqrt(-2 * Math.log(drawn[at]!));
        const angle = 2 * Math.PI * drawn[at + 1]!;
        drawn[at] = radius * Math.cos(angle);
        drawn[at + 1] = radius * Math.sin(angle);
      }
      this.#nextNormal = 0;
    }
    return this.#normals[this.#nextNormal++]!;
  }

  /** How many of n come up; exact, however many they are. */
  binomial(n: number, p: number): number {
    if (n <= 0 || p <= 0) return 0;
    if (p >= 1) return n;
    if (p > 0.5) return n - this.binomial(n, 1 - p);
    return n * p < FEW ? this.#fewOf(n, p) : this.#manyOf(n, p);
  }

  #fewOf(n: number, p: number): number {
    const odds = p / (1 - p);
    let chance = Math.exp(n * Math.log1p(-p));
    let left = this.uniform();
    let count = 0;
    while (left > chance && count < n) {
      left -= chance;
      count++;
      chance *= (odds * (n - count + 1)) / count;
    }
    return count;
  }

  /** BTRS, transformed rejection: Hörmann 1993, The generation of binomial random variates. */
  #manyOf(n: number, p: number): number {
    const odds = p / (1 - p);
    const spread = Math.sqrt(n * p * (1 - p));
    const b = 1.15 + 2.53 * spread;
    const a = -0.0873 + 0.0248 * b + 0.01 * p;
    const alpha = (2.83 + 5.1 / b) * spread;
    const mode = Math.floor((n + 1) * p);
    for (;;) {
      const u = this.uniform() - 0.5;
      const v = this.uniform();
      const room = 0.5 - Math.abs(u);
      const k = Math.floor(((2 * a) / room + b) * u + n * p + 0.5);
      if (k < 0 || k > n) continue;
      if (room >= 0.07 && v <= 0.92 - 4.2 / b) return k;
      const most =
        (mode + 0.5) * Math.log((mode + 1) / (odds * (n - mode + 1))) + (n + 1) * Math.log((n - mode + 1) / (n - k + 1)) + (k + 0.5) * Math.log((odds * (n - k + 1)) / (k + 1)) +
        beyondStirling(mode) + beyondStirling(n - mode) - beyondStirling(k) - beyondStirling(n - k);
      if (Math.log((v * alpha) / (a / (room * room) + b)) <= most) return k;
    }
  }

  #fill(into: Float64Array): void {
    let [a, b, c, counter] = this.#state as unknown as [number, number, number, number];
    for (let at = 0; at < AT_ONCE; at++) {
      const drawn = (a + b + counter) | 0;
      counter = (counter + 1) | 0;
      a = b ^ (b >>> 9);
      b = (c + (c << 3)) | 0;
      c = (((c << 21) | (c >>> 11)) + drawn) | 0;
      into[at] = ((drawn >>> 0) + 0.5) / 4_294_967_296;
    }
    this.#state.set([a, b, c, counter]);
  }
}

/** log k! less Stirling's formula for it in (k + 1). */
function beyondStirling(k: number): number {
  const from = k + 1;
  if (k >= FEW) return (1 / 12 - (1 / 360 - 1 / 1_260 / (from * from)) / (from * from)) / from;
  let logFactorial = 0;
  for (let factor = 2; factor <= k; factor++) logFactorial += Math.log(factor);
  return logFactorial - (Math.log(2 * Math.PI) / 2 + (k + 0.5) * Math.log(from) - from);
}
