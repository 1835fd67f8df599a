// A store of a handful of things, for tests that go over the wire: a camera with its card and its bag, two customers, four
// orders of which one came back in part.
import type { OrderRecord, ProductRecord, StoreSeed } from '#sandbox/store/types.ts';

const AT = '2026-05-01T10:00:00.000Z';
export const LOCATION = 501;
export const SHOP_ID = 4_400_000_001n;

/** Ids are like Shopify's: beyond 32 bits. */
export const CAMERA = { product: 7_700_000_001, variant: 8_800_000_001, item: 9_900_000_001 };
export const CARD = { product: 7_700_000_002, variant: 8_800_000_002, item: 9_900_000_002 };
export const BAG = { product: 7_700_000_003, variant: 8_800_000_003, item: 9_900_000_003 };
export const CUSTOMERS = [6_600_000_001, 6_600_000_002] as const;

function product(ids: typeof CAMERA, title: string, price: string, unitCost: string | null, available: number): ProductRecord {
  return {
    id: ids.product, title, handle: title.toLowerCase().replaceAll(' ', '-'), vendor: 'Aurel', productType: 'Cameras', tags: ['new', 'travel'], status: 'ACTIVE', category: null,
    descriptionHtml: '', pictureSvg: null, publishedAt: AT, createdAt: AT, updatedAt: AT, metafields: [],
    variants: [{
      id: ids.variant, title: 'Default Title', sku: null, position: 1, price, compareAtPrice: null, selectedOptions: [{ name: 'Title', value: 'Default Title' }], inventoryPolicy: 'DENY',
      inventoryItem: { id: ids.item, tracked: true, unitCost, updatedAt: AT }, levels: [{ locationId: LOCATION, available, updatedAt: AT }], updatedAt: AT,
    }],
  };
}

function order(number: number, customerId: number | null, lines: [ids: typeof CAMERA, price: string, discount?: string][], refunded = false): OrderRecord {
  const id = 5_500_000_000 + number;
  const at = `2026-05-0${number}T12:00:00.000Z`;
  return {
    id, name: `#100${number}`, customerId, currency: 'EUR', processedAt: at, createdAt: at, updatedAt: at, cancelledAt: null, attributes: [],
    lines: lines.map(([ids, price, discount = '0.00'], index) => ({ id: id * 10 + index, productId: ids.product, variantId: ids.variant, title: 'x', quantity: 1, price, discount, properties: [] })),
    refunds: refunded ? [{ id: id + 1_000, createdAt: at, lines: [{ id: id + 2_000, lineId: id * 10, quantity: 1, subtotal: lines[0]?.[1] ?? '0.00', restockLocationId: null }] }] : [],
  };
}

export function smallStore(domain = 'small.myshopify.com'): StoreSeed {
  return {
    shop: { id: Number(SHOP_ID), domain, name: 'Aurel Cameras', currency: 'EUR', timezone: 'Europe/Berlin', locale: 'de', email: 'shop@example.com' },
    locations: [{ id: LOCATION, name: 'Berlin' }],
    products: [product(CAMERA, 'Aurel One', '890.00', '500.00', 12), product(CARD, 'Fast Card', '49.90', '20.00', 40), product(BAG, 'Day Bag', '79.00', null, 7)],
    customers: CUSTOMERS.map((id) => ({ id, firstName: 'A', lastName: 'B', email: `c${id}@example.com`, locale: 'de', countryCode: 'DE', tags: ['vip'], emailConsent: 'NOT_SUBSCRIBED' as const, createdAt: AT, updatedAt: AT })),
    orders: [
      order(1, CUSTOMERS[0], [[CAMERA, '890.00'], [CARD, '49.90', '4.99']]),
      order(2, CUSTOMERS[1], [[CAMERA, '890.00'], [BAG, '79.00']]),
      order(3, null, [[CARD, '49.90']]),
      order(4, CUSTOMERS[0], [[BAG, '79.00'], [CARD, '49.90']], true),
    ],
  };
}
