// Whether two conditions name the same products by the same words. Two rules that come to the same products today may not
// tomorrow, so that what they come to says nothing of what contradicts what.
import type { ProductRule } from '../../set/set-definition.ts';

export const sameProducts = (one: ProductRule, other: ProductRule): boolean => wordsOf(one) === wordsOf(other);

function wordsOf(rule: ProductRule): string {
  switch (rule.kind) {
    case 'products':
      return `products ${[...rule.productIds].map(String).sort().join()}`;
    case 'collection':
      return `collection ${rule.collectionId}`;
    case 'tag':
      return `tag ${rule.tag}`;
    case 'type':
      return `type ${rule.type}`;
  }
}
