// What the resource picker shows: products and collections by words of their titles, and everything that is ticked already.
import { gid } from '../store/gid.ts';
import type { Store } from '../store/store.ts';

const SHOWN = 50;

/** @returns undefined for a kind that the picker does not have */
export function pickable(store: Store, kind: string, words: string): { id: string; title: string }[] | undefined {
  const all = { product: store.products, collection: store.collections }[kind];
  if (!all) return undefined;
  const wanted = words.toLowerCase().split(/\s+/).filter(Boolean);
  const found = [...all.values()].filter(({ title }) => wanted.every((word) => title.toLowerCase().includes(word)));
  return found.slice(0, SHOWN).map(({ id, title }) => ({ id: gid(kind === 'product' ? 'Product' : 'Collection', id), title }));
}
