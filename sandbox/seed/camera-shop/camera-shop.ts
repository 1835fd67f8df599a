// The built-in shop: Nordlicht Foto of Hamburg and Berlin. The same day gives the same bytes.
import type { StoreSeed } from '#sandbox/store/types.ts';
import { seededRandom } from '../seeded-random.ts';
import { shopId } from '../shop-ids.ts';
import { collections, MARKETS } from './settings.ts';
import { people } from './customers.ts';
import { cameraOrders } from './orders.ts';
import { catalogueProducts, LOCATIONS } from './products.ts';

const SEED = 20_071_839;

/** @param until its day (UTC) is today in the shop; the last order is from the evening before */
export function cameraShop(until: Date): StoreSeed {
  const day = new Date(Date.UTC(until.getUTCFullYear(), until.getUTCMonth(), until.getUTCDate()));
  const random = seededRandom(SEED);
  const products = catalogueProducts(day);
  const { orders, customers } = cameraOrders(random, people(random), products, day);
  return {
    shop: {
      id: shopId('shop', 1),
      domain: 'nordlicht-foto.myshopify.com',
      name: 'Nordlicht Foto',
      currency: 'EUR',
      timezone: 'Europe/Berlin',
      locale: 'en',
      email: 'hello@nordlicht-foto.example.com',
    },
    locations: LOCATIONS,
    markets: MARKETS,
    collections: collections(day),
    products,
    customers,
    orders,
  };
}
