// Which of an anchor's companions share a slot, and which slots are worth their place: few, each plainly bound to the anchor,
// no two of the same thing.
import type { RankedProduct } from '../association/rank.ts';
import { MAX_SLOTS } from '../portable/names.ts';
import { shortTitle } from './goal.ts';
import { type NamedProduct, nounOf } from './kind.ts';

/** Beside the slot that is bought with the anchor most, so much of its orders make another worth its place. */
const WORTH_A_SLOT = 0.25;
/** What is far less bound to the anchor than the closest slot has to make up for it by numbers. */
const CLOSE = 0.5;
const WORTH_A_SLOT_BY_NUMBERS = 0.45;
const COLLECTED = 2;

export interface RankedCompanion extends RankedProduct<bigint> {
  /** What the anchor says for it when everything else that goes with it has been heard (its ridge weight): 0 where all of
   * it is said by others, as a camera speaks for the memory card that its battery is bought with. */
  direct: number;
}

export interface Companion extends RankedCompanion {
  /** Orders that hold both and that chance does not explain. */
  excess: number;
  /** Orders that hold both, of those that hold either (cosine): 1 where neither is bought without the other. */
  closeness: number;
  /** How much of "bought with the anchor" is because of the anchor: its own say of the share of its orders. */
  directness: number;
  /** Enough to make a slot of it; what is less may stand in for one that does. */
  isStrong: boolean;
  isDearer: boolean;
  /** Of the anchor's own kind. */
  isAlike: boolean;
}

export interface Slot {
  /** The kind of its members, in lower case. */
  name: string;
  isAlike: boolean;
  members: readonly Companion[];
  /** Of the member that has most of it. */
  excess: number;
  closeness: number;
}

/** What is known of the products. */
export interface Catalogue {
  kinds: ReadonlyMap<bigint, string>;
  known: ReadonlyMap<bigint, NamedProduct>;
  isAlike: (one: NamedProduct, other: NamedProduct) => boolean;
}

/**
 * Candidates of one kind stand in for each other, so they share a slot; a candidate of no known kind has one of its own.
 * More of the anchor's own kind comes last, in one slot at most that says so, and makes no set by itself.
 */
export function intoSlots(companions: readonly Companion[], anchor: NamedProduct, { kinds, known, isAlike }: Catalogue): Slot[] {
  const alike = companions.filter((each) => each.isAlike);
  // What nobody can name, and is like more of the anchor's kind, is more of it as well.
  const isMore = ({ product }: Companion) => !kinds.has(product) && alike.some((each) => isAlike(known.get(each.product)!, known.get(product)!));
  const nameOf = (productId: bigint) => kinds.get(productId) ?? shortTitle(known.get(productId)!.title).toLowerCase();
  const slotOf = (name: string, ofSameKind: boolean, members: readonly Companion[]): Slot => ({
    name, isAlike: ofSameKind, members,
    excess: Math.max(...members.map((each) => each.excess)),
    closeness: Math.max(...members.map((each) => each.closeness)),
  });
  const others = [...Map.groupBy(companions.filter((each) => !each.isAlike && !isMore(each)), ({ product }) => nounOf(nameOf(product))).values()]
    .filter((members) => members.some((each) => each.isStrong))
    .map((members) => slotOf(nameOf(members[0]!.product), false, members));
  const most = Math.max(...others.map(({ excess }) => excess));
  const closest = Math.max(...others.map(({ closeness }) => closeness));
  const worth = others.filter(({ excess, closeness }) => excess >= most * (closeness >= closest * CLOSE ? WORTH_A_SLOT : WORTH_A_SLOT_BY_NUMBERS));
  if (worth.length === 0) return [];
  // Two slots never hold the same thing in another colour, whatever their titles call it.
  const first = (slot: Slot) => known.get(slot.members[0]!.product)!;
  const apart = worth.filter((slot, at) => !worth.slice(0, at).some((before) => isAlike(first(before), first(slot))));
  // Bought with more of its own kind far more than with what completes it, it is collected: that needs no suggestion.
  const isCollected = Math.max(...alike.map(({ excess }) => excess)) > most * COLLECTED;
  const kind = kinds.get(anchor.productId);
  const more = alike.length === 0 || isCollected || kind === undefined ? [] : [slotOf(kind, true, alike)];
  return [...apart, ...more].slice(0, MAX_SLOTS);
}
