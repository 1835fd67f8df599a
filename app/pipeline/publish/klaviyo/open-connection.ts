// A shop's connection, its key opened: for whoever has something to say to Klaviyo. The opened key stays inside the client.
import { type KlaviyoClient, klaviyoClient } from '#app/adapters/klaviyo/client.ts';
import { open } from '#app/adapters/shopify/seal.ts';
import { config } from '#app/config/config.ts';
import { type KlaviyoConnectionRow, klaviyoConnection } from '#app/db/klaviyo-connections.ts';
import type { ShopRow } from '#app/db/shops.ts';

export interface OpenConnection {
  row: KlaviyoConnectionRow;
  client: KlaviyoClient;
}

/** @returns null when the shop is not connected */
export async function openConnection(shop: ShopRow): Promise<OpenConnection | null> {
  const row = await klaviyoConnection(shop.shopId);
  return row ? { row, client: klaviyoClient(open(row.apiKeySealed, shop.domain, config().encryptionKeys)) } : null;
}
