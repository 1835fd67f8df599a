// Which arm of a test somebody is given when they are first seen: by the same hash as every experiment, cut at the shares of
// the arms. Whoever has an arm already keeps it, whatever the shares are by now.
import { hashFraction } from '../portable/assignment.ts';
import { armsOf, type ArmName, CONTROL, type RunningTest } from './test.ts';

/** @param subjectId a visitor's uuid, or a customer's id as decimal text */
export function armOfTest({ salt, versions, shares }: Pick<RunningTest, 'salt' | 'versions' | 'shares'>, subjectId: string): ArmName {
  const at = hashFraction(salt, subjectId);
  let upTo = 0;
  let last: ArmName = CONTROL;
  for (const arm of armsOf(versions)) {
    const share = shares[arm] ?? 0;
    if (share <= 0) continue;
    upTo += share;
    last = arm;
    // A share is a sum of floats: half a bucket keeps one that ends on a bucket's edge from losing it.
    if (at < upTo - 0.00005) return arm;
  }
  return last;
}
