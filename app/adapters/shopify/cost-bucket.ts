// When a shop's Admin API may be asked: Shopify's bucket of points, mirrored from the status in every answer. A call waits
// here exactly until it can be paid, instead of being refused there. Where somebody waits (interactive) goes before what
// nobody waits for (background), which also leaves a reserve. Other processes pay from the same bucket: what Shopify
// says of it wins over our sums. https://shopify.dev/docs/api/usage/limits

export type Priority = 'interactive' | 'background';

export interface ThrottleStatus {
  maximumAvailable: number;
  currentlyAvailable: number;
  /** Points a second. */
  restoreRate: number;
}

export interface BucketClock {
  /** Milliseconds, of whatever beginning. */
  now(): number;
  /** @returns what forgets it */
  after(ms: number, then: () => void): () => void;
}

/** A caller's place in the queue; kept when it has to come back, so that nobody who came later goes first. */
export interface Turn {
  priority: Priority;
  number: number;
}

/** Points taken off for a call that is under way. */
export interface Permit {
  /** @param spent what Shopify took in the end; @param status absent where the answer told none */
  settle(spent: number, status?: ThrottleStatus): void;
}

interface Waiting {
  turn: Turn;
  cost: number;
  admit(permit: Permit): void;
}

/** The part of the bucket that background calls leave for whoever waits. */
const RESERVE = 0.25;

export class CostBucket {
  readonly #clock: BucketClock;
  /** Unknown until the first answer: until then calls go one at a time. */
  #size: { maximum: number; rate: number } | undefined;
  /** What may be spent, as of #at; what is under way is taken off already. Never more than Shopify would let us. */
  #available = 0;
  #at: number;
  #underWay = 0;
  #reserved = 0;
  /** All that was ever spent by calls that came back: says what happened while another was under way. */
  #settled = 0;
  #pausedUntil = Number.NEGATIVE_INFINITY;
  #turns = 0;
  #waiting: Waiting[] = [];
  #forgetWake: (() => void) | undefined;

  constructor(clock: BucketClock) {
    this.#clock = clock;
    this.#at = clock.now();
  }

  turn(priority: Priority): Turn {
    this.#turns += 1;
    return { priority, number: this.#turns };
  }

  /**
   * Waits until the call can be paid and everybody before it was admitted.
   * @param cost what Shopify will ask for at first, in points
   * @returns undefined when that does not come true within `patienceMs`
   */
  admit(turn: Turn, cost: number, patienceMs: number): Promise<Permit | undefined> {
    return new Promise((resolve) => {
      const waiting: Waiting = { turn, cost, admit: (permit) => {
        forgetPatience();
        resolve(permit);
      } };
      const forgetPatience = this.#clock.after(patienceMs, () => {
        this.#waiting = this.#waiting.filter((one) => one !== waiting);
        resolve(undefined);
        this.#admitWhoCanPay();
      });
      const behind = this.#waiting.findIndex((one) => goesBefore(turn, one.turn));
      this.#waiting.splice(behind < 0 ? this.#waiting.length : behind, 0, waiting);
      this.#admitWhoCanPay();
    });
  }

  /** Nobody asks for so long: Shopify said so. */
  pause(ms: number): void {
    this.#pausedUntil = Math.max(this.#pausedUntil, this.#clock.now() + ms);
  }

  /** Milliseconds until a call of this cost could be paid if nobody was before it. */
  waitMs(turn: Turn, cost: number): number {
    this.#restore();
    const pausedMs = Math.max(0, this.#pausedUntil - this.#at);
    if (!this.#size) return pausedMs;
    return Math.max(pausedMs, ((this.#needed(turn, cost, this.#size.maximum) - this.#available) / this.#size.rate) * 1_000);
  }

  #admitWhoCanPay(): void {
    this.#forgetWake?.();
    this.#forgetWake = undefined;
    for (;;) {
      const [first] = this.#waiting;
      if (!first) return;
      if (!this.#size && this.#underWay > 0) return; // the answer tells how much there is, and asks again
      const waitMs = this.waitMs(first.turn, first.cost);
      if (waitMs > 0) {
        this.#forgetWake = this.#clock.after(Math.ceil(waitMs), () => this.#admitWhoCanPay());
        return;
      }
      this.#waiting.shift();
      first.admit(this.#permit(first.cost));
    }
  }

  #needed({ priority }: Turn, cost: number, maximum: number): number {
    return Math.min(maximum, priority === 'background' ? cost + maximum * RESERVE : cost);
  }

  #permit(cost: number): Permit {
    const settledBefore = this.#settled;
    this.#underWay += 1;
    this.#reserved += cost;
    this.#available -= cost;
    let open = true;
    return {
      settle: (spent, status) => {
        if (!open) return;
        open = false;
        this.#restore();
        this.#underWay -= 1;
        this.#reserved -= cost;
        this.#available += cost - spent;
        if (status) this.#believe(status, this.#settled - settledBefore);
        this.#settled += spent;
        this.#admitWhoCanPay();
      },
    };
  }

  /**
   * Shopify counts what has reached it: at most all that it says is there, at least that less what is still under way and
   * what came back meanwhile. Within these bounds our own sum is the better one; outside them others have spent.
   */
  #believe(status: ThrottleStatus, settledMeanwhile: number): void {
    this.#size = { maximum: status.maximumAvailable, rate: Math.max(1, status.restoreRate) };
    const most = status.currentlyAvailable;
    const least = most - this.#reserved - settledMeanwhile;
    this.#available = Math.min(most, Math.max(least, this.#available));
  }

  #restore(): void {
    const now = this.#clock.now();
    const passedS = Math.max(0, now - this.#at) / 1_000;
    this.#at = now;
    // What is under way may not have reached Shopify yet: until it is back, its points do not come back either.
    if (this.#size) this.#available = Math.min(this.#size.maximum - this.#reserved, this.#available + passedS * this.#size.rate);
  }
}

function goesBefore(one: Turn, other: Turn): boolean {
  return one.priority === other.priority ? one.number < other.number : one.priority === 'interactive';
}
