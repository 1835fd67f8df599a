// Whether the arms can be compared at all, asked every day. Broken: the arms hold other shares than were set, or one of them
// counts a smaller part of those who were given it. Either by a check that may be read daily, so that of sound experiments
// at most one in a hundred is ever stopped; the chi-square of sample-ratio.ts is for one look and would stop more.
import { countedOfAssigned } from './counted-of-assigned.ts';
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

export function assignmentCheck(arms: readonly CheckedArm[]): AssignmentCheck {
  const sizes = watchedSampleRatio(arms.map(({ counted }) => counted), arms.map(({ share }) => share));
  if (sizes.broken) return { fault: 'shares', p: sizes.p };
  const losses = countedOfAssigned(arms.map(({ assigned, counted }) => ({ assigned: assigned ?? 0, counted })));
  return { fault: losses.broken ? 'lost' : null, p: losses.broken ? losses.p : Math.min(sizes.p, losses.p) };
}
