// Writes and deletes metafields in the platform's batches, and notes each batch once the store has taken it. A product
// that the store no longer has would fail its whole batch (a call is all or nothing): it is left out, the rest goes.
import type { AdminClient } from '#app/adapters/shopify/admin-client.ts';
import { log } from '#app/adapters/log.ts';
import { DELETE_METAFIELDS, METAFIELDS_A_CALL, SET_METAFIELDS, type UserError } from '#app/adapters/shopify/operations/publish.ts';
import { deletePublications, savePublications } from '#app/db/publications.ts';
import { METAFIELD_NAMESPACE } from '#app/domain/portable/names.ts';
import { AppError } from '#app/domain/app-error.ts';
import { says } from '#app/domain/says/says.ts';
import type { DesiredMetafield } from './desired-metafields.ts';

export interface HashedMetafield extends DesiredMetafield {
  valueHash: string;
}

/** @returns how many were written */
export async function writeMetafields(shopId: bigint, client: AdminClient, metafields: readonly HashedMetafield[], at: Date): Promise<number> {
  let written = 0;
  for (const batch of batches(metafields)) {
    const taken = await writeBatch(client, batch);
    await savePublications(shopId, taken, at);
    written += taken.length;
  }
  return written;
}

async function writeBatch(client: AdminClient, batch: readonly HashedMetafield[]): Promise<HashedMetafield[]> {
  let rest = [...batch];
  while (rest.length > 0) {
    const metafields = rest.map(({ ownerId, key, type, value }) => ({ ownerId, key, type, value, namespace: METAFIELD_NAMESPACE }));
    const { metafieldsSet: answer } = await client.run(SET_METAFIELDS, { metafields });
    const errors = answer?.userErrors ?? [];
    if (errors.length === 0) return rest;
    const refused = new Set(errors.map(indexOf));
    if (refused.has(undefined)) throw new AppError('refused', says(({ shopify }) => shopify.metafieldsNotTaken(errors[0]?.message ?? shopify.noReason)));
    log().warn({ shop: client.shopDomain, refused: errors.map((error) => error.message) }, 'some metafields were not taken');
    rest = rest.filter((_, index) => !refused.has(index));
  }
  return [];
}

/** Which of the call's metafields an error is about: field is ["metafields", "3", …]. */
function indexOf(error: UserError): number | undefined {
  const index = Number(error.field?.[1]);
  return Number.isInteger(index) ? index : undefined;
}

/** @returns how many are gone; one that the store has lost with its product counts too */
export async function deleteMetafields(shopId: bigint, client: AdminClient, gone: readonly OwnedKey[]): Promise<number> {
  for (const batch of batches(gone)) {
    const refusal = await deleteBatch(client, batch);
    // All or nothing again, and a lost product's error does not always say which: then one by one.
    if (refusal) for (const metafield of batch) await deleteBatch(client, [metafield]);
    await deletePublications(shopId, batch);
  }
  return gone.length;
}

interface OwnedKey {
  ownerId: string;
  key: string;
}

async function deleteBatch(client: AdminClient, batch: readonly OwnedKey[]): Promise<UserError | undefined> {
  const metafields = batch.map(({ ownerId, key }) => ({ ownerId, key, namespace: METAFIELD_NAMESPACE }));
  return (await client.run(DELETE_METAFIELDS, { metafields })).metafieldsDelete?.userErrors[0];
}

function* batches<T>(items: readonly T[]): Generator<T[]> {
  for (let start = 0; start < items.length; start += METAFIELDS_A_CALL) yield items.slice(start, start + METAFIELDS_A_CALL);
}
