// What the store holds when the app is installed in it. Ids are like Shopify's: beyond 32 bits.
import { seededRandom } from '#sandbox/seed/seeded-random.ts';
import type { Store } from '#sandbox/store/store.ts';
import type { CustomerRecord, OrderRecord, ProductRecord, StoreSeed } from '#sandbox/store/types.ts';

export const DOMAIN = 'stormy.myshopify.com';
export const SHOP_ID = 4_400_000_007n;

const AT = '2026-05-01T10:00:00.000Z';
const LOCATIONS = [501, 502];
const PRODUCTS = 16;
const CUSTOMERS = 14;
const ORDERS = 12;

export function firstStore(seed: number): StoreSeed {
  const random = seededRandom(seed + 3);
  const products = Array.from({ length: PRODUCTS }, (_, index) => newProduct(7_700_000_000 + index * 100, random.between(1, 3), random.between(500, 90_000)));
  return {
    shop: { id: Number(SHOP_ID), domain: DOMAIN, name: 'Stormy', currency: 'EUR', timezone: 'Europe/Berlin', locale: 'de', email: 'shop@example.com' },
    locations: LOCATIONS.map((id) => ({ id, name: `Place ${id}` })),
    markets: [
      { id: 601, name: 'Europe', status: 'ACTIVE', countries: ['DE', 'AT'] },
      { id: 602, name: 'Alps', status: 'ACTIVE', countries: ['CH', 'LI'], currency: { code: 'CHF', rate: 0.94, manual: true } },
      { id: 603, name: 'Everywhere', status: 'ACTIVE', countries: ['*'], currency: { code: 'USD', rate: 1.08, manual: false, local: { CA: { code: 'CAD', rate: 1.5 } } } },
    ],
    products,
    customers: Array.from({ length: CUSTOMERS }, (_, index) => customer(6_600_000_000 + index)),
    orders: Array.from({ length: ORDERS }, (_, index) => order(index, random.pick(products))),
  };
}

/** What the merchant takes off without the app. */
export function beginSale(store: Store): void {
  const combinesWith = { productDiscounts: true, orderDiscounts: false, shippingDiscounts: true };
  store.createAutomaticDiscount({ title: 'Sale', discountClass: 'ORDER', productIds: [], variantIds: [], percentage: 0.1, startsAt: store.clock.now().toISOString(), endsAt: null, combinesWith, tags: [] });
}

/** @param id its variants' and inventory items' ids follow from it */
export function newProduct(id: number, variants: number, priceMinor: number): ProductRecord {
  return {
    id, title: `Product ${id}`, handle: `product-${id}`, vendor: 'Aurel', productType: 'Bags', tags: ['new', 'travel'], status: 'ACTIVE', category: null,
    descriptionHtml: '', pictureSvg: id % 300 === 0 ? '<svg xmlns="http://www.w3.org/2000/svg"/>' : null, publishedAt: AT, createdAt: AT, updatedAt: AT, metafields: [],
    variants: Array.from({ length: variants }, (_, index) => ({
      id: id * 10 + index, title: variants === 1 ? 'Default Title' : `Size ${index}`, sku: index === 0 ? null : `S-${index}`, position: index + 1, price: (priceMinor / 100).toFixed(2), compareAtPrice: null,
      selectedOptions: [{ name: variants === 1 ? 'Title' : 'Size', value: variants === 1 ? 'Default Title' : `Size ${index}` }], inventoryPolicy: 'DENY', updatedAt: AT,
      inventoryItem: { id: id * 10 + 5 + index, tracked: true, unitCost: index === 0 ? '4.20' : null, updatedAt: AT },
      levels: LOCATIONS.map((locationId) => ({ locationId, available: 40, updatedAt: AT })),
    })),
  };
}

const customer = (id: number): CustomerRecord => ({
  id, firstName: 'A', lastName: 'B', email: `c${id}@example.com`, locale: 'de', countryCode: 'DE', tags: id % 3 === 0 ? ['vip'] : [], emailConsent: 'NOT_SUBSCRIBED', createdAt: AT, updatedAt: AT,
});

function order(index: number, { id: productId, variants: [variant] }: ProductRecord): OrderRecord {
  const id = 5_500_000_000 + index;
  return {
    id, name: `#${1001 + index}`, customerId: 6_600_000_000 + (index % CUSTOMERS), currency: 'EUR', processedAt: AT, createdAt: AT, updatedAt: AT, cancelledAt: null, attributes: [], refunds: [],
    lines: [{ id: id * 10, productId, variantId: variant?.id ?? null, title: 'x', quantity: 2, price: variant?.price ?? '1.00', discount: '0.00', properties: [] }],
  };
}
