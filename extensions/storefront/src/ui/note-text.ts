// A row's or the whole's one line about what just happened.
import type { Strings } from '../page-data.ts';
import type { Note } from '../session.ts';

export const noteText = (note: Note, strings: Strings): string =>
  ({ swapped: strings.swapped, sold_out: strings.soldOut, failed: strings.failed })[note];
