// Whether the arms can be compared at all, asked every day. Broken: the arms hold other shares than were set, or one of them
// counts a smaller part of those who were given it. Either by a check that may be read daily, so that of sound experiments
// at most one in a hundred is ever stopped; the chi-square of sample-ratio.ts is for one look, would stop more at its own bar
// and has a far stricter one here.
import { countedOfAssigned } from './counted-of-assigned.ts';
import { sampleRatio } from './sample-ratio.ts';
import { watchedSampleRatio } from './watched-sample-ratio.ts';

export interface CheckedArm {
  /** What it should hold of all; any unit, only the proportion matters. */
  share: number;
  counted: number;
  /** Subjects that were given the arm; null: not known. */
  assigned: number | null;
}

export interface AssignmentCheck {
  /** shares: sizes are not as set. lost: an arm loses subjects before they are counted. */
  fault: 'shares' | 'lost' | null;
  /** Of the check that found it, else the lesser one. */
  p: number;
}

/** Where few are counted the check for daily looks is slow; below this even a thousand looks would not make it chance. */
const PLAINLY_BROKEN_BELOW = 0.000_01;
/** Of every arm so many should be counted, else chance is not of the form that chi-square takes it for. */
const LEAST_EXPECTED = 20;

export function assignmentCheck(arms: readonly CheckedArm[]): AssignmentCheck {
  const [counted, shares] = [arms.map((arm) => arm.counted), arms.map(({ share }) => share)];
  const once = sampleRatio(counted, shares);
  const whole = shares.reduce((sum, share) => sum + share, 0);
  const expected = shares.map((share) => (share / whole) * counted.reduce((sum, count) => sum + count, 0));
  if (once.p < PLAINLY_BROKEN_BELOW && Math.min(...expected) >= LEAST_EXPECTED) return { fault: 'shares', p: once.p };
  const sizes = watchedSampleRatio(counted, shares);
  if (sizes.broken) return { fault: 'shares', p: sizes.p };
  const losses = countedOfAssigned(arms.map(({ assigned, counted }) => ({ assigned: assigned ?? 0, counted })));
  return { fault: losses.broken ? 'lost' : null, p: losses.broken ? losses.p : Math.min(sizes.p, losses.p) };
}
