// Sets for products whose orders say nothing yet: the merchant's own complements first, then what its kind is bought with; in
// a shop without any orders, words and categories. Never what is merely like the anchor, and seldom what costs more than it.
import { MAX_PUBLISHED_CANDIDATES, MAX_SLOTS } from '../portable/names.ts';
import type { Grounds } from '../set/evidence.ts';
import type { Language } from '../language.ts';
import { goalFor, shortTitle } from '../set/goal.ts';
import { kindIn, kindsOf, nounOf } from '../set/kind.ts';
import { likenessIn } from '../set/likeness.ts';
import type { ProposedSet } from '../set/propose-sets.ts';
import type { ColdProduct, Hint } from './cold-product.ts';
import { companionsOfKind } from './companions-of-kind.ts';
import { merchantComplements } from './merchant-complements.ts';
import { sharedWords, whatIsSaid } from './shared-words.ts';

export interface ColdShop {
  /** Everything that a set may name. */
  products: readonly ColdProduct[];
  /** Those that a set is sought for. */
  anchorIds: ReadonlySet<bigint>;
  /** Those whose orders are enough to say what goes with them, whether or not anything does. */
  experienced: ReadonlySet<bigint>;
  /** What orders say. */
  learned: readonly ProposedSet[];
  /** By product, what the merchant calls complementary. */
  complements: ReadonlyMap<bigint, readonly bigint[]>;
  /** Of the goals. */
  language: Language;
}

export interface ColdSet extends ProposedSet {
  grounds: Grounds;
}

/** A set may cost as much again as the anchor by half; what only words suggest is an accessory and costs less. */
const DEAREST = 1.5;
const DEAREST_BY_WORDS = 0.75;
/** Beside the slot that most speaks for, so much has to speak for another. */
const WORTH_A_SLOT = 0.6;
const MOST_WORDS = 5;

/** @returns what the merchant said first, then what is borrowed, for the newest products first, then what words say, by how much they say */
export function proposeColdSets({ products, anchorIds, experienced, learned, complements, language }: ColdShop): ColdSet[] {
  const known = new Map(products.map((product) => [product.productId, product]));
  const kinds = kindsOf(products);
  const isAlike = likenessIn(products, kinds);
  const sets = new Map(learned.map((set) => [set.anchorProductId, set]));
  const ofKind = Map.groupBy(products.filter(({ productId }) => experienced.has(productId) && kinds.has(productId)), ({ productId }) => kinds.get(productId)!);
  // Guessed from words only where no order says anything.
  const said = experienced.size === 0 ? whatIsSaid(products, kinds) : null;
  const nameOf = (productId: bigint) => kinds.get(productId) ?? shortTitle(known.get(productId)!.title).toLowerCase();

  return products
    .filter(({ productId }) => anchorIds.has(productId))
    .flatMap((anchor): Found[] => {
      const completes = (dearest: number) => ({ productId }: Hint) => {
        const product = known.get(productId);
        return product !== undefined && product.priceMinor <= anchor.priceMinor * dearest && !isAlike(anchor, product);
      };
      const own = merchantComplements(anchor.productId, complements).filter(({ productId }) => known.has(productId));
      const kindName = kinds.get(anchor.productId) ?? '';
      const kind = companionsOfKind(anchor, ofKind.get(kindName) ?? [], kindName, sets, known);
      const borrowed = kind.hints.filter(completes(DEAREST));
      const guessed = own.length > 0 || !said ? [] : sharedWords(anchor, said).filter(completes(DEAREST_BY_WORDS));
      const slots = intoSlots([own, borrowed, guessed]);
      if (slots.length === 0) return [];
      const named = new Set(slots.flatMap(({ candidates }) => candidates.map(({ productId }) => productId)));
      const set = {
        anchorProductId: anchor.productId,
        goal: goalFor(anchor.title, kindName, slots.map(({ name }) => name), language),
        slots: slots.map((slot) => ({ ...slot, name: kindIn(language, slot.name) })),
        grounds: {
          evidence: own.length > 0 ? 'complements' as const : borrowed.length > 0 ? 'kind' as const : 'words' as const,
          borrowedFrom: borrowed.some(({ productId }) => named.has(productId)) ? kind.borrowedFrom : [],
          sharedWords: [...new Set(guessed.filter(({ productId }) => named.has(productId)).flatMap((hint) => hint.words))].slice(0, MOST_WORDS),
        },
      };
      return [{ set, anchor, strength: slots.reduce((sum, { candidates }) => sum + candidates[0]!.score, 0) }];
    })
    .sort(byWorth)
    .map(({ set }) => set);

  /** One slot a kind, the signals one after the other: what an earlier one says is not said again. */
  function intoSlots(signals: readonly (readonly Hint[])[]): ProposedSet['slots'] {
    const slots: { name: string; candidates: Hint[]; signal: number }[] = [];
    signals.forEach((hints, signal) => {
      for (const hint of hints) {
        const name = nameOf(hint.productId);
        const slot = slots.find((each) => nounOf(each.name) === nounOf(name) || isAlike(known.get(each.candidates[0]!.productId)!, known.get(hint.productId)!));
        if (!slot) slots.push({ name, candidates: [hint], signal });
        else if (!slot.candidates.some(({ productId }) => productId === hint.productId)) slot.candidates.push(hint);
      }
    });
    const most = (signal: number) => Math.max(...slots.filter((slot) => slot.signal === signal).map(({ candidates }) => candidates[0]!.score));
    return slots
      .filter(({ candidates, signal }) => signal === 0 || candidates[0]!.score >= most(signal) * WORTH_A_SLOT)
      .slice(0, MAX_SLOTS)
      .map(({ name, candidates }) => ({ name, candidates: candidates.slice(0, MAX_PUBLISHED_CANDIDATES).map(({ productId, score }) => ({ productId, support: 0, score })) }));
  }
}

interface Found {
  set: ColdSet;
  anchor: ColdProduct;
  strength: number;
}

const ORDER = ['complements', 'kind', 'words'];

function byWorth(one: Found, other: Found): number {
  const [ours, theirs] = [one, other].map(({ set }) => ORDER.indexOf(set.grounds.evidence)) as [number, number];
  if (ours !== theirs) return ours - theirs;
  const newer = one.set.grounds.evidence === 'words' ? 0 : other.anchor.createdAt.getTime() - one.anchor.createdAt.getTime();
  return newer || other.strength - one.strength || (one.anchor.productId < other.anchor.productId ? -1 : 1);
}
