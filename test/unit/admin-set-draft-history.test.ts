import { describe, expect, it } from 'vitest';
import { beginHistory, changeDraft, redo, undo } from '#app/ui/sets/draft-history.ts';

describe('undo and redo within a draft', () => {
  it('takes back one step after another, and does them again', () => {
    const after = changeDraft(changeDraft(beginHistory('a'), 'b', null), 'c', null);
    expect([undo(after).present, undo(undo(after)).present, undo(undo(undo(after))).present]).toEqual(['b', 'a', 'a']);
    expect([redo(undo(after)).present, redo(after).present]).toEqual(['c', 'c']);
  });

  it('takes what is typed into one field as one step, until something else is done', () => {
    const typed = ['h', 'he', 'hey'].reduce((history, word) => changeDraft(history, word, 'goal'), beginHistory(''));
    expect(undo(typed).present).toBe('');
    const elsewhere = changeDraft(changeDraft(typed, 'moved', null), 'hello', 'goal');
    expect(undo(elsewhere).present).toBe('moved');
    // After an undo the same field begins a step of its own.
    expect(undo(changeDraft(undo(elsewhere), 'again', 'goal')).present).toBe('moved');
  });

  it('forgets what was undone once something else is done', () => {
    const other = changeDraft(undo(changeDraft(beginHistory('a'), 'b', null)), 'c', null);
    expect(redo(other)).toBe(other);
    expect(undo(other).present).toBe('a');
  });
});
