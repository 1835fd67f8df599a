// Returns have no versions to compare: those that are open here, and those of orders that changed within the time in which a
// return counts, are read whole. What was right already changes nothing.
import type { AdminClient } from '#app/adapters/shopify/admin-client.ts';
import { gidNumber } from '#app/adapters/shopify/gid.ts';
import { updatedSince } from '#app/adapters/shopify/operations/changed-since.ts';
import { RETURNS_OF_ORDERS, type ReturnsOfOrdersAnswer } from '#app/adapters/shopify/operations/returns.ts';
import { openReturns } from '#app/db/returns.ts';
import { daysBefore } from '#app/domain/days.ts';
import { readInTurn } from '../fetch-returns.ts';
import type { Reread } from './reread-fact.ts';

/** No cool-down is longer. */
const COUNTED_DAYS = 365;
/** What is open beyond this has been forgotten by everybody. */
const MOST_OPEN = 1_000;

export const rereadReturns: Reread = async ({ shopId }, client, at) => {
  const ids = new Set(await openReturns(shopId, MOST_OPEN));
  for await (const id of returnsSince(client, daysBefore(at, COUNTED_DAYS))) ids.add(id);
  await readInTurn(shopId, client, [...ids], at);
};

async function* returnsSince(client: AdminClient, since: Date): AsyncGenerator<bigint> {
  for (let after: string | null | undefined; after !== null; ) {
    const filter = `${updatedSince(since)} AND -return_status:no_return`;
    const { orders }: ReturnsOfOrdersAnswer = await client.run(RETURNS_OF_ORDERS, { filter, after: after ?? null });
    for (const { returns } of orders.nodes) for (const { id } of returns.nodes) yield gidNumber(id);
    after = orders.pageInfo.hasNextPage ? orders.pageInfo.endCursor : null;
  }
}
