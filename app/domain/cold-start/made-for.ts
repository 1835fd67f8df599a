// A title that says what the thing is for, "Cage for Aurel M5", rules out whatever is not called so.
import type { ColdProduct } from './cold-product.ts';
import { wordsIn } from './title-tokens.ts';

const FOR = /\bfor (?:your |the |all )?(.+)$/iu;

/** @returns said: it is made for the anchor, by the anchor's title, kind or values of its tags; no: for something else; open: its title says nothing */
export function madeFor(anchor: Pick<ColdProduct, 'title' | 'tags'>, anchorKind: string, product: Pick<ColdProduct, 'title'>): 'said' | 'no' | 'open' {
  const named = FOR.exec(product.title)?.[1];
  if (named === undefined) return 'open';
  const ours = wordsIn([anchor.title, anchorKind, ...anchor.tags.map((tag) => tag.slice(tag.indexOf(':') + 1))].join(' '));
  return [...wordsIn(named)].every((word) => ours.has(word)) ? 'said' : 'no';
}
