// The app's presence in the store: installed with which scopes, and gone. Tokens die with it at once.
import { deleteDiscount } from './discounts.ts';
import type { Ledger } from './ledger.ts';
import { notInstalled } from './records.ts';
import { StoreRefusal } from './refusal.ts';

/** Installs, or changes the scopes of what is installed. Doing it twice with the same scopes changes nothing. */
export function installApp(store: Ledger, scopes: readonly string[]): void {
  const { installation } = store;
  const current = [...scopes].sort();
  if (!installation.installed) {
    store.installation = { ...notInstalled(), installed: true, installedAt: store.clock.now().toISOString(), scopes: current };
    store.saveInstallation();
    return;
  }
  const previous = installation.scopes;
  if (previous.join() === current.join()) return;
  installation.scopes = current;
  for (const grant of installation.grants) grant.scopes = current;
  store.saveInstallation();
  store.emit('app/scopes_update', { previous, current, updatedAt: store.clock.stamp() });
}

/** The app's own discounts go with it; its metafields on products stay, as in Shopify. */
export function uninstallApp(store: Ledger): void {
  if (!store.installation.installed) throw new StoreRefusal('INVALID', 'The app is not installed.');
  store.installation = notInstalled();
  store.saveInstallation();
  for (const id of [...store.discounts.keys()]) deleteDiscount(store, id);
  store.emit('app/uninstalled', store.shop);
}
