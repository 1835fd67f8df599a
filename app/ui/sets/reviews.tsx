// Reviews that are under way, asked from the frame around every page, so that an undo outlives the page that offered it.
// A set leaves its list at once; it comes back, with the reason, when the server refuses.
import { useFetcher } from '@remix-run/react';
import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo, useRef, useState } from 'react';
import type { SetSummary } from '#app/read/sets.ts';
import { text } from '../text/text.ts';
import { useToast } from '../use-toast.ts';

export type Verb = 'approve' | 'refuse' | 'pause' | 'return';

type ReviewedSet = Pick<SetSummary, 'setId' | 'goal' | 'status'>;

interface Review {
  id: number;
  sets: readonly Pick<ReviewedSet, 'setId' | 'goal'>[];
  verb: Verb;
  /** What takes it back. */
  back: Verb;
  undo: boolean;
}

/** What takes a verb back: the state that the set was in before. */
const BACK: Record<SetSummary['status'], Verb> = { suggested: 'return', approved: 'approve', paused: 'pause', refused: 'refuse' };

export interface Reviews {
  /** @param sets all in the same state */
  review(sets: readonly [ReviewedSet, ...ReviewedSet[]], verb: Verb): void;
  /** Sets that a review takes out of their list. */
  leaving: ReadonlySet<string>;
}

const Context = createContext<Reviews | null>(null);

export function useReviews(): Reviews {
  const reviews = useContext(Context);
  if (!reviews) throw new Error('useReviews stands inside ReviewsProvider');
  return reviews;
}

export function ReviewsProvider({ children }: { children: ReactNode }) {
  const [running, setRunning] = useState<readonly Review[]>([]);
  const toast = useToast();
  const nextId = useRef(0);

  const start = useCallback((review: Omit<Review, 'id'>) => setRunning((all) => [...all, { ...review, id: nextId.current++ }]), []);

  const finish = useCallback(
    (review: Review, answer: ReviewAnswer) => {
      setRunning((all) => all.filter(({ id }) => id !== review.id));
      if (!answer.ok) return toast(text.sets.notDone(answer.message), { isError: true });
      const onAction = () => start({ ...review, verb: review.back, back: review.verb, undo: false });
      toast(saying(review), review.undo ? { action: { content: text.common.undo, onAction } } : {});
    },
    [start, toast],
  );

  const reviews = useMemo<Reviews>(
    () => ({
      review: (sets, verb) => start({ sets, verb, back: BACK[sets[0].status], undo: true }),
      leaving: new Set(running.flatMap(({ sets }) => sets.map(({ setId }) => setId))),
    }),
    [start, running],
  );

  return (
    <Context.Provider value={reviews}>
      {children}
      {running.map((review) => (
        <RunningReview key={review.id} review={review} onAnswer={finish} />
      ))}
    </Context.Provider>
  );
}

function saying({ verb, back, sets }: Review): string {
  const said = verb === 'approve' && back === 'pause' ? 'resume' : verb;
  const [only] = sets;
  return only && sets.length === 1 ? text.sets.said[said](only.goal) : text.sets.saidOfMany[said](String(sets.length));
}

type ReviewAnswer = { ok: true } | { ok: false; message: string };

function RunningReview({ review, onAnswer }: { review: Review; onAnswer: (review: Review, answer: ReviewAnswer) => void }) {
  const { submit, data, state } = useFetcher<ReviewAnswer>({ key: `review-${review.id}` });
  const asked = useRef(false);
  useEffect(() => {
    if (asked.current) return;
    asked.current = true;
    const form = new FormData();
    form.set('intent', review.verb);
    for (const { setId } of review.sets) form.append('setId', setId);
    submit(form, { method: 'post', action: '/app/sets' });
  }, [submit, review]);
  useEffect(() => {
    // Only when the lists were read again, so that the set does not flash back in between.
    if (data && state === 'idle') onAnswer(review, data);
  }, [data, state, onAnswer, review]);
  return null;
}
