// Definitions of metafields.
import type { MetafieldDefinitionRecord } from './app-types.ts';
import type { Ledger } from './ledger.ts';

export function addDefinition(store: Ledger, definition: Omit<MetafieldDefinitionRecord, 'id'>): MetafieldDefinitionRecord {
  const record = { ...definition, id: store.nextId() };
  store.definitions.set(record.id, record);
  store.database.save('definition', record.id, record);
  return record;
}

export function removeDefinition(store: Ledger, id: number): void {
  store.definitions.delete(id);
  store.database.remove('definition', id);
}
