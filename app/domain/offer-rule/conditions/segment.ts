// Who the customer is to the shop.
import type { ConditionRule } from './condition.ts';

export const segment: ConditionRule<'segment'> = {
  holds: ({ names, is }, { customer }) => customer.isKnown && names.some((name) => customer.segments.has(name)) === is,
  // In one of few is in one of many; in none of many is in none of few.
  implies: (one, other) => one.is === other.is && (one.is ? isAmong(one.names, other.names) : isAmong(other.names, one.names)),
  excludes: (one, other) => one.is !== other.is && (one.is ? isAmong(one.names, other.names) : isAmong(other.names, one.names)),
};

const isAmong = (some: readonly string[], all: readonly string[]): boolean => some.every((name) => all.includes(name));
