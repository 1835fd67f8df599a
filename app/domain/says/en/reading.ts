// What went wrong while the store's past was read, compared or learned from; kept in English with it, told again on the page.
export const reading = {
  products: 'products',
  inventory: 'inventory',
  customers: 'customers',
  orders: 'orders',
  refunds: 'refunds',
  notExported: (what: string, why: string) => `Shopify does not export ${what}: ${why}`,
  notAllowed: (what: string) => `Shopify does not let us read ${what}: a scope is missing.`,
  uninstalled: 'The app was uninstalled.',
  noOrders: 'There are no orders to learn from yet.',
  notJson: 'What Shopify sent is not readable as JSON.',
  empty: 'What Shopify sent is empty.',
  tooDeep: 'What Shopify sent is nested too deeply to be read.',
  noUse: (topic: string) => `Setwise has no use for the topic ${topic}.`,
  fields: (fields: string) => `In what Shopify sent, ${fields}.`,
} as const;
