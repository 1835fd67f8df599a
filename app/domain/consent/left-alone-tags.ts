// Whom a merchant wants left alone: customers with one of these tags, for good, or while a case of theirs is open, as
// helpdesks tag them. Tags compare without regard to case, as Shopify's own do. Bounds are here and nowhere else; the screen
// reads them too.

/** Why: for good, or until the tag is taken off again. */
export const LEFT_ALONE_MEANINGS = ['left_alone', 'open_case'] as const;
export type LeftAloneMeaning = (typeof LEFT_ALONE_MEANINGS)[number];

export interface LeftAloneTag {
  /** In lower case. */
  tag: string;
  /** As it was typed. */
  title: string;
}

/** Tags that a list may have, and characters of one (Shopify's own bound). */
export const LEFT_ALONE_BOUNDS = { tags: 50, length: 255 } as const;

export type LeftAloneOutcome = { kind: 'valid'; tags: readonly LeftAloneTag[] } | { kind: 'invalid'; why: 'too_many' | 'not_a_tag' };

/** @returns the tags as they are kept, each once */
export function readLeftAloneTags(typed: readonly string[]): LeftAloneOutcome {
  const tags = new Map<string, LeftAloneTag>();
  for (const title of typed.map((one) => one.trim())) {
    if (title === '' || title.length > LEFT_ALONE_BOUNDS.length) return { kind: 'invalid', why: 'not_a_tag' };
    const tag = title.toLowerCase();
    if (!tags.has(tag)) tags.set(tag, { tag, title });
  }
  return tags.size > LEFT_ALONE_BOUNDS.tags ? { kind: 'invalid', why: 'too_many' } : { kind: 'valid', tags: [...tags.values()] };
}
