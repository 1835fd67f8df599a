// What a winner may not lose: more profit now must not come from thinner margins, from goods that come back, or from people
// who leave the list. An arm that is shown to be worse in one of these is not proposed, whatever it earns.
import { sampleOfRatio } from '../experiment/ratio.ts';
import { type Sample, sampleOfShare } from '../experiment/sample.ts';
import { watchedAbsolute } from '../experiment/watched.ts';
import type { ArmSums } from '../metric/arm-sums.ts';
import type { TestPlace } from './test.ts';

export const TEST_GUARDRAILS = ['margin', 'returns', 'unsubscribes'] as const;
export type TestGuardrail = (typeof TEST_GUARDRAILS)[number];

interface Guard {
  /** Of each subject, or of their orders together; from 0 to 1. */
  sample(sums: ArmSums): Sample;
  isWorse: 'less' | 'more';
  holdsAt(place: TestPlace): boolean;
}

const GUARDS: Record<TestGuardrail, Guard> = {
  /** Profit of revenue. */
  margin: {
    sample: ({ subjects, profit, profitSquared, revenue, revenueSquared, revenueProfit }) => sampleOfRatio({ n: subjects, above: profit, aboveSquared: profitSquared, below: revenue, belowSquared: revenueSquared, product: revenueProfit }),
    isWorse: 'less',
    holdsAt: () => true,
  },
  /** Units that came back, of units sold. */
  returns: {
    sample: ({ subjects, returnedUnits, returnedUnitsSquared, units, unitsSquared, unitsReturned }) => sampleOfRatio({ n: subjects, above: returnedUnits, aboveSquared: returnedUnitsSquared, below: units, belowSquared: unitsSquared, product: unitsReturned }),
    isWorse: 'more',
    holdsAt: () => true,
  },
  unsubscribes: {
    sample: ({ subjects, unsubscribers }) => sampleOfShare(subjects, unsubscribers),
    isWorse: 'more',
    holdsAt: (place) => place.startsWith('workflow:'),
  },
};

export const guardrailsAt = (place: TestPlace): TestGuardrail[] => TEST_GUARDRAILS.filter((name) => GUARDS[name].holdsAt(place));

/** @returns null where there is nothing to divide by */
export function guardrailValue(name: TestGuardrail, sums: ArmSums): number | null {
  const { mean, variance } = GUARDS[name].sample(sums);
  return mean === 0 && variance === 0 && (name === 'margin' ? sums.revenue === 0 : name === 'returns' ? sums.units === 0 : sums.subjects === 0) ? null : mean;
}

/** @param tunedFor as of watched.ts @returns those in which the arm is shown to be worse than the control */
export function lostGuardrails(place: TestPlace, control: ArmSums, arm: ArmSums, tunedFor: number): TestGuardrail[] {
  return guardrailsAt(place).filter((name) => {
    const { sample, isWorse } = GUARDS[name];
    const difference = watchedAbsolute(sample(control), sample(arm), tunedFor);
    return difference !== null && (isWorse === 'less' ? difference.high < 0 : difference.low > 0);
  });
}
