// One part of a transaction that may fail alone.
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
