// PostgreSQL connections for what Prisma is not for: bulk writes and hot reads. int8 comes back as bigint (Shopify ids
// exceed 2^53); money columns are turned to numbers by the aggregate that knows they are money.
import { remember } from '@epic-web/remember';
import pg from 'pg';
import { AppError } from '#app/domain/app-error.ts';
import { databaseUrl } from './database-url.ts';

const INT8_ARRAY = 1016;
/** A database that does not answer is said to be so; nobody waits in front of a page without end. */
export const CONNECT_WITHIN_MS = 5_000;
const HOT_READ_WITHIN_MS = 3_000;
const PLANS_LIVE_S = 600;

/** On this pool only: Prisma shares the driver and reads int8 in its own way. */
const types: pg.CustomTypesConfig = {
  getTypeParser(id: number, format?: 'text' | 'binary') {
    if (format === 'binary') return pg.types.getTypeParser(id, 'binary');
    if (id === pg.types.builtins.INT8) return (text: string) => BigInt(text);
    if (id === INT8_ARRAY) return (text: string) => (text === '{}' ? [] : text.slice(1, -1).split(',').map((part) => BigInt(part)));
    return pg.types.getTypeParser(id, 'text');
  },
};

/** What a query can be run on: the pool, or the one client of a transaction. */
export type Queryable = pg.Pool | pg.PoolClient;

export function pool(): pg.Pool {
  return remember('setwise.pool', () => createPool({ max: 12 }));
}

const LOOK_UPS = ['plan_cache_mode=force_generic_plan', 'enable_seqscan=off', 'enable_hashjoin=off', 'enable_mergejoin=off', 'jit=off', 'synchronous_commit=off'].map((setting) => `-c ${setting}`).join(' ');

/**
 * Connections for what a shopper waits for: nobody's bulk work is on them, and each statement is planned once a connection. To
 * plan the large ones for every customer anew takes ten times as long as to run them. All are look-ups by key: planned while a
 * table was still empty, they would otherwise read it whole, and which of its indexes serves is then anybody's guess, so that
 * no plan lives for long. What little is written on them (the arm that somebody was given, and would be given again) nobody
 * waits for until it is on the disk.
 */
export function hotPool(): pg.Pool {
  return remember('setwise.hot-pool', () => createPool({ max: 6, options: LOOK_UPS, maxLifetimeSeconds: PLANS_LIVE_S }));
}

function createPool(config: pg.PoolConfig): pg.Pool {
  const created = new pg.Pool({ connectionString: databaseUrl(), idleTimeoutMillis: 30_000, connectionTimeoutMillis: CONNECT_WITHIN_MS, types, ...config });
  // An idle connection that the server cut is replaced at the next use; unhandled, the event would end the process.
  created.on('error', () => {});
  created.on('connect', (client) => void client.on('error', () => {}));
  return created;
}

/**
 * A read that a shopper waits for.
 * @throws AppError try_later when it does not answer in time; its connection is given up
 */
export function hotRead<Row extends pg.QueryResultRow>(query: pg.QueryConfig, on: Queryable = hotPool()): Promise<pg.QueryResult<Row>> {
  return on.query<Row>({ ...query, query_timeout: HOT_READ_WITHIN_MS } as pg.QueryConfig).catch(whenItDoesNotAnswer);
}

/** As pg and its pool say it: they have no code for it. */
const NO_ANSWER = /^(Query read timeout|timeout exceeded when trying to connect|Connection terminated due to connection timeout|timeout expired)$/;

function whenItDoesNotAnswer(error: Error): never {
  throw NO_ANSWER.test(error.message) ? new AppError('try_later', 'The database does not answer at the moment. Please try again.', { cause: error }) : error;
}

/**
 * Runs `work` in one transaction on one connection; rolled back when it throws.
 * @param options.flush later: should the server itself crash, the last moments' commits may be gone, whole and in order;
 *   for what would only be done again then
 * @throws AppError try_later when there is no connection in time
 */
export async function withTransaction<T>(work: (client: pg.PoolClient) => Promise<T>, { flush = 'now' }: { flush?: 'now' | 'later' } = {}): Promise<T> {
  const client = await pool().connect().catch(whenItDoesNotAnswer);
  try {
    await client.query(flush === 'now' ? 'BEGIN' : 'BEGIN; SET LOCAL synchronous_commit = off');
    const result = await work(client);
    await client.query('COMMIT');
    return result;
  } catch (error) {
    await client.query('ROLLBACK').catch(() => {});
    throw error;
  } finally {
    client.release();
  }
}
