// What every resolver is handed: the store, who asks, and where to leave warnings.
import type { Store } from '../store/store.ts';
import type { BulkRunner } from './bulk/runner.ts';
import type { SearchWarning } from './search.ts';

export interface AdminContext {
  store: Store;
  scopes: ReadonlySet<string>;
  runner: BulkRunner;
  /** Addresses of this sandbox, for links in answers. */
  urls: { sandbox: string; storefront: string; app: string };
  /** Functions of the app as its extensions declare them. */
  functions: readonly AppFunction[];
  /** True inside a bulk operation: connections give everything. */
  bulk: boolean;
  searchWarnings: SearchWarning[];
}

export interface AppFunction {
  id: string;
  handle: string;
  title: string;
  description: string | null;
  apiType: string;
  apiVersion: string;
}
