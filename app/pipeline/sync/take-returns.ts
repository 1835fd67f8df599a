// Returns as they were told or read: written, and, where one stands elsewhere now, what follows: the log says so, and once
// goods are back, what the order's customer was still to be sent about it is cancelled. While a return is open, nothing is
// sent about its order and nothing of it is offered: those who decide ask for that by themselves.
import type pg from 'pg';
import { recordChanges } from '#app/db/changes.ts';
import { orderStates } from '#app/db/orders.ts';
import { noteReturnMoments, noteReturns, type ReturnRow, returnStates, type ReturnWord, upsertReturns } from '#app/db/returns.ts';
import { fetchReturns } from '#app/jobs/definitions/fetch-returns.ts';
import { stopEnrollments } from '#app/jobs/definitions/stop-enrollments.ts';
import { enqueueAll } from '#app/jobs/enqueue.ts';

/** @param words any number a return: the newest says where it stands */
export async function hearReturns(shopId: bigint, words: readonly ReturnWord[], on: pg.PoolClient): Promise<void> {
  const newest = newestWords(words);
  await follow(shopId, newest, on, () => noteReturns(shopId, newest, on));
  await noteReturnMoments(shopId, words, on);
  const returnIds = newest.map(({ returnId }) => returnId);
  const states = await returnStates(shopId, returnIds, on);
  await askForReturns(shopId, returnIds.filter((returnId) => !states.get(returnId)?.linesKnown), on);
}

/** @param returns one a return */
export function takeReturns(shopId: bigint, returns: readonly ReturnRow[], on: pg.PoolClient): Promise<void> {
  return follow(shopId, returns, on, () => upsertReturns(shopId, returns, on));
}

/** Has returns read whole; null: all that are open. */
export async function askForReturns(shopId: bigint, returnIds: readonly (bigint | null)[], on: pg.PoolClient): Promise<void> {
  const asked = [...new Set(returnIds)].map((returnId) => ({ shopId: String(shopId), returnId: returnId === null ? null : String(returnId) }));
  await enqueueAll(fetchReturns, asked, ({ returnId }) => `fetch-returns:${shopId}:${returnId ?? 'open'}`, on);
}

async function follow(shopId: bigint, told: readonly ReturnWord[], on: pg.PoolClient, write: () => Promise<bigint[]>): Promise<void> {
  const before = await returnStates(shopId, told.map(({ returnId }) => returnId), on);
  const written = new Set(await write());
  const moved = told.filter(({ returnId, status }) => written.has(returnId) && before.get(returnId)?.status !== status);
  const orders = await orderStates(shopId, moved.map(({ orderId }) => orderId), on);
  const changes = moved.map(({ orderId, status, triggeredAt }) => ({
    changedAt: triggeredAt,
    actor: 'shopify',
    event: `return_${status}`,
    detail: { orderId: String(orderId), name: orders.get(orderId)?.name ?? null },
  }));
  await recordChanges(shopId, changes, on);
  const back = new Set(moved.filter(({ status }) => status === 'closed').map(({ orderId }) => orderId));
  const stopped = [...orders].flatMap(([orderId, { customerId }]) =>
    back.has(orderId) && customerId !== null ? [{ shopId: String(shopId), orderId: String(orderId), customerId: String(customerId), why: 'returned' as const }] : []);
  await enqueueAll(stopEnrollments, stopped, ({ orderId }) => `stop:returned:${shopId}:${orderId}`, on);
}

function newestWords(words: readonly ReturnWord[]): ReturnWord[] {
  const newest = new Map<bigint, ReturnWord>();
  for (const word of words) {
    const other = newest.get(word.returnId);
    if (!other || word.triggeredAt >= other.triggeredAt) newest.set(word.returnId, word);
  }
  return [...newest.values()];
}
