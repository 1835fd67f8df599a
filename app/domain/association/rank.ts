// The one ranking: what goes with these products, best first. The app calls it with lists read from the database,
// `npm run predict` with lists in memory; both get the same numbers to the last bit. No rule of the shop is applied here.
import { addList, createBest, createBoard, selectBest, scoreOf, touch } from './board.ts';
import type { SlotList } from './board.ts';
import { compareText } from './order-history.ts';
import type { Blends } from './parameters.ts';
import { createSlots } from './slots.ts';

export type ProductKey = string | bigint;

/** A list of text, or the packed one that numbers are read into: eight bytes each where an object takes four times as much. */
export interface KeyList<Key extends ProductKey> extends ArrayLike<Key>, Iterable<Key> {
  indexOf(key: Key): number;
}

/** What the history says about one product; arrays of one length. */
export interface AssociationList<Key extends ProductKey> {
  /** Size-weighted, decayed number of orders with the product (n_i), and the plain number. */
  readonly weight: number;
  readonly orders: number;
  readonly targets: KeyList<Key>;
  readonly ridge: ArrayLike<number>;
  readonly pairs: ArrayLike<number>;
  readonly support: ArrayLike<number>;
}

/** What all products share. */
export interface RankingModel<Key extends ProductKey> {
  readonly blends: Blends;
  /** Most bought first. */
  readonly popular: readonly Key[];
  readonly shares: ReadonlyMap<Key, number>;
}

export interface RankedProduct<Key extends ProductKey> {
  readonly product: Key;
  readonly score: number;
  /** The cart product that speaks for it most, and the orders that hold both; null where only popularity speaks. */
  readonly because: Key | null;
  readonly support: number;
}

export interface RankingOptions<Key extends ProductKey> {
  readonly limit: number;
  /** Never returned, beside the cart's own products. */
  readonly exclude?: ReadonlySet<Key>;
}

/**
 * @param lists the lists of the cart's products, as far as the model knows them
 * @returns at most `limit` products by falling score; ties by popularity, then by key as text
 */
export function rankAssociations<Key extends ProductKey>(
  model: RankingModel<Key>, lists: ReadonlyMap<Key, AssociationList<Key>>, cart: readonly Key[], options: RankingOptions<Key>,
): RankedProduct<Key>[] {
  const inCart = new Set(cart);
  // Summed in one order whatever order the cart has, so that the last bit does not depend on it.
  const known = [...inCart].filter((key) => lists.has(key)).sort(compareKeys);
  const blend = model.blends[known.length === 1 ? 'single' : 'full'];
  const isExcluded = (key: Key) => (options.exclude?.has(key) ?? false) || inCart.has(key);

  const { keys, slots, slotOf } = createSlots<Key>();
  const slotLists = known.map((key) => toSlots(lists.get(key)!, slotOf));
  const filler = popularBeside(model.popular, slots, isExcluded, options.limit).map(slotOf);

  const board = createBoard(keys.length);
  keys.forEach((key, slot) => {
    board.share[slot] = model.shares.get(key) ?? 0;
  });
  for (const list of slotLists) addList(board, list, blend.backoff);
  for (const slot of filler) touch(board, slot);
  const best = createBest(options.limit);
  selectBest(board, (slot) => scoreOf(board, slot, blend), best, (slot) => isExcluded(keys[slot]!), (a, b) => compareKeys(keys[a]!, keys[b]!));
  return Array.from({ length: best.count }, (_, at) => {
    const slot = best.slots[at]!;
    return { product: keys[slot]!, score: scoreOf(board, slot, blend), ...strongest(slot) };
  });

  function strongest(slot: number): { because: Key | null; support: number } {
    let because: Key | null = null;
    let support = 0;
    let most = 0;
    slotLists.forEach((list, index) => {
      const at = list.slots.indexOf(slot);
      if (at < 0) return;
      const part = blend.ridge * list.ridge[at]! + (blend.pairs * list.pairs[at]!) / (list.weight + blend.backoff);
      if (because !== null && part <= most) return;
      most = part;
      because = known[index]!;
      support = lists.get(because)!.support[at]!;
    });
    return { because, support };
  }
}

export const compareKeys = (a: ProductKey, b: ProductKey): number => compareText(String(a), String(b));

function toSlots<Key extends ProductKey>(list: AssociationList<Key>, slotOf: (key: Key) => number): SlotList {
  return {
    weight: list.weight, from: 0, to: list.targets.length,
    slots: Int32Array.from(list.targets, slotOf), ridge: list.ridge, pairs: list.pairs,
  };
}

/** The floor: the most popular products that no list names. Beyond `limit` of them none can be among the best. */
export function popularBeside<Key extends ProductKey>(
  popular: readonly Key[], named: ReadonlyMap<Key, number>, isExcluded: (key: Key) => boolean, limit: number,
): Key[] {
  const found: Key[] = [];
  for (const key of popular) {
    if (found.length === limit) break;
    if (!named.has(key) && !isExcluded(key)) found.push(key);
  }
  return found;
}
