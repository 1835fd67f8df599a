// Records of one kind by id, in memory and written through to the store's file, so that a restarted sandbox still has the
// flow whose id the app remembers.
import type { Database } from '../store/database.ts';

export class Shelf<T extends { id: string }> {
  readonly #records = new Map<string, T>();
  readonly #database: Database;
  readonly #prefix: string;

  constructor(database: Database, kind: string) {
    this.#database = database;
    this.#prefix = `klaviyo:${kind}:`;
    for (const { value } of database.settingsWithPrefix(this.#prefix)) if (value !== null) this.#records.set((value as T).id, value as T);
  }

  get(id: string): T | undefined {
    return this.#records.get(id);
  }

  /** In no particular order. */
  all(): T[] {
    return [...this.#records.values()];
  }

  get size(): number {
    return this.#records.size;
  }

  save(record: T): T {
    this.#records.set(record.id, record);
    this.#database.saveSetting(this.#prefix + record.id, record);
    return record;
  }

  remove(id: string): void {
    this.#records.delete(id);
    // The file keeps settings for ever; a null is one that is gone.
    this.#database.saveSetting(this.#prefix + id, null);
  }
}
