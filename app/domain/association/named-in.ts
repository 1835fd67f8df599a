// Where in a product's list those stand that a decision names: each looked up while they are few, the list gone through once
// where they are many.
import type { KeyList, ProductKey } from './rank.ts';

/** Up to here a search of a packed list costs less than to unpack it and ask a set of each (lists of a hundred to five hundred). */
const FEW = 14;

export function eachNamed<Key extends ProductKey>(targets: KeyList<Key>, named: ReadonlySet<Key>, look: (product: Key, at: number) => void): void {
  if (named.size <= FEW) {
    for (const product of named) {
      const at = targets.indexOf(product);
      if (at >= 0) look(product, at);
    }
    return;
  }
  for (let at = 0; at < targets.length; at += 1) {
    const product = targets[at] as Key;
    if (named.has(product)) look(product, at);
  }
}
