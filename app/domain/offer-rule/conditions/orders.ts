// How often the customer has ordered.
import type { ConditionOf } from '../offer-rule.ts';
import type { ConditionRule } from './condition.ts';
import { isApart, isPartOf, isWithin, type Range } from './range.ts';

export const orders: ConditionRule<'orders'> = {
  holds: (condition, { customer }) => isWithin(customer.orders, rangeOf(condition)),
  implies: (one, other) => isPartOf(rangeOf(one), rangeOf(other)),
  excludes: (one, other) => isApart(rangeOf(one), rangeOf(other)),
};

const rangeOf = ({ atLeast, below }: ConditionOf<'orders'>): Range => ({ from: atLeast, below });
