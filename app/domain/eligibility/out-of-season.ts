// Outside the days of the year that the merchant named, as the shop's own clock has it. Numbers: [month, day it begins, month,
// day it ends].
import { isBetweenDays } from '../catalog/day-of-year.ts';
import { limitsOf } from '../catalog/offer-limit.ts';
import type { Rule } from './rule.ts';

export const outOfSeason: Rule = {
  refuses(product, { today }) {
    const closed = limitsOf(product.limits, 'season').find(({ from, to }) => !isBetweenDays(today, from, to));
    return closed ? [closed.from.month, closed.from.day, closed.to.month, closed.to.day] : null;
  },
};
