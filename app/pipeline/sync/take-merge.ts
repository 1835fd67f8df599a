// A merge of two customers, told or found. Of somebody who was forgotten meanwhile the other name is forgotten too: it is
// theirs.
import { recordChange } from '#app/db/changes.ts';
import { type Merge, mergeCustomers } from '#app/db/customer-merges.ts';
import { forgetPerson } from '#app/db/people.ts';
import type { Queryable } from '#app/db/pool.ts';
import { isKeptOut } from '#app/db/redactions.ts';

export async function takeMerge(shopId: bigint, merge: Merge, on: Queryable): Promise<void> {
  if (await isKeptOut(shopId, merge.keptId, on)) return forgetPerson(shopId, merge.deletedId, [], on);
  if (await isKeptOut(shopId, merge.deletedId, on)) return;
  const keptId = await mergeCustomers(shopId, merge, on);
  if (keptId !== null) await recordChange(shopId, { changedAt: merge.at, actor: 'shopify', event: 'customers_merged', detail: { customerId: String(keptId) } }, on);
}
