// What a line says that came at the price of a test's arm: the set's id, then the test's number and the arm. By it the price
// that was shown is charged, whatever the test does meanwhile; without a mark it is the set's own.
import { ARM_MARK } from '../portable/names.ts';
import type { ArmName } from './test.ts';

export const markedSet = (setId: string, { testNo, arm }: { testNo: number; arm: ArmName }): string => `${setId}${ARM_MARK}${testNo}${arm}`;

/** The set of what a line says, with or without a mark. */
export const setOfMarked = (value: string): string => value.split(ARM_MARK, 1)[0] as string;
