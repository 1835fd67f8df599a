// Every hour: what is converted at Shopify's rate of the day moves a few times a day, and no webhook tells. Each shop is read by
// a job of its own.
import { shopsWithCurrencies } from '#app/db/across-shops/shops-with-currencies.ts';
import { pool } from '#app/db/pool.ts';
import { ring } from './ring.ts';

export async function rereadPricesOfAll(): Promise<void> {
  for (const shopId of await shopsWithCurrencies()) await ring(shopId, 'market_prices', pool());
}
