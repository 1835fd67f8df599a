// The share that should be held out of several experiments together: the mean over their subjects, as they were counted,
// since each place may hold out another share.

/** @param arms Σ of the share of each subject's experiment (0 … 1), beside how many they are @returns basis points; null: nobody is counted */
export function heldOutShareBp(arms: readonly { subjects: number; expectedHoldout: number }[]): number | null {
  const subjects = arms.reduce((total, arm) => total + arm.subjects, 0);
  return subjects > 0 ? (arms.reduce((total, arm) => total + arm.expectedHoldout, 0) / subjects) * 10_000 : null;
}
