// The German of why a test was not ended.
import type { Says } from '../says.ts';

export const tests: Says['tests'] = {
  gone: 'Diesen Test gibt es nicht.',
  ended: 'Jemand hat diesen Test inzwischen beendet. Laden Sie die Seite neu, um zu sehen, wie.',
  noVersion: 'Eine solche Fassung hat der Test nicht.',
};
