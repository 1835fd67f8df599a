// Fixed windows per operation: burst in a second, steady in a minute, some daily. Counted per account; by the wire clock.
export interface Limit {
  /** A second. */
  burst: number;
  /** A minute. */
  steady: number;
  daily?: number;
}

const WINDOWS = [['burst', 1_000], ['steady', 60_000], ['daily', 86_400_000]] as const;

interface Window {
  since: number;
  used: number;
}

/** What is left of the burst window, for the headers; or how long to wait. */
export type Taken = { remaining: number } | { waitSeconds: number };

export class RateLimits {
  readonly #windows = new Map<string, Window>();

  take(operation: string, limit: Limit, now: number): Taken {
    const open: Window[] = [];
    let remaining = 0;
    for (const [name, lengthMs] of WINDOWS) {
      const allowed = limit[name];
      if (allowed === undefined) continue;
      const window = this.#window(`${operation}:${name}`, lengthMs, now);
      if (window.used >= allowed) return { waitSeconds: Math.max(1, Math.ceil((window.since + lengthMs - now) / 1_000)) };
      if (name === 'burst') remaining = allowed - window.used - 1;
      open.push(window);
    }
    for (const window of open) window.used += 1;
    return { remaining };
  }

  #window(key: string, lengthMs: number, now: number): Window {
    const found = this.#windows.get(key);
    if (found && now < found.since + lengthMs) return found;
    const fresh = { since: now - (now % lengthMs), used: 0 };
    this.#windows.set(key, fresh);
    return fresh;
  }
}

/** As recorded: the first number is the burst ("75, 75;w=1, 750;w=60"). */
export function limitHeaders({ burst, steady, daily }: Limit, remaining: number): Record<string, string> {
  return {
    'ratelimit-limit': `${burst}, ${burst};w=1, ${steady};w=60${daily === undefined ? '' : `, ${daily};w=86400`}`,
    'ratelimit-remaining': String(remaining),
    'ratelimit-reset': '0',
  };
}
