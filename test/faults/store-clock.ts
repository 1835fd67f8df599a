// The store's business time in a run: it stands still but for what the plan says, so that the same seed gives the same
// stamps, second for second. The app's processes follow it.
import type { Store } from '#sandbox/store/store.ts';

export class FrozenClock {
  readonly #store: Store;
  #at: number;

  constructor(store: Store, from: Date) {
    this.#store = store;
    this.#at = Math.ceil(from.getTime() / 1_000) * 1_000;
    store.clock.now = () => new Date(this.#at);
    this.#note();
  }

  /** What the app's processes add to the machine's time. */
  readonly offsetMs = (): number => this.#at - Date.now();

  now(): Date {
    return new Date(this.#at);
  }

  forward(ms: number): void {
    this.#at = Math.max(this.#at + ms, Date.parse(this.#store.clock.lastStamp));
    this.#note();
  }

  /** For whoever asks the sandbox for its clock. */
  #note(): void {
    this.#store.clock.offsetMs = this.offsetMs();
  }
}
