// Days of every year.
import { isBetweenDays } from '../../catalog/day-of-year.ts';
import type { DayOfYear } from '../../catalog/offer-limit.ts';
import type { ConditionOf } from '../offer-rule.ts';
import type { ConditionRule } from './condition.ts';

export const season: ConditionRule<'season'> = {
  holds: ({ from, to }, { today }) => isBetweenDays(today, from, to),
  implies: (one, other) => daysOf(one).every((day) => isBetweenDays(day, other.from, other.to)),
  excludes: (one, other) => !daysOf(one).some((day) => isBetweenDays(day, other.from, other.to)),
};

const EVERY_DAY: readonly DayOfYear[] = Array.from({ length: 12 }, (_, month) => Array.from({ length: 31 }, (_, day) => ({ month: month + 1, day: day + 1 }))).flat();

const daysOf = ({ from, to }: ConditionOf<'season'>): DayOfYear[] => EVERY_DAY.filter((day) => isBetweenDays(day, from, to));
