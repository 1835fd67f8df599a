// What one simulated shopper is like, drawn before their arm is known: the same shopper does the same in either.
import { type SeededRandom, seededRandom } from '../seed/seeded-random.ts';
import type { SimulationPlan } from './plan.ts';

const MOST_UNITS = 2;

export interface Shopper {
  number: number;
  visitor: string;
  pays: boolean;
  /** Takes what is offered, where it is shown. */
  wants: boolean;
  /** Would not have bought it without being shown it. */
  onlyIfShown: boolean;
  /** A customer who ordered before, as many units then as now; the others buy one. */
  hasPast: boolean;
  units: number;
  /** The whole order goes back: as the last shoppers have come, or when no order counts any more. */
  sendsBack: 'soon' | 'late' | null;
}

export function shopperOf(plan: SimulationPlan, number: number): Shopper {
  const chance = seededRandom((plan.seed * 7_919 + number) | 0);
  const visitor = uuid(chance);
  const [pays, wants, onlyIfShown, hasPast] = [plan.baseRate, plan.acceptRate, plan.effect, plan.returning].map((share) => chance.chance(share)) as [boolean, boolean, boolean, boolean];
  const units = hasPast ? chance.between(1, MOST_UNITS) : 1;
  const sendsBack = chance.chance(plan.refunds) ? (chance.chance(0.5) ? 'soon' : 'late') : null;
  return { number, visitor, pays, wants, onlyIfShown, hasPast, units, sendsBack };
}

/** Version 4, by the plan's own chance. */
function uuid(chance: SeededRandom): string {
  const hex = Array.from({ length: 32 }, () => chance.between(0, 15).toString(16));
  hex[12] = '4';
  hex[16] = (8 + chance.between(0, 3)).toString(16);
  const text = hex.join('');
  return `${text.slice(0, 8)}-${text.slice(8, 12)}-${text.slice(12, 16)}-${text.slice(16, 20)}-${text.slice(20)}`;
}
