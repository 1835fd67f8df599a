// Which sets to suggest to a person. Ranked by the model, gated by counts: a candidate must have been bought with the
// anchor often, much more often than with anything (so that best-sellers do not appear everywhere), and because of the
// anchor itself rather than of what both go with. What is merely like the anchor does not complete it.
import type { RankedProduct } from '../association/rank.ts';
import { MAX_PUBLISHED_CANDIDATES, MAX_SLOTS } from '../portable/names.ts';
import { goalFor, shortTitle } from './goal.ts';
import { kindsOf, type NamedProduct, nounOf } from './kind.ts';
import { likenessIn } from './likeness.ts';

export interface ProposableProduct extends NamedProduct {
  /** Orders that hold it. */
  orders: number;
}

export interface RankedCompanion extends RankedProduct<bigint> {
  /** What the anchor says for it when everything else that goes with it has been heard (its ridge weight): 0 where all of
   * it is said by others, as a camera speaks for the memory card that its battery is bought with. */
  direct: number;
}

/** An anchor with what the model says goes with it, best first. */
export interface AnchorToPropose {
  anchorProductId: bigint;
  /** Other products' lines in the orders that hold it: the chances that a companion had. */
  company: number;
  ranked: readonly RankedCompanion[];
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
const LEAST_STRENGTH = 3;
/** Where half the orders of either hold the other, one of them may be so popular that it cannot be there much more often. */
const USUAL_SHARE = 0.5;
const LEAST_STRENGTH_OF_USUAL = 2;
/** Standard deviations above what chance would give. */
const LEAST_SURPRISE = 3;
/** Of what usually speaks directly for a companion in this shop (its orders may be small or huge), so much at the least. */
const LEAST_DIRECT = 2 / 3;
/** A product of the anchor's own kind belongs to it only if so large a share of the anchor's orders hold it too. */
const SAME_KIND_SHARE = 0.25;
/** What completes a purchase seldom costs more than it. */
const DEAREST = 1.5;
/** Beside the slot that is bought with the anchor most, so much of its orders make another worth its place. */
const WORTH_A_SLOT = 0.25;
/** What is far less bound to the anchor than the closest slot has to make up for it by numbers. */
const CLOSE = 0.5;
const WORTH_A_SLOT_BY_NUMBERS = 0.75;

/** About one anchor in two of a small shop, and never more than a person would read. */
export const mostSuggestions = (products: number): number => Math.min(100, Math.max(20, Math.ceil(products / 2)));

/** @param shop what the model was learned from: orders, and lines (one per order and product) */
export function proposeSets(anchors: readonly AnchorToPropose[], products: readonly ProposableProduct[], shop: { orders: number; lines: number }): ProposedSet[] {
  const known = new Map(products.map((product) => [product.productId, product]));
  const kinds = kindsOf(products);
  const isAlike = likenessIn(products, kinds);
  const gathered = anchors.flatMap(({ anchorProductId, company, ranked }) => {
    const anchor = known.get(anchorProductId);
    if (!anchor) return [];
    // Large orders hold best-sellers whatever else they hold, so chance is reckoned by the lines that were there to be taken.
    const companions = ranked.flatMap((each): Companion[] => {
      const product = known.get(each.product);
      if (!product || each.support < leastSupport(shop.orders)) return [];
      const byChance = (company * product.orders) / shop.lines;
      const leastStrength = each.support >= Math.min(anchor.orders, product.orders) * USUAL_SHARE ? LEAST_STRENGTH_OF_USUAL : LEAST_STRENGTH;
      if (each.support < byChance * leastStrength || each.support < byChance + LEAST_SURPRISE * Math.sqrt(byChance)) return [];
      return [{
        ...each,
        excess: each.support - byChance,
        closeness: each.support / Math.sqrt(anchor.orders * product.orders),
        directness: (each.direct * anchor.orders) / each.support,
        isDearer: product.priceMinor > anchor.priceMinor * DEAREST,
        isAlike: isAlike(anchor, product),
      }];
    });
    // What goes with a dearer product before all else is a part of that one's set and starts none: the battery of a camera.
    return companions[0]?.isDearer ? [] : [{ anchor, companions: companions.filter((each) => !each.isDearer) }];
  });
  const direct = LEAST_DIRECT * median(gathered.flatMap(({ companions }) => companions.map(({ directness }) => directness)));
  const proposals = gathered.flatMap(({ anchor, companions }) => {
    const slots = intoSlots(companions.filter((each) => (each.isAlike ? each.support >= anchor.orders * SAME_KIND_SHARE : each.directness >= direct)), kinds, known, anchor);
    if (slots.length === 0) return [];
    const excess = slots.reduce((sum, slot) => sum + (slot.isAlike ? 0 : slot.excess), 0);
    const goal = goalFor(anchor.title, kinds.get(anchor.productId) ?? '', slots.map(({ name }) => name));
    return [{ set: { anchorProductId: anchor.productId, goal, slots: slots.map(toSlot) }, excess }];
  });
  // Best first: the orders that chance does not explain.
  return proposals
    .sort((a, b) => b.excess - a.excess || (a.set.anchorProductId < b.set.anchorProductId ? -1 : 1))
    .slice(0, mostSuggestions(products.length))
    .map(({ set }) => set);
}

interface Companion extends RankedCompanion {
  /** Orders that hold both and that chance does not explain. */
  excess: number;
  /** Orders that hold both, of those that hold either (cosine): 1 where neither is bought without the other. */
  closeness: number;
  /** How much of "bought with the anchor" is because of the anchor: its own say of the share of its orders. */
  directness: number;
  isDearer: boolean;
  /** Of the anchor's own kind. */
  isAlike: boolean;
}

interface Slot {
  name: string;
  isAlike: boolean;
  members: readonly Companion[];
  /** Of the member that has most of it. */
  excess: number;
  closeness: number;
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1] ?? 0;
}

/**
 * Candidates of one kind stand in for each other, so they share a slot; a candidate of no known kind has one of its own.
 * More of the anchor's own kind comes last, in one slot at most that says so, and makes no set by itself.
 */
function intoSlots(companions: readonly Companion[], kinds: ReadonlyMap<bigint, string>, known: ReadonlyMap<bigint, ProposableProduct>, anchor: ProposableProduct): Slot[] {
  const nameOf = (productId: bigint) => kinds.get(productId) ?? shortTitle(known.get(productId)!.title).toLowerCase();
  const slotOf = (name: string, isAlike: boolean, members: readonly Companion[]): Slot => ({ name, isAlike, members, excess: Math.max(...members.map((each) => each.excess)), closeness: Math.max(...members.map((each) => each.closeness)) });
  const others = [...Map.groupBy(companions.filter((each) => !each.isAlike), ({ product }) => nounOf(nameOf(product))).values()]
    .map((members) => slotOf(nameOf(members[0]!.product), false, members));
  const most = Math.max(...others.map(({ excess }) => excess));
  const closest = Math.max(...others.map(({ closeness }) => closeness));
  const worth = others.filter(({ excess, closeness }) => excess >= most * (closeness >= closest * CLOSE ? WORTH_A_SLOT : WORTH_A_SLOT_BY_NUMBERS));
  if (worth.length === 0) return [];
  const alike = companions.filter((each) => each.isAlike);
  const more = alike.length === 0 ? [] : [slotOf(`matching ${kinds.get(anchor.productId) ?? 'design'}`, true, alike)];
  return [...worth, ...more].slice(0, MAX_SLOTS);
}

const toSlot = ({ name, members }: Slot): ProposedSet['slots'][number] =>
  ({ name, candidates: members.slice(0, MAX_PUBLISHED_CANDIDATES).map(({ product, support, score }) => ({ productId: product, support, score })) });
