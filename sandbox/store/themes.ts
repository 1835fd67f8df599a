// The live theme. Another one that is published comes without the blocks that apps had in the one before.
import type { Store } from './store.ts';

/** Takes the old theme's files away; whoever draws pages puts the new one's down. */
export function publishTheme(store: Store, name: string): void {
  store.clearTheme();
  store.emit('themes/publish', { id: store.nextId(), name });
}
