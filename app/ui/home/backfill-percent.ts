// How full the bar is: every stage counts the same; Shopify's preparing is a little, our reading is by the rows. Only what
// is done is full: an object can have more rows than were counted, and a bar that waits at its end is not believed.
import type { StageProgress } from '#app/read/backfill-progress.ts';

const PREPARED = 0.2;
const READ = 0.95;

export function backfillPercent(stages: readonly Pick<StageProgress, 'state' | 'rows' | 'objects'>[]): number {
  if (stages.length === 0) return 0;
  const done = stages.reduce((sum, { state, rows, objects }) => {
    if (state === 'done') return sum + 1;
    if (state === 'exporting') return sum + PREPARED / 2;
    if (state === 'reading') return sum + PREPARED + (READ - PREPARED) * (objects > 0 ? Math.min(1, rows / objects) : 0);
    return sum;
  }, 0);
  return Math.round((done / stages.length) * 100);
}
