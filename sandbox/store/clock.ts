// The store's business clock: real time plus an offset that the console moves. Tokens and signatures never use it.

export class StoreClock {
  offsetMs: number;
  #lastStamp: number;

  constructor(offsetMs: number, lastStamp: string) {
    this.offsetMs = offsetMs;
    this.#lastStamp = Date.parse(lastStamp);
  }

  now(): Date {
    return new Date(Date.now() + this.offsetMs);
  }

  /**
   * The time of a change: now, but always later than the stamp before. Without that, a change made after the clock was
   * set back would look older than what the app has, and be refused by it for ever.
   */
  stamp(): string {
    this.#lastStamp = Math.max(this.now().getTime(), this.#lastStamp + 1);
    return new Date(this.#lastStamp).toISOString();
  }

  get lastStamp(): string {
    return new Date(this.#lastStamp).toISOString();
  }
}
