// One run: a store, the app beside it as real processes on a real database, and from then on everything that can go wrong
// between and under them, as the seed has it. Then the accounts: before anything is repaired, and after.
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { CostBucket } from '#sandbox/admin-api/cost.ts';
import { assemble, type Sandbox } from '#sandbox/assemble.ts';
import { mintSessionToken } from '#sandbox/oauth/session-token.ts';
import { seededRandom } from '#sandbox/seed/seeded-random.ts';
import { readAppDeclaration } from '#sandbox/webhooks/subscriptions.ts';
import { freePort } from '#test/support/demo-stack.ts';
import { auditDeliveries, pendingDeliveries, watchSettling, whatIsUnderWay } from './accounts.ts';
import { happenSomething } from './actions.ts';
import { AppProcess } from './app-process.ts';
import type { Cluster } from './cluster.ts';
import { compareTables, type Difference } from './compare-tables.ts';
import { beginSale, DOMAIN, firstStore, SHOP_ID } from './first-store.ts';
import { type Fault, faultOf, type Plan, planOf, roundsOf } from './plan.ts';
import { FrozenClock } from './store-clock.ts';
import { Wire } from './wire.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');
/** Nothing takes as long on any machine: it hangs. */
const HANGS_AFTER_MS = 180_000;
const LOOK_EVERY_MS = 40;

export interface Findings {
  /** Of deliveries, before anything was repaired. */
  accounts: string[];
  /** Rows of objects of which every word was acknowledged, before anything was repaired. */
  untold: Difference[];
  /** Rows that differed before, of objects of which word was lost: what the comparison is for. */
  toRepair: number;
  /** After the comparison with the store. */
  left: Difference[];
}

export interface Outcome extends Findings {
  plan: Plan;
  events: number;
  attempts: number;
  lost: number;
  strikes: number;
  endedByThemselves: number;
  seconds: number;
  history(root: string): string[];
}

export interface StormOptions {
  /** Loaded into the worker: a fault of our own, which the run has to find. */
  plantedInWorker?: readonly string[];
  /** Says of one in so many deliveries that it was acknowledged, and never sends it. */
  pretendEvery?: number;
  /** Leaves out the comparison with the store. */
  repairs?: boolean;
  fates?: Plan['fates'];
  /** Done to the tables before they are compared last. */
  tamper?(on: pg.ClientBase): Promise<void>;
}

export async function storm(cluster: Cluster, seed: number, events: number, options: StormOptions = {}): Promise<Outcome> {
  const run = await Run.begin(cluster, { ...planOf(seed, events), ...(options.fates ? { fates: options.fates } : {}) }, options);
  try {
    return await run.play();
  } catch (error) {
    throw new Error(`${(error as Error).stack}\n--- web said\n${run.web?.said}\n--- worker said\n${run.worker?.said}`, { cause: error });
  } finally {
    await run.end();
  }
}

class Run {
  readonly #cluster: Cluster;
  readonly #plan: Plan;
  readonly #options: StormOptions;
  readonly #folder = fs.mkdtempSync(path.join(os.tmpdir(), 'setwise-storm-'));
  readonly #database: string;
  #url = '';
  #appUrl = '';
  #sandbox!: Sandbox;
  #wire!: Wire;
  #clock!: FrozenClock;
  #scopes: readonly string[] = [];
  web: AppProcess | undefined;
  worker: AppProcess | undefined;
  #strikes = 0;

  private constructor(cluster: Cluster, plan: Plan, options: StormOptions) {
    this.#cluster = cluster;
    this.#plan = plan;
    this.#options = options;
    this.#database = `storm_${plan.seed}_${process.pid}`;
  }

  /** The app is installed, and its past is read. */
  static async begin(cluster: Cluster, plan: Plan, options: StormOptions): Promise<Run> {
    const run = new Run(cluster, plan, options);
    try {
      await run.#setUp();
      await run.#install();
      return run;
    } catch (error) {
      await run.end();
      throw new Error(`${(error as Error).stack}\n--- web said\n${run.web?.said}\n--- worker said\n${run.worker?.said}`, { cause: error });
    }
  }

  async play(): Promise<Outcome> {
    const began = performance.now();
    this.#wire.fare(this.#plan.fates);
    this.#wire.pretendEvery = this.#options.pretendEvery;
    const firstEvent = this.#wire.events;
    await this.#rage(firstEvent + this.#plan.events);
    const before = await this.#calm(async (on) => ({ accounts: await auditDeliveries(this.#wire.deliveries, on), differences: await compareTables(this.#sandbox.store, on, false) }));
    if (this.#options.repairs !== false) await this.#repair();
    const left = await this.#ask(async (on) => {
      await this.#options.tamper?.(on);
      return compareTables(this.#sandbox.store, on);
    });
    const lost = this.#lostRoots();
    return {
      plan: this.#plan, accounts: before.accounts, untold: before.differences.filter(({ root }) => !lost.has(root)), toRepair: before.differences.filter(({ root }) => lost.has(root)).length, left,
      events: this.#wire.events - firstEvent, attempts: this.#wire.attempts, lost: this.#lostEvents().length, strikes: this.#strikes,
      endedByThemselves: (this.web?.endedByItself ?? 0) + (this.worker?.endedByItself ?? 0), seconds: (performance.now() - began) / 1_000,
      history: (root) => this.#history(root),
    };
  }

  async end(): Promise<void> {
    await Promise.all([this.web?.stop(), this.worker?.stop()]);
    this.#wire?.stop();
    await this.#sandbox?.stop();
    await this.#cluster.drop(this.#database);
    fs.rmSync(this.#folder, { recursive: true, force: true });
  }

  async #setUp(): Promise<void> {
    this.#url = await this.#cluster.newDatabase(this.#database);
    await this.#ask(watchSettling);
    const port = await freePort();
    this.#appUrl = `http://127.0.0.1:${port}`;
    const plenty = new CostBucket({ maximumAvailable: 1_000_000, restoreRate: 1_000_000 });
    this.#sandbox = await assemble({ port: 0, dataDir: this.#folder, appUrl: this.#appUrl, seed: () => firstStore(this.#plan.seed), bulkMinimumMs: 0, costBucket: plenty });
    this.#sandbox.webhooks.stop(); // the wire of this run sends instead
    const { store } = this.#sandbox;
    this.#clock = new FrozenClock(store, new Date());
    beginSale(store);
    const { subscriptions, scopes } = readAppDeclaration(path.join(ROOT, 'shopify.app.toml'), this.#appUrl);
    this.#scopes = scopes;
    this.#wire = new Wire(store, this.#plan.seed, subscriptions, { sandbox: this.#sandbox.url, storefront: this.#sandbox.storefrontUrl });
    const env = {
      SETWISE_MODE: 'sandbox', NODE_ENV: 'production', SETWISE_LOG_LEVEL: 'warn', DATABASE_URL: this.#url, PORT: String(port), SHOPIFY_APP_URL: this.#appUrl, SETWISE_SANDBOX_URL: this.#sandbox.url, TZ: 'UTC',
      NODE_COMPILE_CACHE: path.join(os.tmpdir(), 'setwise-faults-compiled'),
    };
    const start = (script: string, planted: readonly string[] = []) =>
      new AppProcess({ script, preloads: ['test/faults/follow-clock.ts', ...planted], env, offsetMs: this.#clock.offsetMs });
    this.web = start('app/commands/web.ts');
    this.worker = start('app/commands/worker.ts', this.#options.plantedInWorker);
  }

  async #install(): Promise<void> {
    this.#sandbox.store.install(this.#scopes);
    await this.#allReady();
    const host = Buffer.from(`admin.shopify.com/store/${DOMAIN.split('.')[0]}`).toString('base64url');
    await this.#until('the app is installed', async () => {
      const page = await fetch(`${this.#appUrl}/app?embedded=1&shop=${DOMAIN}&host=${host}&id_token=${mintSessionToken(DOMAIN)}`, { headers: { 'user-agent': 'Mozilla/5.0 (X11; Linux x86_64) Chrome/156.0' } });
      return page.status === 200;
    });
    await this.#until('its past is read', async () => {
      await this.#wire.sendDue();
      return this.#ask(async (on) => (await on.query(`SELECT 1 FROM backfills WHERE status = 'done'`)).rowCount === 1);
    });
  }

  /** Rounds of events with their faults, then until all that is still on its way has come. */
  async #rage(until: number): Promise<void> {
    const random = seededRandom(this.#plan.seed * 32_452_843 + 5);
    for (const round of roundsOf(this.#plan)) {
      if (this.#wire.events >= until && this.#wire.idle) break;
      this.#clock.forward(round.jumpMs);
      if (this.#wire.events < until) this.#happen(round.actions, random);
      this.#tellTime();
      if (round.fault && this.#wire.events < until) {
        await this.#allReady();
        await Promise.all([this.#strike(round.fault, round.fault.afterMs), this.#wire.sendDue()]);
      } else await this.#wire.sendDue();
      if (round.waits || this.#wire.events >= until) await this.#allReady();
    }
    await this.#allReady();
  }

  #happen(actions: number, random: ReturnType<typeof seededRandom>): void {
    for (let left = actions; left > 0; left -= 1) {
      happenSomething(this.#sandbox.store, random);
      // Often within one second: Shopify tells no finer time of a version.
      this.#clock.forward(random.chance(0.6) ? random.between(0, 300) : random.between(300, 4_000));
    }
  }

  async #strike(fault: Fault, afterMs: number): Promise<void> {
    await sleep(afterMs);
    this.#strikes += 1;
    if (fault.target === 'postgres') await this.#cluster.strike(fault.blow);
    else await this[fault.target]?.kill();
  }

  /** Everything that was taken in is dealt with. */
  async #calm<T>(look: (on: pg.Client) => Promise<T>): Promise<T> {
    const isCalm = () =>
      this.#ask(async (on) => {
        if ((await pendingDeliveries(on)) > 0) return false;
        // What failed while the database was away waits longer each time: that time passes here at once.
        const { rows } = await on.query<{ waiting: boolean }>(
          `WITH hurried AS (UPDATE graphile_worker._private_jobs SET run_at = now() WHERE attempts > 0 AND run_at > now() AND locked_at IS NULL RETURNING id)
           SELECT EXISTS (SELECT 1 FROM hurried) OR EXISTS (SELECT 1 FROM graphile_worker.jobs WHERE task_identifier LIKE 'sync.%' AND attempts < max_attempts AND run_at <= now()) AS waiting`,
        );
        return rows[0]?.waiting === false;
      });
    await this.#until('the inbox is empty, and what its deliveries set off is done', isCalm).catch(async (error: Error) => {
      throw new Error(`${error.message}\n${await this.#ask(whatIsUnderWay)}`, { cause: error });
    });
    return this.#ask(look);
  }

  async #repair(): Promise<void> {
    this.#clock.forward(8 * 3_600_000);
    this.#tellTime();
    const began = await this.#ask(async (on) => {
      const { rows } = await on.query<{ count: number }>('SELECT count(*)::int AS count FROM reconciliations');
      await on.query(`SELECT graphile_worker.add_job('sync.reconcile-shop', json_build_object('shopId', $1::text, 'reason', 'asked'), max_attempts => 8, job_key => 'reconcile:' || $1::text)`, [String(SHOP_ID)]);
      return rows[0]?.count ?? 0;
    });
    if (this.#plan.strikesComparison) {
      const random = seededRandom(this.#plan.seed * 49_979_687 + 6);
      await this.#strike(faultOf(random), random.between(20, 400));
      await this.#allReady();
    }
    await this.#until('the shop is compared with its store', () =>
      this.#ask(async (on) => {
        const { rows } = await on.query<{ status: string; error: string | null }>('SELECT status, error FROM reconciliations ORDER BY started_at');
        const last = rows.at(-1);
        if (rows.length > began && last?.status === 'failed') throw new Error(`The comparison failed: ${last.error}`);
        return rows.length > began && last?.status === 'done';
      }),
    );
    await this.#calm(async () => {});
  }

  #tellTime(): void {
    this.web?.tellTime();
    this.worker?.tellTime();
  }

  async #allReady(): Promise<void> {
    await Promise.all([this.web?.ready(), this.worker?.ready()]);
  }

  async #until(what: string, look: () => Promise<boolean>): Promise<void> {
    const began = performance.now();
    while (!(await look())) {
      if (performance.now() - began > HANGS_AFTER_MS) throw new Error(`It never came true that ${what}.`);
      await sleep(LOOK_EVERY_MS);
    }
  }

  /** On a connection of its own: the server may have been struck since the last. */
  async #ask<T>(question: (on: pg.Client) => Promise<T>): Promise<T> {
    const client = new pg.Client({ connectionString: this.#url });
    client.on('error', () => {});
    await client.connect();
    try {
      return await question(client);
    } finally {
      await client.end().catch(() => {});
    }
  }

  #lostEvents() {
    const told = new Set(this.#wire.deliveries.filter(({ state }) => state === 'acknowledged').map(({ eventId }) => eventId));
    return this.#wire.deliveries.filter(({ eventId, repeat }) => !repeat && !told.has(eventId));
  }

  #lostRoots(): Set<string> {
    const lost = new Set(this.#lostEvents().flatMap(({ roots }) => roots));
    // What was not told of a customer is not known of the one that they became. Nor, when it comes after the merge, whether a
    // tag that was taken off the one was the other's own: the comparison asks the store.
    const untagged = new Set(this.#wire.deliveries.filter(({ topic }) => topic === 'customer.tags_removed').flatMap(({ roots }) => roots));
    for (const { topic, roots: [kept = '', gone = ''] } of this.#wire.deliveries) if (topic === 'customers/merge' && (lost.has(gone) || untagged.has(gone))) lost.add(kept);
    return lost;
  }

  #history(root: string): string[] {
    return this.#wire.deliveries
      .filter(({ roots }) => roots.includes(root))
      .map((one) => `#${one.number} ${one.topic}${one.repeat ? ' (again)' : ''} triggered ${one.triggeredAt}: ${one.state}${one.acknowledgedInRound === null ? '' : ` in round ${one.acknowledgedInRound}`} after ${one.attempts} attempts\n      ${one.body.slice(0, 400)}`);
  }
}
