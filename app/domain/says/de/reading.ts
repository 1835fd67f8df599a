// The German of what went wrong while the store's past was read, compared or learned from.
import type { Says } from '../says.ts';

export const reading: Says['reading'] = {
  products: 'Produkte',
  inventory: 'Bestand',
  customers: 'Kunden',
  orders: 'Bestellungen',
  refunds: 'Rückerstattungen',
  notExported: (what, why) => `Shopify exportiert das nicht (${what}): ${why}`,
  notAllowed: (what) => `Shopify lässt uns das nicht lesen (${what}): Eine Berechtigung fehlt.`,
  uninstalled: 'Die App wurde deinstalliert.',
  noOrders: 'Es gibt noch keine Bestellungen, aus denen sich lernen ließe.',
  notJson: 'Was Shopify geschickt hat, ist nicht als JSON lesbar.',
  empty: 'Was Shopify geschickt hat, ist leer.',
  tooDeep: 'Was Shopify geschickt hat, ist zu tief verschachtelt, um gelesen zu werden.',
  noUse: (topic) => `Setwise kann mit dem Thema ${topic} nichts anfangen.`,
  fields: (fields) => `In dem, was Shopify geschickt hat: ${fields}.`,
};
