// A gift card is money: it completes no set, has no margin of its own, and a discount on it would be paid twice.
import type { Rule } from './rule.ts';

export const giftCard: Rule = {
  refuses: (product) => (product.isGiftCard ? [] : null),
};
