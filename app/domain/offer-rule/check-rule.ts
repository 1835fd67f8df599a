// What a rule needs to mean anything. That it contradicts another is no fault of its own: that is pointed out, not refused.
import { isDayOfYear } from '../catalog/day-of-year.ts';
import type { Condition, OfferRule } from './offer-rule.ts';

/** Why, and of which condition, counted from 0. */
export interface RuleFault {
  code: 'no_bound' | 'bounds_crossed' | 'no_such_day' | 'nothing_chosen' | 'no_days';
  at: number;
}

export function checkRule({ conditions }: Pick<OfferRule, 'conditions'>): RuleFault[] {
  return conditions.flatMap((condition, at) => {
    const code = faultOf(condition);
    return code ? [{ code, at }] : [];
  });
}

function faultOf(condition: Condition): RuleFault['code'] | null {
  switch (condition.kind) {
    case 'cart_total':
      return boundsFault(condition.atLeastMinor, condition.belowMinor);
    case 'orders':
      return boundsFault(condition.atLeast, condition.below);
    case 'low_stock':
      return condition.below < 1 ? 'no_bound' : null;
    case 'last_purchase':
      return condition.withinDays !== null && condition.withinDays < 1 ? 'no_days' : null;
    case 'season':
      return isDayOfYear(condition.from) && isDayOfYear(condition.to) ? null : 'no_such_day';
    case 'segment':
      return condition.names.length === 0 ? 'nothing_chosen' : null;
    case 'market':
      return condition.marketIds.length === 0 ? 'nothing_chosen' : null;
    case 'cart_has':
      return null;
  }
}

function boundsFault(from: number | null, below: number | null): RuleFault['code'] | null {
  if (from === null && below === null) return 'no_bound';
  return from !== null && below !== null && from >= below ? 'bounds_crossed' : null;
}
