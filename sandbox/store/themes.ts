// The live theme and its files. Another one that is published comes without the blocks that apps had in the one before.
import type { Ledger } from './ledger.ts';
import { THEME_FILE } from './records.ts';

/** Takes the old theme's files away; whoever draws pages puts the new one's down. */
export function publishTheme(store: Ledger, name: string): void {
  for (const file of store.themeFiles.keys()) store.database.removeSetting(THEME_FILE + file);
  store.themeFiles.clear();
  store.emit('themes/publish', { id: store.nextId(), name });
}

export function setThemeFile(store: Ledger, name: string, content: string): void {
  store.themeFiles.set(name, content);
  store.database.saveSetting(THEME_FILE + name, content);
}
