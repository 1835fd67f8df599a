// Undo and redo within a draft. What is typed into one field is one step, however many letters it has.

export interface DraftHistory<T> {
  past: readonly T[];
  present: T;
  future: readonly T[];
  /** The field of the last change; null: the next change is a step of its own. */
  field: string | null;
}

const MOST_STEPS = 100;

export const beginHistory = <T>(present: T): DraftHistory<T> => ({ past: [], present, future: [], field: null });

/** @param field what was typed into; null for a change that is a step by itself */
export function changeDraft<T>({ past, present, field: before }: DraftHistory<T>, next: T, field: string | null): DraftHistory<T> {
  if (field !== null && field === before) return { past, present: next, future: [], field };
  return { past: [...past, present].slice(-MOST_STEPS), present: next, future: [], field };
}

export function undo<T>(history: DraftHistory<T>): DraftHistory<T> {
  const present = history.past.at(-1);
  return present === undefined ? history : { past: history.past.slice(0, -1), present, future: [history.present, ...history.future], field: null };
}

export function redo<T>(history: DraftHistory<T>): DraftHistory<T> {
  const [present, ...future] = history.future;
  return present === undefined ? history : { past: [...history.past, history.present], present, future, field: null };
}
