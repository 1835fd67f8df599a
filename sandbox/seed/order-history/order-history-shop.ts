// A store from any folder of past orders: times moved so that the history ends just before now, ids made Shopify-like and
// stable, titles made readable. What the folder does not say (costs, stock, names) is assumed plainly or left empty.
import path from 'node:path';
import type { CustomerRecord, LocationRecord, OrderRecord, ProductRecord, StoreSeed } from '#sandbox/store/types.ts';
import { shopId } from '../shop-ids.ts';
import { type History, type HistoryOrder, type HistoryProduct, readFolder } from './read-folder.ts';
import { readableTitle } from './readable-title.ts';
import { refundReturns } from './returns.ts';
import { tileFor } from './tile.ts';

const DAY_MS = 86_400_000;
const CURRENCY = 'GBP';
const ASSUMED_STOCK = 100;
const WAREHOUSE: LocationRecord = { id: shopId('location', 1), name: 'Warehouse' };

export interface OrderHistorySeed {
  seed: StoreSeed;
  /** What had to be assumed or left out, one sentence each. */
  notes: string[];
}

/** @throws OrderHistoryError naming file, line and reason */
export async function orderHistoryShop(folder: string, until: Date): Promise<OrderHistorySeed> {
  const history = await readFolder(folder);
  const shiftMs = shiftOf(history, until);
  const lastPrices = describeUnlisted(history);
  const productIds = numbered('product', [...history.products.keys()]);
  const customerIds = numbered('customer', [...new Set(history.orders.map(({ customerId }) => customerId).filter(Boolean))]);
  const products = productRecords(history, productIds, lastPrices, shiftMs);
  const orders = orderRecords(history.orders, products, productIds, customerIds, shiftMs);
  const returns = history.returns.map(({ customerId, productId, quantity, at }) => ({
    customerId: customerIds.get(customerId) ?? 0,
    productId: productIds.get(productId) ?? 0,
    quantity,
    at: iso(at + shiftMs),
  }));
  const dropped = refundReturns(orders, returns, WAREHOUSE.id);
  const name = path.basename(path.resolve(folder));
  return {
    seed: {
      shop: { id: shopId('shop', 2), domain: `${slug(name) || 'history'}.myshopify.com`, name: readableTitle(name), currency: CURRENCY, timezone: 'Europe/London', locale: 'en', email: 'shop@example.com' },
      locations: [WAREHOUSE],
      products: [...products.values()],
      customers: customerRecords(orders, customerIds),
      orders,
    },
    notes: notesOf(history, shiftMs, dropped),
  };
}

/** Whole days, so that the time of day stays; the last order ends up within the day before `until`. */
function shiftOf({ orders }: History, until: Date): number {
  const last = orders.at(-1)?.at ?? until.getTime();
  return Math.floor((until.getTime() - last) / DAY_MS) * DAY_MS;
}

/** A product that orders name but products.csv.gz does not is still a product. @returns the last price paid, by product id */
function describeUnlisted({ orders, products }: History): Map<string, { priceMinor: number | null; costMinor: number | null }> {
  const last = new Map<string, { priceMinor: number | null; costMinor: number | null }>();
  for (const { lines } of orders) {
    for (const { productId, priceMinor, costMinor } of lines) {
      const before = last.get(productId);
      last.set(productId, { priceMinor: priceMinor ?? before?.priceMinor ?? null, costMinor: costMinor ?? before?.costMinor ?? null });
      if (!products.has(productId)) products.set(productId, { id: productId, title: productId, priceMinor: null, costMinor: null, productType: '' });
    }
  }
  return last;
}

function numbered(kind: 'product' | 'customer', ids: string[]): Map<string, number> {
  return new Map(ids.sort().map((id, index) => [id, shopId(kind, index)]));
}

function productRecords({ products, orders }: History, ids: Map<string, number>, lastPrices: ReturnType<typeof describeUnlisted>, shiftMs: number): Map<string, ProductRecord> {
  const createdAt = iso((orders[0]?.at ?? 0) + shiftMs - DAY_MS);
  const taken = new Set<string>();
  const sorted = [...products.values()].sort((one, other) => (ids.get(one.id) ?? 0) - (ids.get(other.id) ?? 0));
  return new Map(
    sorted.map((product, index) => {
      const last = lastPrices.get(product.id);
      const priceMinor = product.priceMinor ?? last?.priceMinor ?? 0;
      const costMinor = product.costMinor ?? last?.costMinor ?? null;
      return [product.id, productRecord(product, ids.get(product.id) ?? 0, index, freeHandle(product, taken), priceMinor, costMinor, createdAt)];
    }),
  );
}

function productRecord(product: HistoryProduct, id: number, index: number, handle: string, priceMinor: number, costMinor: number | null, createdAt: string): ProductRecord {
  const title = readableTitle(product.title);
  return {
    id, title, handle,
    vendor: '', productType: product.productType, tags: [], status: 'ACTIVE', category: null,
    descriptionHtml: '', pictureSvg: tileFor(title),
    publishedAt: createdAt, createdAt, updatedAt: createdAt,
    variants: [
      {
        id: shopId('variant', index), title: 'Default Title', sku: product.id, position: 1,
        price: decimal(priceMinor), compareAtPrice: null,
        selectedOptions: [{ name: 'Title', value: 'Default Title' }],
        inventoryPolicy: 'DENY',
        inventoryItem: { id: shopId('inventoryItem', index), tracked: true, unitCost: costMinor === null ? null : decimal(costMinor), updatedAt: createdAt },
        levels: [{ locationId: WAREHOUSE.id, available: ASSUMED_STOCK, updatedAt: createdAt }],
        updatedAt: createdAt,
      },
    ],
    metafields: [],
  };
}

function freeHandle({ id, title }: HistoryProduct, taken: Set<string>): string {
  const plain = slug(title) || slug(id) || 'product';
  const handle = taken.has(plain) ? `${plain}-${slug(id)}` : plain;
  taken.add(handle);
  return handle;
}

function orderRecords(orders: HistoryOrder[], products: Map<string, ProductRecord>, productIds: Map<string, number>, customerIds: Map<string, number>, shiftMs: number): OrderRecord[] {
  let lineCount = 0;
  return orders.map(({ id, customerId, at, lines }, index) => {
    const time = iso(at + shiftMs);
    return {
      id: shopId('order', index),
      name: `#${id}`,
      customerId: customerIds.get(customerId) ?? null,
      currency: CURRENCY,
      processedAt: time, createdAt: time, updatedAt: time, cancelledAt: null,
      lines: lines.map(({ productId, quantity, priceMinor }) => {
        const product = products.get(productId);
        const variant = product?.variants[0];
        lineCount += 1;
        return {
          id: shopId('line', lineCount - 1),
          productId: productIds.get(productId) ?? null,
          variantId: variant?.id ?? null,
          title: product?.title ?? productId,
          quantity,
          price: priceMinor === null ? (variant?.price ?? '0.00') : decimal(priceMinor),
          discount: '0.00',
          properties: [],
        };
      }),
      refunds: [],
      attributes: [],
    };
  });
}

function customerRecords(orders: OrderRecord[], ids: Map<string, number>): CustomerRecord[] {
  const seen = new Map<number, { first: string; last: string }>();
  for (const { customerId, processedAt } of orders) {
    if (customerId !== null) seen.set(customerId, { first: seen.get(customerId)?.first ?? processedAt, last: processedAt });
  }
  return [...ids].map(([original, id]) => ({
    id,
    firstName: 'Customer', lastName: original,
    email: `customer-${slug(original)}@example.com`,
    locale: 'en', countryCode: 'GB', tags: [],
    // The history does not say; unknown means no.
    emailConsent: 'NOT_SUBSCRIBED',
    createdAt: seen.get(id)?.first ?? '', updatedAt: seen.get(id)?.last ?? '',
  }));
}

function notesOf({ returns, products, orders }: History, shiftMs: number, dropped: number): string[] {
  const notes = [`${orders.length} orders, moved by ${shiftMs / DAY_MS} days; the time of day is kept.`, `Stock is assumed: ${ASSUMED_STOCK} of each of ${products.size} products. Prices are taken as ${CURRENCY}.`];
  const withCost = [...products.values()].filter(({ costMinor }) => costMinor !== null).length;
  if (withCost < products.size) notes.push(`Unit costs: the folder names ${withCost === 0 ? 'none' : `those of ${withCost} products`}; the rest is left empty, as in a shop that never entered them.`);
  if (returns.length > 0) notes.push(`${returns.length - dropped} of ${returns.length} returns became refunds; ${dropped} have no earlier order of that customer with that many of that product and were left out.`);
  return notes;
}

const iso = (at: number): string => new Date(at).toISOString();
const decimal = (minor: number): string => `${Math.trunc(minor / 100)}.${String(minor % 100).padStart(2, '0')}`;
const slug = (text: string): string => text.normalize('NFKD').replace(/\p{Diacritic}/gu, '').toLowerCase().replace(/[^a-z0-9]+/g, '-').replace(/^-|-$/g, '');
