// How likely a cart takes a product anyway, as its orders say: what ranking subtracts from the chance after showing it.
import { eachNamed } from './named-in.ts';
import type { Blends } from './parameters.ts';
import type { AssociationList, ProductKey } from './rank.ts';

/**
 * The best confidence that any product of the cart gives, backed off to popularity: (c_ij + m p_j) / (n_i + m). The best and
 * not a sum, which would count the same orders again for each product of the cart, and end beyond 1.
 * @returns from 0 to 1, of those named that some list knows
 */
export function chancesOf<Key extends ProductKey>(
  { blends, shares }: { blends: Blends; shares: ReadonlyMap<Key, number> }, lists: ReadonlyMap<Key, AssociationList<Key>>, named: ReadonlySet<Key>,
): Map<Key, number> {
  const { backoff } = blends[lists.size === 1 ? 'single' : 'full'];
  const chances = new Map<Key, number>();
  for (const { targets, pairs, weight } of lists.values()) {
    eachNamed(targets, named, (product, at) => {
      const chance = (pairs[at]! + backoff * (shares.get(product) ?? 0)) / (weight + backoff);
      if (chance > (chances.get(product) ?? 0)) chances.set(product, Math.min(1, chance));
    });
  }
  return chances;
}
