// A word that is read while a file is loaded stays in the language of nobody: the desk then speaks two languages at once.
import { expect, test } from 'vitest';
import { speakAs } from '#app/ui/text/language.ts';

const files = import.meta.glob(['../../app/ui/**/*.{ts,tsx}', '../../app/routes/**/*.tsx']);

test('no file of the desk reads its words while it is loaded', async () => {
  const early: string[] = [];
  let loading = '';
  speakAs(() => {
    early.push(loading);
    return 'en';
  });
  try {
    for (const [path, load] of Object.entries(files)) {
      loading = path;
      await load();
    }
  } finally {
    speakAs(() => 'en');
  }
  expect(Object.keys(files).length).toBeGreaterThan(50);
  expect(early).toEqual([]);
});
