// A merchant's own segments: who has a tag, spent so much, or ordered so often. Bounds are here and nowhere else.
import type { Buyer } from './segments/segment.ts';

export const SEGMENT_KINDS = ['tag', 'spend', 'orders'] as const;
export type SegmentKind = (typeof SEGMENT_KINDS)[number];

export interface OwnSegment {
  /** In lower case: by it offers name the segment. */
  name: string;
  /** As it was typed. */
  title: string;
  kind: SegmentKind;
  /** A tag in lower case; or the least amount in the shop's minor units, the least number of orders, as decimal text. */
  value: string;
}

/** Segments of a shop, and characters of a name and of a tag (Shopify's own bound). */
export const SEGMENT_BOUNDS = { segments: 50, title: 60, tag: 255, number: 1_000_000_000_000 } as const;

export type TypedSegment = Pick<OwnSegment, 'title' | 'kind' | 'value'>;
export type SegmentsOutcome = { kind: 'valid'; segments: readonly OwnSegment[] } | { kind: 'invalid'; why: 'too_many' | 'not_a_name' | 'name_taken' | 'not_a_tag' | 'not_a_number' };

export function belongsTo({ kind, value }: Pick<OwnSegment, 'kind' | 'value'>, { isKnown, tags, spentMinor, orders }: Buyer): boolean {
  if (!isKnown) return false;
  if (kind === 'tag') return tags.includes(value);
  return (kind === 'spend' ? spentMinor : orders) >= Number(value);
}

/** @param taken names that Setwise's own segments have. @returns the segments as they are kept */
export function readOwnSegments(typed: readonly TypedSegment[], taken: readonly string[]): SegmentsOutcome {
  const segments = new Map<string, OwnSegment>();
  for (const { kind, ...one } of typed) {
    const [title, name] = [one.title.trim(), one.title.trim().toLowerCase()];
    const value = one.value.trim().toLowerCase();
    // Names with a colon are those of segments about something.
    if (title === '' || title.length > SEGMENT_BOUNDS.title || title.includes(':')) return { kind: 'invalid', why: 'not_a_name' };
    if (taken.includes(name) || segments.has(name)) return { kind: 'invalid', why: 'name_taken' };
    if (kind === 'tag' && (value === '' || value.length > SEGMENT_BOUNDS.tag)) return { kind: 'invalid', why: 'not_a_tag' };
    if (kind !== 'tag' && !(/^[1-9]\d*$/.test(value) && Number(value) <= SEGMENT_BOUNDS.number)) return { kind: 'invalid', why: 'not_a_number' };
    segments.set(name, { name, title, kind, value });
  }
  return segments.size > SEGMENT_BOUNDS.segments ? { kind: 'invalid', why: 'too_many' } : { kind: 'valid', segments: [...segments.values()] };
}
