// The sandbox's store: what a change does to stock, money and time, and that a restart goes on.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { StoreEvent } from '#sandbox/store/events.ts';
import { orderTotalMinor, refundable } from '#sandbox/store/orders.ts';
import { openStore } from '#sandbox/store/open-store.ts';
import type { Store } from '#sandbox/store/store.ts';
import { smallShop } from '#test/support/sandbox-shop.ts';

let folder: string;
let store: Store;
let events: StoreEvent[];

const open = async () => {
  store = await openStore(folder, () => smallShop());
  events = [];
  store.on('event', (event) => events.push(event));
};
const topics = () => events.map(({ topic }) => topic);
const available = (variantId: number) => store.requireVariant(variantId).variant.levels[0]?.available;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'setwise-store-'));
  await open();
});
afterEach(() => {
  store.close();
  rmSync(folder, { recursive: true, force: true });
});

it('takes an order’s goods from stock and says so once the order stands', () => {
  const order = store.placeOrder({ customerId: 301, lines: [{ variantId: 11, quantity: 2, discount: '10.00' }, { variantId: 21, quantity: 1 }] });
  expect(orderTotalMinor(order)).toBe(20_000);
  expect([available(11), available(21)]).toEqual([3, 49]);
  expect(topics()[0]).toBe('orders/create');
  expect(topics().filter((topic) => topic === 'inventory_levels/update')).toHaveLength(2);
});

it('refuses what is not there, and changes nothing', () => {
  expect(() => store.placeOrder({ customerId: null, lines: [{ variantId: 11, quantity: 1 }, { variantId: 22, quantity: 1 }] })).toThrow(/already sold out/);
  expect(() => store.placeOrder({ customerId: null, lines: [{ variantId: 31, quantity: 2 }, { variantId: 31, quantity: 2 }] })).toThrow(/Only 3/);
  expect([available(11), available(31)]).toEqual([5, 3]);
  expect(events).toEqual([]);
});

it('refunds what was paid for the returned units, never more units than are left', () => {
  const refund = store.refundOrder(1001, [{ lineId: 10011, quantity: 1 }], true);
  expect(refund.lines[0]).toMatchObject({ subtotal: '8.75', quantity: 1 });
  expect(available(21)).toBe(51);
  const order = store.requireOrder(1001);
  expect(order.lines.map((line) => refundable(order, line))).toEqual([1, 1]);
  expect(() => store.refundOrder(1001, [{ lineId: 10011, quantity: 2 }], true)).toThrow(/1 are left/);
});

it('puts the goods of a cancelled order back, once', () => {
  store.cancelOrder(1002);
  expect([available(11), available(21)]).toEqual([6, 52]);
  expect(() => store.cancelOrder(1002)).toThrow(/cancelled already/);
});

it('stamps every change later than the one before, also after the clock was set back', () => {
  store.moveClock(7 * 86_400_000);
  const ahead = store.updateVariant(11, { price: '90.00' }).updatedAt;
  store.moveClock(0);
  const after = store.updateVariant(11, { price: '80.00' }).updatedAt;
  expect(after > ahead).toBe(true);
  expect(events.map(({ at }) => at)).toEqual(events.map(({ at }) => at).toSorted());
});

it('goes on after a restart with everything as it was', async () => {
  store.install(['read_products']);
  store.setAvailable(1011, 501, 1);
  store.setMetafields([{ ownerId: 'gid://shopify/Product/1', namespace: '$app:setwise', key: 'set', type: 'json', value: '{}' }]);
  store.setThemeFile('config/settings_data.json', '{}');
  store.moveClock(1_000);
  store.deleteProduct(3);
  const placed = store.placeOrder({ customerId: null, lines: [{ variantId: 21, quantity: 1 }] });
  store.close();
  await open();
  expect(available(11)).toBe(1);
  expect(store.productMetafield(store.requireProduct(1), '$app:setwise', 'set')?.value).toBe('{}');
  expect(store.themeFiles.get('config/settings_data.json')).toBe('{}');
  expect(store.clock.offsetMs).toBe(1_000);
  expect(store.products.has(3)).toBe(false);
  expect(store.requireOrder(placed.id).name).toBe(placed.name);
  expect(store.installation.scopes).toEqual(['read_products']);
  const next = store.placeOrder({ customerId: null, lines: [{ variantId: 21, quantity: 1 }] });
  expect(Number(next.name.slice(1))).toBe(Number(placed.name.slice(1)) + 1);
  expect(next.id).toBeGreaterThan(placed.id);
});
