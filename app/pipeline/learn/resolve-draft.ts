// What a set that is not saved yet comes to, and what stands against saving it. Saves nothing of it; a collection that
// nobody named before is read from the store, as saving would.
import { pool } from '#app/db/pool.ts';
import { definitionOf, givenProducts, standingIn } from '#app/db/set-definitions.ts';
import { checkCatalogue, checkResolved, type DefinitionProblem, givenAnchors, givenTo } from '#app/domain/set/check-definition.ts';
import type { SetDefinition } from '#app/domain/set/set-definition.ts';
import { readUnknownCollections } from '../sync/reread/collections.ts';
import { type Resolution, resolveSet } from './resolve-sets.ts';

export interface ResolvedDraft {
  resolution: Resolution;
  /** What the catalogue has against it; what is wrong with the draft itself is known where it is written. */
  problems: DefinitionProblem[];
}

/** @param setId of the set that is edited; null: a new one */
export async function resolveDraft(shopId: bigint, setId: string | null, definition: SetDefinition, at: Date): Promise<ResolvedDraft> {
  const collectionIds = [definition.anchor, ...definition.slots.map(({ source }) => source)].flatMap((rule) => (rule.kind === 'collection' && rule.collectionId !== 0n ? [rule.collectionId] : []));
  const given = [...new Set([...givenAnchors(definition), ...definition.slots.flatMap(givenTo)])];
  const [known, kept] = await Promise.all([givenProducts(shopId, given), setId === null ? undefined : definitionOf(shopId, setId), readUnknownCollections(shopId, [...new Set(collectionIds)], at)]);
  const resolution = await resolveSet(shopId, definition, { counted: kept?.candidates ?? new Map(), anchorProductId: null }, pool());
  return {
    resolution,
    problems: [...checkCatalogue(definition, known, kept ? standingIn(kept) : new Set()), ...checkResolved(definition, resolution.anchorCameTo, resolution.slotsCameTo)],
  };
}
