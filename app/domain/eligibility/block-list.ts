// What a merchant never wants offered: products, all of a collection, all with a tag. Tags compare without regard to case,
// as Shopify's own do. Bounds are here and nowhere else; the screen reads them too.

export const BLOCK_KINDS = ['product', 'collection', 'tag'] as const;
export type BlockKind = (typeof BLOCK_KINDS)[number];

export interface BlockEntry {
  kind: BlockKind;
  /** An id as decimal text, or a tag in lower case. */
  value: string;
  title: string;
}

/** Entries that a list may have, and characters of a tag (Shopify's own bound). */
export const BLOCK_BOUNDS = { entries: 500, tagLength: 255 } as const;

export type BlockListOutcome = { kind: 'valid'; entries: readonly BlockEntry[] } | { kind: 'invalid'; why: 'too_many' | 'not_an_id' | 'not_a_tag' };

/** @returns the entries as they are kept, each once */
export function readBlockList(given: readonly BlockEntry[]): BlockListOutcome {
  const entries = new Map<string, BlockEntry>();
  for (const { kind, value, title } of given) {
    const kept = kind === 'tag' ? tagEntry(value) : { kind, value, title: title.trim().slice(0, BLOCK_BOUNDS.tagLength) || `#${value}` };
    if (kept.kind === 'tag' && (kept.value === '' || kept.value.length > BLOCK_BOUNDS.tagLength)) return { kind: 'invalid', why: 'not_a_tag' };
    if (kept.kind !== 'tag' && !/^\d{1,19}$/.test(kept.value)) return { kind: 'invalid', why: 'not_an_id' };
    entries.set(entryKey(kept), kept);
  }
  if (entries.size > BLOCK_BOUNDS.entries) return { kind: 'invalid', why: 'too_many' };
  return { kind: 'valid', entries: [...entries.values()] };
}

export const tagEntry = (typed: string): BlockEntry => ({ kind: 'tag', value: typed.trim().toLowerCase(), title: typed.trim() });

export const entryKey = ({ kind, value }: Pick<BlockEntry, 'kind' | 'value'>): string => `${kind}:${value}`;
