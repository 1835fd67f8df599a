// What is in the cart, or is not.
import type { ConditionRule } from './condition.ts';
import { sameProducts } from './same-products.ts';

export const cartHas: ConditionRule<'cart_has'> = {
  holds: ({ has }, { cartProductIds }, products) => [...cartProductIds].some((productId) => products.has(productId)) === has,
  implies: (one, other) => one.has === other.has && sameProducts(one.products, other.products),
  excludes: (one, other) => one.has !== other.has && sameProducts(one.products, other.products),
};
