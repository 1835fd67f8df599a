// What a suggestion rests on. Only orders show that things are bought together; everything else is a guess that says so, and
// that only a person may approve.

/** orders; what the merchant calls complementary in Shopify; companions of products of its kind; words and categories. */
export type Evidence = 'orders' | 'complements' | 'kind' | 'words';

export interface Grounds {
  evidence: Evidence;
  /** Products of its kind whose companions it takes over, the likest first. */
  borrowedFrom: readonly bigint[];
  /** What anchor and candidates have in common. */
  sharedWords: readonly string[];
}

export const FROM_ORDERS: Grounds = { evidence: 'orders', borrowedFrom: [], sharedWords: [] };
