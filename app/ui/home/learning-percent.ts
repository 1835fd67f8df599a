// How full the bar is while Setwise learns: each step has its part, by how long it takes on a large store. Never full: what is
// done is said otherwise.
import type { LearningProgress } from '#app/read/home-learning.ts';

const ENDS: Record<LearningProgress['step'], readonly [from: number, to: number]> = {
  reading: [0, 10], choosing: [10, 65], fitting: [65, 80], writing: [80, 90], suggesting: [90, 99],
};

export function learningPercent({ step, fraction }: LearningProgress): number {
  const [from, to] = ENDS[step];
  return Math.round(from + (to - from) * Math.min(1, Math.max(0, fraction)));
}
