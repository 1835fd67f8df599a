// A row of the store by id and version, as both wires name it: by whole seconds.
import { gidNumber } from '#app/adapters/shopify/gid.ts';
import type { FactName, StoreRow } from '#app/db/mirrored-facts.ts';

export interface Named {
  id: string;
  updatedAt?: string;
}

/** @param root the object that holds it, where that is another; @param part the second half of its id */
export function storeRow(fact: FactName, { id, updatedAt }: Named, root: string = id, part = 0n): StoreRow {
  return { fact, id: gidNumber(id), part, rootId: gidNumber(root), updatedAt: updatedAt === undefined ? null : new Date(Math.floor(Date.parse(updatedAt) / 1_000) * 1_000) };
}
