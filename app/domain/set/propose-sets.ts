// Which sets to suggest to a person. Ranked by the model, gated by counts: a candidate must have been bought with the
// anchor often, and much more often than with anything, so that best-sellers do not appear everywhere. What is merely like
// the anchor does not complete it.
import type { RankedProduct } from '../association/rank.ts';
import { MAX_PUBLISHED_CANDIDATES, MAX_SLOTS } from '../portable/names.ts';
import { goalFor } from './goal.ts';
import { kindsOf, type NamedProduct, nounOf } from './kind.ts';

export interface ProposableProduct extends NamedProduct {
  /** Of its cheapest variant, minor units. */
  priceMinor: number;
  /** Orders that hold it. */
  orders: number;
}

/** An anchor with what the model says goes with it, best first. */
export interface AnchorToPropose {
  anchorProductId: bigint;
  /** Other products' lines in the orders that hold it: the chances that a companion had. */
  company: number;
  ranked: readonly RankedProduct<bigint>[];
}

export interface ProposedCandidate {
  productId: bigint;
  support: number;
  score: number;
}

export interface ProposedSet {
  anchorProductId: bigint;
  goal: string;
  slots: { name: string; candidates: ProposedCandidate[] }[];
}

/** Orders that hold both, at the least: five, and of a large shop one in a thousand. */
export const leastSupport = (orders: number): number => Math.max(5, Math.ceil(orders / 1_000));
/** So much more often than the orders' sizes and its own popularity would bring it there. */
const LEAST_STRENGTH = 2;
/** Standard deviations above what chance would give. */
const LEAST_SURPRISE = 3;
/** A product of the anchor's own kind belongs to it only if so large a share of the anchor's orders hold it too. */
const SAME_KIND_SHARE = 0.25;
/** What completes a purchase seldom costs more than it. */
const DEAREST = 1.5;

/** About one anchor in two of a small shop, and never more than a person would read. */
export const mostSuggestions = (products: number): number => Math.min(100, Math.max(20, Math.ceil(products / 2)));

/** @param shop what the model was learned from: orders, and lines (one per order and product) */
export function proposeSets(anchors: readonly AnchorToPropose[], products: readonly ProposableProduct[], shop: { orders: number; lines: number }): ProposedSet[] {
  const known = new Map(products.map((product) => [product.productId, product]));
  const kinds = kindsOf(products);
  const proposals = anchors.flatMap(({ anchorProductId, company, ranked }) => {
    const anchor = known.get(anchorProductId);
    if (!anchor) return [];
    // Large orders hold best-sellers whatever else they hold, so chance is reckoned by the lines that were there to be taken.
    const byChance = (product: bigint) => (company * known.get(product)!.orders) / shop.lines;
    const isOwnKind = (product: bigint) => isAlike(kinds.get(product), kinds.get(anchorProductId));
    const candidates = ranked.filter(({ product, support }) =>
      isAffordable(known.get(product), anchor)
      && support >= leastSupport(shop.orders) && isBeyondChance(support, byChance(product))
      && (!isOwnKind(product) || support >= anchor.orders * SAME_KIND_SHARE));
    const slots = intoSlots(candidates, kinds, isOwnKind);
    if (slots.length === 0) return [];
    const completing = slots.filter((slot) => !isOwnKind(slot.candidates[0]!.productId));
    const excess = completing.reduce((sum, slot) => sum + Math.max(...slot.candidates.map((each) => each.support - byChance(each.productId))), 0);
    return [{ set: { anchorProductId, goal: goalFor(anchor.title, kinds.get(anchorProductId) ?? ''), slots }, excess }];
  });
  // Best first: the orders that chance does not explain.
  return proposals
    .sort((a, b) => b.excess - a.excess || (a.set.anchorProductId < b.set.anchorProductId ? -1 : 1))
    .slice(0, mostSuggestions(products.length))
    .map(({ set }) => set);
}

const isAffordable = (candidate: ProposableProduct | undefined, anchor: ProposableProduct): boolean =>
  candidate !== undefined && candidate.priceMinor <= anchor.priceMinor * DEAREST;

const isBeyondChance = (support: number, byChance: number): boolean =>
  support >= byChance * LEAST_STRENGTH && support >= byChance + LEAST_SURPRISE * Math.sqrt(byChance);

const isAlike = (kind: string | undefined, other: string | undefined): boolean =>
  kind !== undefined && other !== undefined && nounOf(kind) === nounOf(other);

/**
 * Candidates of one kind stand in for each other, so they share a slot; a candidate of no known kind has one of its own.
 * More of the anchor's own kind comes last, in one slot at most, and makes no set by itself.
 */
function intoSlots(candidates: readonly RankedProduct<bigint>[], kinds: ReadonlyMap<bigint, string>, isOwnKind: (product: bigint) => boolean): ProposedSet['slots'] {
  const byKind = (members: readonly RankedProduct<bigint>[]) => [...Map.groupBy(members, ({ product }) => kinds.get(product) ?? `product ${product}`).values()];
  const others = byKind(candidates.filter(({ product }) => !isOwnKind(product)));
  if (others.length === 0) return [];
  const own = byKind(candidates.filter(({ product }) => isOwnKind(product))).slice(0, 1);
  return [...others, ...own].slice(0, MAX_SLOTS).map((members) => ({
    name: kinds.get(members[0]!.product) ?? 'companion',
    candidates: members.slice(0, MAX_PUBLISHED_CANDIDATES).map(({ product, support, score }) => ({ productId: product, support, score })),
  }));
}
