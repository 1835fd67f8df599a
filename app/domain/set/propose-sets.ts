// Which sets to suggest to a person. Ranked by the model, gated by counts: a candidate must have been bought with the
// anchor often, much more often than with anything (so that best-sellers do not appear everywhere), and because of the
// anchor itself rather than of what both go with. What is merely like the anchor does not complete it.
import { surprise } from '../association/log-likelihood.ts';
import { MAX_PUBLISHED_CANDIDATES } from '../portable/names.ts';
import type { Language } from '../language.ts';
import { goalFor } from './goal.ts';
import { type Companion, intoSlots, type RankedCompanion, type Slot } from './into-slots.ts';
import { kindIn, kindsOf, type NamedProduct } from './kind.ts';
import { likenessIn } from './likeness.ts';

export interface ProposableProduct extends NamedProduct {
  /** Orders that hold it. */
  orders: number;
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
/** So much more often than the orders' sizes and its own popularity would bring it there: what stands in for another … */
const LEAST_STRENGTH = 2;
/** … and what makes a slot. */
const STRONG = 3;
/** Where half the orders of either hold the other, one of them may be so popular that it cannot be there much more often. */
const USUAL_SHARE = 0.5;
/** Standard deviations above what chance would give. */
const LEAST_SURPRISE = 3;
/** Of what usually speaks directly for a companion in this shop (its orders may be small or huge), so much at the least. */
const LEAST_DIRECT = 2 / 3;
/** A product of the anchor's own kind belongs to it only if so large a share of the anchor's orders hold it too. */
const SAME_KIND_SHARE = 0.25;
/** Where the anchor's orders hold so many times what orders usually hold, they hold everything: a till's roll says nothing. */
const CROWDED = 4;
/** What completes a purchase seldom costs more than it. */
const DEAREST = 1.5;
/** About one anchor in two of a small shop, and never more than a person would read. */
export const mostSuggestions = (products: number): number => Math.min(100, Math.max(20, Math.ceil(products / 2)));

/**
 * @param shop what the model was learned from: orders, and lines (one per order and product); and the language of its goals
 * @returns best first, and more than a person would read
 */
export function proposeSets(anchors: readonly AnchorToPropose[], products: readonly ProposableProduct[], shop: { orders: number; lines: number; language: Language }): ProposedSet[] {
  const known = new Map(products.map((product) => [product.productId, product]));
  const kinds = kindsOf(products);
  const isAlike = likenessIn(products, kinds);
  const gathered = anchors.flatMap(({ anchorProductId, company, ranked }) => {
    const anchor = known.get(anchorProductId);
    if (!anchor || company / anchor.orders > (CROWDED * shop.lines) / shop.orders) return [];
    // Large orders hold best-sellers whatever else they hold, so chance is reckoned by the lines that were there to be taken.
    const companions = ranked.flatMap((each): Companion[] => {
      const product = known.get(each.product);
      if (!product || each.support < leastSupport(shop.orders)) return [];
      const byChance = (company * product.orders) / shop.lines;
      const counts = { both: each.support, onlyOne: company - each.support, onlyOther: product.orders - each.support, neither: shop.lines - company - product.orders + each.support };
      if (each.support < byChance * LEAST_STRENGTH || surprise(counts) < LEAST_SURPRISE) return [];
      return [{
        ...each,
        excess: each.support - byChance,
        closeness: each.support / Math.sqrt(anchor.orders * product.orders),
        directness: (each.direct * anchor.orders) / each.support,
        isStrong: each.support >= byChance * STRONG || each.support >= Math.min(anchor.orders, product.orders) * USUAL_SHARE,
        isDearer: product.priceMinor > anchor.priceMinor * DEAREST,
        isAlike: isAlike(anchor, product),
      }];
    });
    // What goes with a dearer product before all else is a part of that one's set and starts none: the battery of a camera.
    return companions[0]?.isDearer ? [] : [{ anchor, companions: companions.filter((each) => !each.isDearer) }];
  });
  const direct = LEAST_DIRECT * median(gathered.flatMap(({ companions }) => companions.map(({ directness }) => directness)));
  const proposals = gathered.flatMap(({ anchor, companions }) => {
    const slots = intoSlots(companions.filter((each) => (each.isAlike ? each.isStrong && each.support >= anchor.orders * SAME_KIND_SHARE : each.directness >= direct)), anchor, { kinds, known, isAlike });
    if (slots.length === 0) return [];
    const excess = slots.reduce((sum, slot) => sum + (slot.isAlike ? 0 : slot.excess), 0);
    const goal = goalFor(anchor.title, kinds.get(anchor.productId) ?? '', slots.map(({ name }) => name), shop.language);
    return [{ set: { anchorProductId: anchor.productId, goal, slots: slots.map((slot) => toSlot(slot, shop.language)) }, excess }];
  });
  // Best first: the orders that chance does not explain.
  return proposals
    .sort((a, b) => b.excess - a.excess || (a.set.anchorProductId < b.set.anchorProductId ? -1 : 1))
    .map(({ set }) => set);
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1] ?? 0;
}

const MORE: Record<Language, string> = { en: 'matching', de: 'Dazu passend:' };

const toSlot = ({ name, isAlike, members }: Slot, language: Language): ProposedSet['slots'][number] =>
  ({ name: isAlike ? `${MORE[language]} ${kindIn(language, name)}` : kindIn(language, name), candidates: members.slice(0, MAX_PUBLISHED_CANDIDATES).map(({ product, support, score }) => ({ productId: product, support, score })) });
