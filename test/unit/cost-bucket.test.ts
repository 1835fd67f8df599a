// Who is let through to the Admin API, and when: against a bucket that takes and gives back points as Shopify says it does,
// on a clock of its own, with answers that take their time.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CostBucket, type Priority, type ThrottleStatus, type Turn } from '#app/adapters/shopify/cost-bucket.ts';
import { OperationCosts } from '#app/adapters/shopify/operation-cost.ts';

class FakeClock {
  at = 0;
  #timers: { at: number; then: () => void }[] = [];
  now = () => this.at;
  after = (ms: number, then: () => void) => {
    const timer = { at: this.at + ms, then };
    this.#timers.push(timer);
    return () => {
      this.#timers = this.#timers.filter((one) => one !== timer);
    };
  };

  /** Lets time pass from event to event, until none is left or `until` holds. */
  async run(until: () => boolean = () => false): Promise<void> {
    for (;;) {
      for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
      const next = this.#timers.reduce<{ at: number; then: () => void } | undefined>((first, one) => (first && first.at <= one.at ? first : one), undefined);
      if (!next || until()) return;
      this.#timers = this.#timers.filter((one) => one !== next);
      this.at = next.at;
      next.then();
    }
  }

  sleep = (ms: number) => new Promise<void>((resolve) => void this.after(ms, resolve));
}

/** Shopify's side: refuses what is not covered, takes what may be needed, gives back what was not. */
class Shopify {
  refused = 0;
  readonly #clock: FakeClock;
  readonly #maximum: number;
  readonly #rate: number;
  #available: number;
  #at = 0;

  constructor(clock: FakeClock, maximum: number, rate: number) {
    this.#clock = clock;
    this.#maximum = maximum;
    this.#rate = rate;
    this.#available = maximum;
  }

  take(points: number): boolean {
    this.#restore();
    if (points > this.#available) {
      this.refused += 1;
      return false;
    }
    this.#available -= points;
    return true;
  }

  giveBack(points: number): ThrottleStatus {
    this.#restore();
    this.#available = Math.min(this.#maximum, this.#available + points);
    return { maximumAvailable: this.#maximum, currentlyAvailable: Math.floor(this.#available), restoreRate: this.#rate };
  }

  #restore(): void {
    this.#available = Math.min(this.#maximum, this.#available + ((this.#clock.at - this.#at) / 1_000) * this.#rate);
    this.#at = this.#clock.at;
  }
}

interface Call {
  requested: number;
  actual: number;
  /** Milliseconds on the way there, at work, and on the way back. */
  way?: [number, number, number];
}

function world(maximum: number, rate: number) {
  const clock = new FakeClock();
  const shopify = new Shopify(clock, maximum, rate);
  const bucket = new CostBucket(clock);
  const admitted: string[] = [];
  const call = async (name: string, priority: Priority, { requested, actual, way: [there, work, back] = [20, 60, 20] }: Call, turn: Turn = bucket.turn(priority)) => {
    const permit = await bucket.admit(turn, requested, 3_600_000);
    if (!permit) throw new Error(`${name} was never let through.`);
    admitted.push(name);
    await clock.sleep(there);
    const taken = shopify.take(requested);
    await clock.sleep(work);
    const status = shopify.giveBack(taken ? requested - actual : 0);
    await clock.sleep(back);
    permit.settle(taken ? actual : 0, status);
    return taken;
  };
  return { clock, shopify, bucket, admitted, call };
}

describe('the cost bucket', () => {
  it('lets one call through until its answer says how much there is', async () => {
    const { clock, admitted, call } = world(200, 50);
    for (const name of ['first', 'second', 'third']) void call(name, 'interactive', { requested: 10, actual: 10 });
    await clock.run(() => admitted.length === 1);
    expect(admitted).toEqual(['first']);
    await clock.run();
    expect(admitted).toEqual(['first', 'second', 'third']);
  });

  it('is never refused, and spends as fast as points come back', async () => {
    const { clock, shopify, call, admitted } = world(200, 50);
    for (let n = 0; n < 60; n += 1) void call(`b${n}`, 'background', { requested: 40, actual: 20 });
    await clock.run();
    expect({ refused: shopify.refused, admitted: admitted.length }).toEqual({ refused: 0, admitted: 60 });
    const pointsMissing = 60 * 20 - 200;
    const leftAside = 40 + 200 / 4;
    expect(clock.at).toBeGreaterThanOrEqual((pointsMissing / 50) * 1_000 - 1);
    expect(clock.at).toBeLessThan(((pointsMissing + leftAside + 40) / 50) * 1_000 + 500);
  });

  it('lets whoever waits go before what nobody waits for, at once, from the reserve', async () => {
    const { clock, shopify, call, admitted } = world(200, 50);
    for (let n = 0; n < 40; n += 1) void call(`b${n}`, 'background', { requested: 40, actual: 40 });
    await clock.run(() => admitted.length === 10);
    const from = clock.at;
    let letThroughAt = Number.NaN;
    void call('page', 'interactive', { requested: 40, actual: 40, way: [0, 0, 0] }).then(() => { letThroughAt = clock.at; });
    await clock.run();
    expect(admitted.indexOf('page')).toBe(10);
    expect(letThroughAt - from).toBeLessThan(50);
    expect({ refused: shopify.refused, admitted: admitted.length }).toEqual({ refused: 0, admitted: 41 });
  });

  it('queues callers of one kind in the order they came', async () => {
    const { clock, call, admitted } = world(100, 50);
    const names = Array.from({ length: 12 }, (_, n) => (n % 2 ? `small${n}` : `large${n}`));
    for (const name of names) void call(name, 'background', { requested: name.startsWith('large') ? 60 : 5, actual: 5 });
    await clock.run();
    expect(admitted).toEqual(names);
  });

  it('waits for what others have spent, as soon as an answer tells of it', async () => {
    const { clock, shopify, call, admitted } = world(200, 50);
    await Promise.all([call('first', 'interactive', { requested: 10, actual: 10 }), clock.run()]);
    shopify.take(180);
    await Promise.all([call('second', 'interactive', { requested: 10, actual: 10 }), clock.run()]);
    const from = clock.at;
    void call('third', 'interactive', { requested: 110, actual: 110 });
    await clock.run();
    expect(admitted).toContain('third');
    expect(shopify.refused).toBe(0);
    expect(clock.at - from).toBeGreaterThan(1_500);
  });

  it('knows after a refusal what there is, and lets the refused one go first', async () => {
    const { clock, shopify, bucket, call, admitted } = world(200, 50);
    await Promise.all([call('first', 'interactive', { requested: 10, actual: 10 }), clock.run()]);
    shopify.take(150);
    const turn = bucket.turn('interactive');
    const again = async () => (await call('refused', 'interactive', { requested: 100, actual: 100 }, turn)) || call('repeated', 'interactive', { requested: 100, actual: 100 }, turn);
    const repeated = again();
    void call('later', 'interactive', { requested: 100, actual: 100 });
    await clock.run();
    expect(await repeated).toBe(true);
    expect(admitted).toEqual(['first', 'refused', 'repeated', 'later']);
    expect(shopify.refused).toBe(1);
  });

  it('asks nothing while Shopify wants silence', async () => {
    const { clock, bucket, call } = world(200, 50);
    bucket.pause(2_000);
    void call('one', 'interactive', { requested: 10, actual: 10, way: [0, 0, 0] });
    await clock.run();
    expect(clock.at).toBe(2_000);
  });

  it('gives up a place in the queue when patience ends, and says how long it would have been', async () => {
    const { clock, bucket, call, admitted } = world(200, 1);
    await Promise.all([call('all', 'interactive', { requested: 200, actual: 200, way: [0, 0, 0] }), clock.run()]);
    const turn = bucket.turn('interactive');
    const permit = bucket.admit(turn, 100, 5_000);
    void call('small', 'interactive', { requested: 10, actual: 10, way: [0, 0, 0] });
    await clock.run(() => admitted.length === 2);
    expect(await permit).toBeUndefined();
    expect(bucket.waitMs(turn, 100)).toBeGreaterThan(90_000);
    expect(clock.at).toBe(10_000);
  });

  it('lets a call through that costs more than the bucket holds: Shopify says why not', async () => {
    const { clock, call, admitted } = world(100, 50);
    for (const priority of ['interactive', 'background'] as const) void call(priority, priority, { requested: 1_200, actual: 0 });
    await clock.run();
    expect(admitted).toEqual(['interactive', 'background']);
  });

  it('is never refused, whatever calls cost and however long their answers take', async () => {
    const ms = fc.integer({ min: 0, max: 3_000 });
    const someCall = fc.record({ requested: fc.integer({ min: 1, max: 60 }), share: fc.double({ min: 0.5, max: 1, noNaN: true }), way: fc.tuple(ms, ms, ms), background: fc.boolean(), joinsAfterMs: ms });
    await fc.assert(
      fc.asyncProperty(fc.array(someCall, { minLength: 10, maxLength: 40 }), fc.integer({ min: 2, max: 100 }), async (calls, rate) => {
        const { clock, shopify, call, admitted } = world(200, rate);
        calls.forEach(({ requested, share, way, background, joinsAfterMs }, n) => {
          void clock.sleep(joinsAfterMs).then(() => call(String(n), background ? 'background' : 'interactive', { requested, actual: Math.floor(requested * share), way }));
        });
        await clock.run();
        expect({ refused: shopify.refused, admitted: admitted.length }).toEqual({ refused: 0, admitted: calls.length });
      }),
      { numRuns: 200 },
    );
  });
});

describe('what a call will cost', () => {
  it('is what the same question cost before, of the same size', () => {
    const costs = new OperationCosts();
    const guess = costs.expected('query A', { ids: ['1'] });
    costs.remember('query A', { ids: ['1'], after: 'x' }, 7);
    costs.remember('query A', { ids: ['1', '2'] }, 9);
    expect(costs.expected('query A', { ids: ['8'], after: null })).toBe(7);
    expect(costs.expected('query A', { ids: ['8', '9'] })).toBe(9);
    expect(costs.expected('query A', { ids: ['1', '2', '3'] })).toBe(guess);
    expect(costs.expected('query B', { ids: ['1'] })).toBe(guess);
  });
});
