// Which database this process uses. Entry points (app/commands, tests) say so once, before the first query.
import { remember } from '@epic-web/remember';

const chosen = remember('setwise.database', () => ({ url: undefined as string | undefined }));

export function chooseDatabase(url: string): void {
  chosen.url = url;
}

export function databaseUrl(): string {
  if (!chosen.url) throw new Error('No database was chosen: an entry point calls openDatabase() first.');
  return chosen.url;
}
