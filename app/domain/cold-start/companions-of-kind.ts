// A product that is new takes over what products of its kind have as companions: their sets averaged, weighted by how like
// they are. One that has orders and no set counts against it. What goes with a single one of them may fit that one alone, so
// it needs a property in common (mount:N) or a second one to say so too.
import type { ProposedSet } from '../set/propose-sets.ts';
import type { ColdProduct, Hint } from './cold-product.ts';
import { kindWeight } from './kind-weight.ts';
import { madeFor } from './made-for.ts';
import { sameProperties } from './same-properties.ts';

export interface FromKind {
  hints: Hint[];
  /** Whose companions they are, the likest first. */
  borrowedFrom: bigint[];
}

/** Those the likest. */
const MOST_LIKE = 8;
/** So much of the weight has to stand behind a companion. */
const LEAST_SHARE = 1 / 3;
const MOST_NAMED = 3;

/**
 * @param sameKind products of the anchor's kind that have orders enough to have companions
 * @param sets what their orders say, by anchor
 */
export function companionsOfKind(anchor: ColdProduct, sameKind: readonly ColdProduct[], kind: string, sets: ReadonlyMap<bigint, ProposedSet>, known: ReadonlyMap<bigint, ColdProduct>): FromKind {
  const like = sameKind
    .filter(({ productId }) => productId !== anchor.productId)
    .map((product) => ({ product, weight: kindWeight(anchor, product, kind) }))
    .filter(({ weight }) => weight > 0)
    .sort((a, b) => b.weight - a.weight || (a.product.productId < b.product.productId ? -1 : 1))
    .slice(0, MOST_LIKE);
  const all = like.reduce((sum, { weight }) => sum + weight, 0);
  const found = new Map<bigint, { score: number; said: bigint[] }>();
  for (const { product, weight } of like) {
    for (const { productId } of (sets.get(product.productId)?.slots ?? []).flatMap(({ candidates }) => candidates)) {
      const before = found.get(productId) ?? { score: 0, said: [] };
      found.set(productId, { score: before.score + weight / all, said: [...before.said, product.productId] });
    }
  }
  const kept = [...found].filter(([productId, { score, said }]) => {
    const product = known.get(productId);
    if (!product || productId === anchor.productId || score < LEAST_SHARE || madeFor(anchor, kind, product) === 'no') return false;
    const same = sameProperties(anchor, product);
    return same !== null && (said.length > 1 || same.length > 0);
  });
  const said = new Set(kept.flatMap(([, each]) => each.said));
  return {
    hints: kept.map(([productId, { score }]) => ({ productId, score })).sort((a, b) => b.score - a.score || (a.productId < b.productId ? -1 : 1)),
    borrowedFrom: like.filter(({ product }) => said.has(product.productId)).slice(0, MOST_NAMED).map(({ product }) => product.productId),
  };
}
