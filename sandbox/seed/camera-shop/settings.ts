// Where Nordlicht Foto sells, and the collections that it sorts its shop into.
import type { CollectionRecord, MarketRecord } from '#sandbox/store/types.ts';
import { shopId } from '../shop-ids.ts';

export const MARKETS: MarketRecord[] = [
  { id: shopId('market', 1), name: 'Europe', status: 'ACTIVE', countries: ['DE', 'AT', 'CH', 'FR', 'NL', 'GB', 'IT', 'ES', 'SE', 'PL', 'DK'] },
  // One that sells in a currency of its own, at a rate that the merchant set.
  { id: shopId('market', 2), name: 'Japan', status: 'ACTIVE', countries: ['JP'], currency: { code: 'JPY', rate: 162.5, manual: true } },
];

/** Automatic ones, by the tags that the catalogue carries. */
const COLLECTIONS: [title: string, tag: string][] = [['Travel', 'use:travel'], ['Vlogging', 'use:vlog'], ['Film', 'use:film'], ['Action', 'use:action']];

export function collections(until: Date): CollectionRecord[] {
  return COLLECTIONS.map(([title, tag], index) => ({ id: shopId('collection', index + 1), title, handle: title.toLowerCase(), tag, productIds: [], updatedAt: until.toISOString() }));
}
