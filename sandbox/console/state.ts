// What the console shows, and what a test may wait for.
import { totalAvailable } from '../store/inventory.ts';
import { klaviyoState } from '../klaviyo/levers.ts';
import type { LeverContext } from './levers.ts';

const SHOWN_DELIVERIES = 50;
const SUGGESTIONS = 30;

export function consoleState({ store, queue, klaviyo }: LeverContext): Record<string, unknown> {
  const { shop, clock, installation } = store;
  return {
    shop: { id: shop.id, name: shop.name, domain: shop.domain, currency: shop.currency, timezone: shop.timezone },
    app: { installed: installation.installed, installedAt: installation.installedAt, scopes: installation.scopes },
    clock: { now: clock.now().toISOString(), offsetMs: clock.offsetMs },
    counts: {
      products: store.products.size,
      variants: [...store.products.values()].reduce((sum, product) => sum + product.variants.length, 0),
      customers: store.customers.size,
      orders: store.orders.size,
      discounts: store.discounts.size,
      discountCodes: store.codeDiscounts.size,
      openCheckouts: [...store.checkouts.values()].filter((one) => one.completedAt === null).length,
    },
    bulkOperations: [...store.bulkOperations.values()].slice(-5).map(({ id, status, objectCount, errorCode }) => ({ id, status, objectCount, errorCode })),
    klaviyo: klaviyoState(klaviyo),
    webhooks: { idle: queue.idle, holding: queue.holding, lostShare: queue.lostShare },
    deliveries: queue.recent().slice(0, SHOWN_DELIVERIES).map(({ body, uri, ...shown }) => ({ ...shown, uri, bytes: Buffer.byteLength(body) })),
  };
}

/** For the product fields: handle, title, what is left, price. */
export function suggestProducts({ store }: LeverContext, text: string): unknown[] {
  const words = text.toLowerCase().split(/[\s-]+/).filter(Boolean);
  const found: unknown[] = [];
  for (const product of store.products.values()) {
    const hay = `${product.title} ${product.handle} ${product.vendor} ${product.productType}`.toLowerCase();
    if (!words.every((word) => hay.includes(word))) continue;
    const stock = product.variants.reduce((sum, variant) => sum + totalAvailable(variant), 0);
    found.push({
      handle: product.handle, title: product.title, stock, price: product.variants[0]?.price ?? '',
      variants: product.variants.map((variant) => ({ id: variant.id, title: variant.title, sku: variant.sku, price: variant.price, available: totalAvailable(variant) })),
    });
    if (found.length === SUGGESTIONS) break;
  }
  return found;
}

export function suggestCustomers({ store }: LeverContext, text: string): unknown[] {
  const found: unknown[] = [];
  for (const { email, firstName, lastName, locale, emailConsent } of store.customers.values()) {
    if (!`${firstName} ${lastName} ${email}`.toLowerCase().includes(text.toLowerCase())) continue;
    found.push({ email, name: `${firstName} ${lastName}`, locale, agreed: emailConsent === 'SUBSCRIBED' });
    if (found.length === SUGGESTIONS) break;
  }
  return found;
}

/** Newest first. */
export function suggestOrders({ store }: LeverContext, text: string): unknown[] {
  const orders = [...store.orders.values()].sort((a, b) => b.id - a.id);
  return orders
    .filter((order) => order.name.includes(text))
    .slice(0, SUGGESTIONS)
    .map((order) => ({ name: order.name, at: order.createdAt, cancelled: order.cancelledAt !== null, lines: order.lines.map((line) => `${line.quantity} × ${line.title}`).slice(0, 3) }));
}
