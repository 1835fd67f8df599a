// Parts of a transaction that may fail alone, and what a failure means.
import type pg from 'pg';

/** Runs `work`; when it throws, what it wrote is undone, the rest of the transaction stands, and the error goes on. */
export async function withSavepoint<T>(client: pg.PoolClient, work: () => Promise<T>): Promise<T> {
  await client.query('SAVEPOINT part');
  try {
    const result = await work();
    await client.query('RELEASE SAVEPOINT part');
    return result;
  } catch (error) {
    await client.query('ROLLBACK TO SAVEPOINT part');
    throw error;
  }
}

/** Runs `work` to see what it would do; whatever it wrote is undone. */
export async function withoutTrace<T>(client: pg.PoolClient, work: () => Promise<T>): Promise<T> {
  await client.query('SAVEPOINT trial');
  const result = await work();
  await client.query('ROLLBACK TO SAVEPOINT trial');
  return result;
}

/** The connection, the server or a lock failed, not the data: the same may pass a moment later. (SQLSTATE classes.) */
export function isPassingFailure(error: unknown): boolean {
  const code = (error as { code?: unknown }).code;
  if (typeof code !== 'string') return /connection terminated|client has encountered a connection error/i.test((error as Error).message ?? '');
  return /^(08|40|53|55|57|58)/.test(code) || /^(ECONN|EPIPE|ETIMEDOUT)/.test(code);
}

/**
 * The commit of this transaction does not wait for the disk. For work that a crash puts back whole, row and result, so that
 * it is done again: nothing is lost by it, and whoever waits for a commit of their own is not kept behind this one's.
 */
export async function commitWithoutWaiting(client: pg.PoolClient): Promise<void> {
  await client.query('SET LOCAL synchronous_commit = off');
}
