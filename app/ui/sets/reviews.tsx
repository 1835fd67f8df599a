// Reviews that are under way. A set leaves the list at once; it comes back, with the reason, when the server refuses.
import { useFetcher } from '@remix-run/react';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { SetSummary } from '#app/read/sets.ts';
import { text } from '../text/en.ts';
import { useToast } from '../use-toast.ts';

export type Verb = 'approve' | 'refuse' | 'pause' | 'return';

interface Review {
  id: number;
  setId: string;
  goal: string;
  verb: Verb;
  /** What is said when it is done. */
  saying: string;
  undo: boolean;
}

const SAYING: Record<Verb, (goal: string) => string> = {
  approve: text.sets.approved,
  refuse: text.sets.refused,
  pause: text.sets.paused,
  return: text.sets.returned,
};

/** What takes a verb back: the state that the set was in before. */
const BACK: Record<SetSummary['status'], Verb> = { suggested: 'return', approved: 'approve', paused: 'pause', refused: 'refuse' };

export interface Reviews {
  review(set: Pick<SetSummary, 'setId' | 'goal' | 'status'>, verb: Verb): void;
  /** Sets that a review takes out of this list. */
  leaving: ReadonlySet<string>;
  /** Must stand in the page: it does the asking. */
  running: React.ReactNode;
}

export function useReviews(action = '/app/sets'): Reviews {
  const [reviews, setReviews] = useState<(Review & { back: Verb })[]>([]);
  const toast = useToast();
  const nextId = useRef(0);

  const start = useCallback((setId: string, goal: string, verb: Verb, back: Verb, undo: boolean) => {
    const saying = verb === 'approve' && back === 'pause' ? text.sets.resumed(goal) : SAYING[verb](goal);
    setReviews((all) => [...all, { id: nextId.current++, setId, goal, verb, back, saying, undo }]);
  }, []);

  const finish = useCallback(
    (review: Review & { back: Verb }, answer: ReviewAnswer) => {
      setReviews((all) => all.filter(({ id }) => id !== review.id));
      if (!answer.ok) return toast(text.sets.notDone(answer.message), { isError: true });
      toast(
        review.saying,
        review.undo ? { action: { content: text.common.undo, onAction: () => start(review.setId, review.goal, review.back, review.verb, false) } } : {},
      );
    },
    [start, toast],
  );

  return {
    review: ({ setId, goal, status }, verb) => start(setId, goal, verb, BACK[status], true),
    leaving: new Set(reviews.map(({ setId }) => setId)),
    running: reviews.map((review) => <RunningReview key={review.id} review={review} action={action} onAnswer={(answer) => finish(review, answer)} />),
  };
}

type ReviewAnswer = { ok: true } | { ok: false; message: string };

function RunningReview({ review, action, onAnswer }: { review: Review; action: string; onAnswer: (answer: ReviewAnswer) => void }) {
  const { submit, data, state } = useFetcher<ReviewAnswer>({ key: `review-${review.id}-${review.setId}` });
  const asked = useRef(false);
  useEffect(() => {
    if (asked.current) return;
    asked.current = true;
    submit({ intent: review.verb, setId: review.setId }, { method: 'post', action });
  }, [submit, action, review]);
  useEffect(() => {
    // Only when the lists were read again, so that the set does not flash back in between.
    if (data && state === 'idle') onAnswer(data);
  }, [data, state, onAnswer]);
  return null;
}
