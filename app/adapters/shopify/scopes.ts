// What the app asks of a merchant. shopify.app.toml says the same, with what each is for; a test holds them together.
export const SCOPES = [
  'read_products',
  'write_products',
  'read_inventory',
  'read_locations',
  'read_markets',
  'read_orders',
  'read_all_orders',
  'read_customers',
  'read_fulfillments',
  'write_discounts',
  'write_pixels',
  'read_customer_events',
  'read_themes',
  'write_app_proxy',
] as const;
