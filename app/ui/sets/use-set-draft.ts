// The draft of a set while it is edited: its steps back and forth, and what the server says of it when typing pauses.
import { useCallback, useEffect, useReducer, useState } from 'react';
import type { WrittenTerms } from '#app/domain/offer/offer-terms.ts';
import type { DefinitionProblem } from '#app/domain/set/check-definition.ts';
import type { SetText } from '#app/domain/set/set-text.ts';
import type { DraftFacts } from '#app/read/set.ts';
import type { Draft } from './draft.ts';
import { beginHistory, changeDraft, type DraftHistory, redo, undo } from './draft-history.ts';
import type { RulesBeside } from '#app/read/rules-beside.ts';
import type { Previewed } from './preview.tsx';

type Step = { kind: 'change'; draft: Draft; field: string | null } | { kind: 'undo' } | { kind: 'redo' };

const reduce = (history: DraftHistory<Draft>, step: Step): DraftHistory<Draft> =>
  step.kind === 'undo' ? undo(history) : step.kind === 'redo' ? redo(history) : changeDraft(history, step.draft, step.field);

export interface SetDraft {
  draft: Draft;
  /** @param field what was typed into, so that its letters are one step; null: a step by itself */
  change: (draft: Draft, field: string | null) => void;
  undo: (() => void) | null;
  redo: (() => void) | null;
}

export function useSetDraft(begin: Draft): SetDraft {
  const [history, step] = useReducer(reduce, begin, beginHistory);
  const canUndo = history.past.length > 0;
  const canRedo = history.future.length > 0;
  const back = useCallback(() => step({ kind: 'undo' }), []);
  const forth = useCallback(() => step({ kind: 'redo' }), []);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const wanted = !(event.ctrlKey || event.metaKey) || event.altKey ? null : event.key.toLowerCase() === 'y' || (event.key.toLowerCase() === 'z' && event.shiftKey) ? forth : event.key.toLowerCase() === 'z' ? back : null;
      if (!wanted) return;
      // Fields are filled from the draft: the browser's own undo would not reach it.
      event.preventDefault();
      wanted();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [back, forth]);
  const change = useCallback((draft: Draft, field: string | null) => step({ kind: 'change', draft, field }), []);
  return { draft: history.present, change, undo: canUndo ? back : null, redo: canRedo ? forth : null };
}

export interface DraftAnswer {
  facts: DraftFacts;
  problems: DefinitionProblem[];
  preview: Previewed;
  rules: RulesBeside;
}

type Answer = { ok: true; value: DraftAnswer } | { ok: false; message: string };

const PAUSE_MS = 250;

/**
 * Asked beside the router: a preview changes nothing, and a submission would read the page and every search anew.
 * @returns the latest answer, of this draft or of the one before it; null: none yet
 */
export function useDraftAnswer(asked: { setId: string | null; definition: SetText; terms: WrittenTerms; soldOutIds: readonly string[] }): { answer: DraftAnswer | null; failed: boolean } {
  const [latest, setLatest] = useState<DraftAnswer | null>(null);
  const [failed, setFailed] = useState(false);
  const body = JSON.stringify(asked);
  useEffect(() => {
    const outdated = new AbortController();
    const ask = async () => {
      try {
        const response = await fetch('/app/sets/preview', { method: 'POST', headers: { 'content-type': 'application/json' }, body, signal: outdated.signal });
        const answer = (await response.json()) as Answer;
        if (outdated.signal.aborted) return;
        setFailed(!answer.ok);
        if (answer.ok) setLatest(answer.value);
      } catch {
        if (!outdated.signal.aborted) setFailed(true);
      }
    };
    const timer = setTimeout(() => void ask(), PAUSE_MS);
    return () => {
      clearTimeout(timer);
      outdated.abort();
    };
  }, [body]);
  return { answer: latest, failed };
}
