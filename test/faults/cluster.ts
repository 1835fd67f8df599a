// PostgreSQL under fire: a cluster of its own on a port that stays, stopped in order, torn down at once, or hit in the
// middle (a backend killed, which makes the server recover by itself).
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '#app/db/embedded-postgres.ts';
import { createDatabase } from '#app/db/open.ts';
import { prepareSchema } from '#app/db/prepare-schema.ts';
import { freePort } from '#test/support/demo-stack.ts';

/** Nothing is lost when a process ends, only when the machine does: that is not tried here. */
const FLAGS = ['fsync=off', 'full_page_writes=off', 'max_connections=60'];
const TEMPLATE = 'setwise_template';

/** in order, sessions cut; without a word to anybody, WAL replayed at the next start; one session's process killed */
export const BLOWS = ['fast', 'immediate', 'backend'] as const;
export type Blow = (typeof BLOWS)[number];

export class Cluster {
  readonly #folder: string;
  readonly #port: number;
  #server: EmbeddedPostgres;
  #dataFolder = '';

  private constructor(folder: string, port: number, server: EmbeddedPostgres) {
    this.#folder = folder;
    this.#port = port;
    this.#server = server;
  }

  /** With a template database that has the schema. */
  static async start(): Promise<Cluster> {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'setwise-faults-'));
    fs.chmodSync(folder, 0o755);
    const port = await freePort();
    const cluster = new Cluster(folder, port, await startEmbeddedPostgres(path.join(folder, 'postgres'), FLAGS, port));
    await createDatabase(cluster.baseUrl, TEMPLATE);
    await prepareSchema(`${cluster.baseUrl}/${TEMPLATE}`);
    cluster.#dataFolder = await cluster.#ask<string>('SHOW data_directory');
    return cluster;
  }

  get baseUrl(): string {
    return `postgres://setwise@127.0.0.1:${this.#port}`;
  }

  async newDatabase(name: string): Promise<string> {
    await createDatabase(this.baseUrl, name, TEMPLATE);
    return `${this.baseUrl}/${name}`;
  }

  async drop(name: string): Promise<void> {
    await this.#ask(`DROP DATABASE IF EXISTS "${name}" WITH (FORCE)`);
  }

  /** Answers again when this resolves. */
  async strike(blow: Blow): Promise<void> {
    if (blow === 'backend') {
      await this.#killBackend();
    } else {
      const postmaster = Number(fs.readFileSync(path.join(this.#dataFolder, 'postmaster.pid'), 'utf8').split('\n')[0]);
      process.kill(postmaster, blow === 'fast' ? 'SIGINT' : 'SIGQUIT');
      await this.#server.stop();
      this.#server = await startEmbeddedPostgres(path.join(this.#folder, 'postgres'), FLAGS, this.#port);
    }
    await this.#answers();
  }

  async stop(): Promise<void> {
    await this.#server.stop();
    fs.rmSync(this.#folder, { recursive: true, force: true });
  }

  async #answers(): Promise<void> {
    while (!(await this.#ask('SELECT 1').then(() => true, () => false))) await sleep(50);
  }

  /** Resolves once the server has noticed and cut every session, this one too: until then it would answer as if nothing had been. */
  async #killBackend(): Promise<void> {
    const client = new pg.Client({ connectionString: `${this.baseUrl}/postgres` });
    const cut = new Promise<void>((resolve) => client.once('end', resolve));
    client.on('error', () => {});
    await client.connect();
    const { rows } = await client.query<{ pid: number }>(`SELECT pid FROM pg_stat_activity WHERE backend_type = 'client backend' AND pid <> pg_backend_pid() ORDER BY random() LIMIT 1`);
    const pid = rows[0]?.pid;
    if (pid === undefined || !killed(pid)) await client.end();
    await cut;
  }

  async #ask<T>(sql: string): Promise<T> {
    const client = new pg.Client({ connectionString: `${this.baseUrl}/postgres` });
    client.on('error', () => {});
    await client.connect();
    try {
      const { rows } = await client.query<Record<string, T>>(sql);
      return Object.values(rows[0] ?? {})[0] as T;
    } finally {
      await client.end().catch(() => {});
    }
  }
}

/** @returns false where it has ended by itself in the meantime */
function killed(pid: number): boolean {
  try {
    return process.kill(pid, 'SIGKILL');
  } catch {
    return false;
  }
}
