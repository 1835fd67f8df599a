// The definitions behind our metafields: Liquid sees what they open to the storefront, and the discount Function needs no
// more than the app's own namespace. Made once a shop; that they are there already is no error.
import type { AdminClient } from '#app/adapters/shopify/admin-client.ts';
import { DEFINE_METAFIELD, type MetafieldDefinition } from '#app/adapters/shopify/operations/publish.ts';
import { type PublicationRow, savePublications } from '#app/db/publications.ts';
import { AppError } from '#app/domain/app-error.ts';
import { says } from '#app/domain/says/says.ts';
import { DISCOUNT_KEY, MAX_SLOTS, METAFIELD_NAMESPACE, SET_KEY, slotKey, STARTS_KEY } from '#app/domain/portable/names.ts';

/** Stands where a product's gid does for what is written on products. */
export const DEFINITIONS = 'definitions';

const define = (key: string, name: string, type: string, storefront: 'PUBLIC_READ' | 'NONE'): MetafieldDefinition => ({
  name,
  namespace: METAFIELD_NAMESPACE,
  key,
  ownerType: 'PRODUCT',
  type,
  access: { storefront },
});

const WANTED: readonly MetafieldDefinition[] = [
  define(SET_KEY, 'Set', 'json', 'PUBLIC_READ'),
  ...Array.from({ length: MAX_SLOTS }, (_, index) => define(slotKey(index + 1), `Set: slot ${index + 1}`, 'list.product_reference', 'PUBLIC_READ')),
  define(DISCOUNT_KEY, 'Set discount', 'json', 'NONE'),
  define(STARTS_KEY, 'Sets that it starts', 'json', 'NONE'),
];

/** @param known what is written already */
export async function ensureDefinitions(shopId: bigint, client: AdminClient, known: readonly PublicationRow[], at: Date): Promise<void> {
  const made = new Set(known.filter((row) => row.ownerId === DEFINITIONS).map((row) => row.key));
  for (const definition of WANTED) {
    if (made.has(definition.key)) continue;
    const { metafieldDefinitionCreate: answer } = await client.run(DEFINE_METAFIELD, { definition });
    const problem = answer?.userErrors.find((error) => error.code !== 'TAKEN');
    if (problem) throw new AppError('refused', says(({ shopify }) => shopify.definitionNotTaken(definition.key, problem.message)));
    await savePublications(shopId, [{ ownerId: DEFINITIONS, key: definition.key, valueHash: definition.type }], at);
  }
}
