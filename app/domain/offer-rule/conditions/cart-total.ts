// What the cart comes to.
import type { ConditionOf } from '../offer-rule.ts';
import type { ConditionRule } from './condition.ts';
import { isApart, isPartOf, isWithin, type Range } from './range.ts';

export const cartTotal: ConditionRule<'cart_total'> = {
  holds: (condition, { cartTotalMinor }) => isWithin(cartTotalMinor, rangeOf(condition)),
  implies: (one, other) => isPartOf(rangeOf(one), rangeOf(other)),
  excludes: (one, other) => isApart(rangeOf(one), rangeOf(other)),
};

const rangeOf = ({ atLeastMinor, belowMinor }: ConditionOf<'cart_total'>): Range => ({ from: atLeastMinor, below: belowMinor });
