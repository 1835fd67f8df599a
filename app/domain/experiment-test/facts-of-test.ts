// What a test is judged from, of all that was measured in the shop: the sums of its arms, who was given them, and for one that
// earns what each brought while which shares held.
import type { Period } from '../experiment/bandit.ts';
import type { ArmSums } from '../metric/arm-sums.ts';
import type { TestFacts } from './judge-test.ts';
import { isArmName } from './test.ts';

export interface SumsOfArm extends ArmSums {
  /** An experiment's id, or on_site. */
  scope: string;
  arm: string;
}

export interface Measured {
  sums: readonly SumsOfArm[];
  assigned: readonly { experimentId: string; arm: string; assigned: number }[];
  /** Of this test. */
  periods: readonly Period[];
  plausibleBp: number;
}

type KeptOfTest = Pick<TestFacts, 'place' | 'mode' | 'versions' | 'shares' | 'plannedSubjects' | 'plannedDays' | 'liveAt'> & { experimentId: string };

export function factsOfTest({ experimentId, place, mode, versions, shares, plannedSubjects, plannedDays, liveAt }: KeptOfTest, { sums, assigned, periods, plausibleBp }: Measured): TestFacts {
  return {
    place, mode, versions, shares, plannedSubjects, plannedDays, liveAt, periods, plausibleBp,
    sums: new Map(sums.flatMap((row) => (row.scope === experimentId && isArmName(row.arm) ? [[row.arm, row] as const] : []))),
    assigned: new Map(assigned.flatMap((row) => (row.experimentId === experimentId && isArmName(row.arm) ? [[row.arm, row.assigned] as const] : []))),
  };
}
