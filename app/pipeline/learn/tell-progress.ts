// Keeps for Home how far learning is. One write at a time and few of them, in order; what cannot be written is left out, since
// learning goes on without it.
import { log } from '#app/adapters/log.ts';
import { forgetLearningProgress, type LearningStep, saveLearningProgress } from '#app/db/learning-progress.ts';

/** Less than this of a step is no news. */
const WORTH_TELLING = 0.02;

export interface ProgressTold {
  tell: (step: LearningStep, fraction: number) => void;
  /** Everything told is written; then nothing is under way any more. */
  end: () => Promise<void>;
}

export function tellProgress(shopId: bigint): ProgressTold {
  let last: { step: LearningStep; fraction: number } | undefined;
  let written = Promise.resolve();
  const then = (write: () => Promise<void>) => {
    written = written.then(write).catch((error: Error) => log().warn({ shop: String(shopId), error: error.message }, 'how far learning is could not be kept'));
  };
  return {
    tell(step, fraction) {
      if (last?.step === step && fraction < last.fraction + WORTH_TELLING) return;
      last = { step, fraction };
      then(() => saveLearningProgress(shopId, { step, fraction }));
    },
    end() {
      then(() => forgetLearningProgress(shopId));
      return written;
    },
  };
}
