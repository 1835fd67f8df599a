// Reviews that are under way, asked from the frame around every page, so that an undo outlives the page that offered it.
// A set leaves its list at once; it comes back, with the reason, when the server refuses.
import { useFetcher } from '@remix-run/react';
import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo, useRef, useState } from 'react';
import type { WhyRefused } from '#app/domain/set/refusal.ts';
import type { SnoozeLength } from '#app/domain/set/snooze.ts';
import type { SetSummary } from '#app/read/sets.ts';
import { text } from '../text/text.ts';
import { useToast } from '../use-toast.ts';

export type Verb = 'approve' | 'refuse' | 'pause' | 'return' | 'snooze' | 'wake' | 'try';

/** The one more word that some verbs take. */
export interface How {
  why?: WhyRefused | null;
  snooze?: SnoozeLength;
  /** ISO; of a snooze that is brought back. */
  until?: string;
  /** Of a trial; of a return what was so before it, where it was tried. */
  trialBp?: number | null;
}

type ReviewedSet = Pick<SetSummary, 'setId' | 'goal' | 'status' | 'snoozedUntil' | 'trialBp' | 'refused'>;

interface Review {
  id: number;
  sets: readonly Pick<ReviewedSet, 'setId' | 'goal'>[];
  verb: Verb;
  how: How;
  /** What takes it back. */
  back: { verb: Verb; how: How };
  undo: boolean;
}

/** What takes a verb back: the state that the set was in before. */
function backOf({ status, snoozedUntil, trialBp, refused }: ReviewedSet, verb: Verb): Review['back'] {
  if (verb === 'snooze') return { verb: 'wake', how: {} };
  if (verb === 'wake') return { verb: 'snooze', how: snoozedUntil ? { until: snoozedUntil } : {} };
  if (status === 'suggested') return { verb: 'return', how: verb === 'try' ? { trialBp } : {} };
  if (status === 'refused') return { verb: 'refuse', how: { why: refused } };
  if (status === 'approved') return trialBp === null ? { verb: 'approve', how: {} } : { verb: 'try', how: { trialBp } };
  return { verb: 'pause', how: {} };
}

export interface Reviews {
  /** @param sets all in the same state */
  review(sets: readonly [ReviewedSet, ...ReviewedSet[]], verb: Verb, how?: How): void;
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
      const onAction = () => start({ ...review, ...review.back, back: review, undo: false });
      toast(saying(review), review.undo ? { action: { content: text.common.undo, onAction } } : {});
    },
    [start, toast],
  );

  const reviews = useMemo<Reviews>(
    () => ({
      review: (sets, verb, how = {}) => start({ sets, verb, how, back: backOf(sets[0], verb), undo: true }),
      leaving: new Set(running.flatMap((review) => (isWidened(review) ? [] : review.sets.map(({ setId }) => setId)))),
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

/** From some shoppers to all: it stays where it is listed. */
const isWidened = ({ verb, back }: Pick<Review, 'verb' | 'back'>): boolean => verb === 'approve' && back.verb === 'try';

function saying({ verb, back, sets }: Review): string {
  const said = verb === 'approve' && back.verb === 'pause' ? 'resume' : isWidened({ verb, back }) ? 'everybody' : verb;
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
    const { why, snooze, until, trialBp } = review.how;
    for (const [name, value] of Object.entries({ code: why?.code, note: why?.note, snooze, until, trialBp: trialBp === null ? 'none' : trialBp })) if (value != null) form.set(name, String(value));
    for (const { setId } of review.sets) form.append('setId', setId);
    submit(form, { method: 'post', action: '/app/sets' });
  }, [submit, review]);
  useEffect(() => {
    // Only when the lists were read again, so that the set does not flash back in between.
    if (data && state === 'idle') onAnswer(review, data);
  }, [data, state, onAnswer, review]);
  return null;
}
