// Judging by keyboard: j and k move, a approves, r refuses, s snoozes, t tries, e edits, x selects. Silent while someone types or holds a modifier.
import { useEffect } from 'react';

export interface ReviewKeys {
  move(by: 1 | -1): void;
  approve(): void;
  refuse(): void;
  snooze(): void;
  try(): void;
  edit(): void;
  select(): void;
}

export function useReviewKeys(keys: ReviewKeys, enabled: boolean): void {
  useEffect(() => {
    if (!enabled) return;
    const onKey = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.repeat || isTyping(event.target)) return;
      const act = { j: () => keys.move(1), k: () => keys.move(-1), a: keys.approve, r: keys.refuse, s: keys.snooze, t: keys.try, e: keys.edit, x: keys.select }[event.key];
      if (!act) return;
      event.preventDefault();
      act();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [keys, enabled]);
}

function isTyping(target: EventTarget | null): boolean {
  if (target instanceof HTMLInputElement) return target.type !== 'checkbox';
  return target instanceof HTMLElement && (target.isContentEditable || /^(TEXTAREA|SELECT)$/.test(target.tagName));
}
