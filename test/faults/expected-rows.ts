// What our tables have to say if they say what the store says: every column of every table that mirrors it, named here or
// left out here with the reason. Reckoned from the store's own records, with nothing of the app.
import { orderTotalMinor, refundable } from '#sandbox/store/orders.ts';
import { consentAtOf } from '#sandbox/store/customers.ts';
import { toMinor } from '#sandbox/store/money.ts';
import type { Store } from '#sandbox/store/store.ts';
import type { OrderRecord, RefundRecord } from '#sandbox/store/types.ts';
import { MARKET_CURRENCIES, SHOP_DISCOUNTS } from './expected-settings.ts';

export type Value = string | number | boolean | null | readonly (string | number)[] | Readonly<Record<string, string>>;

export interface ExpectedRow {
  /** The object that it is part of (roots.ts). */
  root: string;
  columns: Record<string, Value>;
}

export interface MirrorTable {
  name: string;
  key: readonly string[];
  /** SQL over the row `t`: it counts as there. */
  where: string;
  /** Columns that are not compared, each with why. */
  leftOut: Record<string, string>;
  /** Columns of which the store says something in some rows only. */
  sometimes?: readonly string[];
  /** SQL over the row `t` that is compared like a column. */
  computed?: Record<string, string>;
  /** Why a comparison with the store does not bring what was lost of it. */
  notRepaired?: string;
  /** Columns that webhooks do not tell, or not whenever they change: compared once the shop was compared with its store. */
  untold?: readonly string[];
  rows(store: Store): ExpectedRow[];
  /** Of a row that the store does not have. */
  rootOf(row: Record<string, unknown>): string;
  /** Rows that need not be in the store, since another table says what is wrong with them. */
  isOfAnother?(row: Record<string, unknown>, store: Store): boolean;
}

const ALIVE = 't.deleted_at IS NULL';
const OF_LIVING_ORDER = 'EXISTS (SELECT 1 FROM orders o WHERE o.shop_id = t.shop_id AND o.order_id = t.order_id AND o.deleted_at IS NULL)';
const OF_LIVING_VARIANT = 'EXISTS (SELECT 1 FROM variants v WHERE v.shop_id = t.shop_id AND v.inventory_item_id = t.inventory_item_id AND v.deleted_at IS NULL)';

const TRIGGER = { triggered_at: 'which wire brought the version is not the store\'s to say' };
const DELETED = { deleted_at: 'only rows without it are compared' };

const second = (iso: string): string => iso.slice(0, 19);
const secondOrNull = (iso: string | null | undefined): string | null => (iso ? second(iso) : null);
const minorOrNull = (text: string | null): number | null => (text === null ? null : toMinor(text));

const variantsOf = (store: Store) => [...store.products.values()].flatMap((product) => product.variants.map((variant) => ({ product, variant })));
const ordersOf = (store: Store) => [...store.orders.values()];
const attribute = ({ attributes }: OrderRecord, name: string): string | null => attributes.find((one) => one.name === name)?.value ?? null;
const imageUrl = 'the address that the sandbox serves pictures under is of the run';

const ofVariantThatIsGone = (row: Record<string, unknown>, store: Store): boolean => store.variantByInventoryItem(Number(row.inventory_item_id)) === undefined;

export const MIRROR: readonly MirrorTable[] = [
  {
    name: 'products', key: ['product_id'], where: ALIVE, untold: ['gift_card', 'needs_subscription'], leftOut: { ...TRIGGER, ...DELETED, image_url: imageUrl },
    rootOf: (row) => `product:${row.product_id}`,
    rows: (store) => [...store.products.values()].map((one) => ({
      root: `product:${one.id}`,
      columns: {
        product_id: one.id, title: one.title, handle: one.handle, vendor: one.vendor, product_type: one.productType, tags: one.tags, status: one.status, category: one.category?.fullName ?? null,
        published_at: secondOrNull(one.publishedAt), created_at: second(one.createdAt), updated_at: second(one.updatedAt), gift_card: one.isGiftCard ?? false, needs_subscription: one.requiresSellingPlan ?? false,
      },
    })),
  },
  {
    name: 'variants', key: ['variant_id'], where: ALIVE, leftOut: { ...DELETED, image_url: imageUrl },
    rootOf: (row) => `product:${row.product_id}`,
    rows: (store) => variantsOf(store).map(({ product, variant }) => ({
      root: `product:${product.id}`,
      columns: {
        variant_id: variant.id, product_id: product.id, title: variant.title, sku: variant.sku, position: variant.position, price_minor: toMinor(variant.price), compare_at_minor: minorOrNull(variant.compareAtPrice),
        inventory_item_id: variant.inventoryItem.id, inventory_policy: variant.inventoryPolicy, updated_at: second(variant.updatedAt),
        options: Object.fromEntries(variant.selectedOptions.map(({ name, value }) => [name, value])),
      },
    })),
  },
  {
    name: 'inventory_items', key: ['inventory_item_id'], where: OF_LIVING_VARIANT, leftOut: TRIGGER,
    rootOf: (row) => `item:${row.inventory_item_id}`, isOfAnother: ofVariantThatIsGone,
    rows: (store) => variantsOf(store).map(({ variant: { inventoryItem: item } }) => ({
      root: `item:${item.id}`,
      columns: { inventory_item_id: item.id, tracked: item.tracked, unit_cost_minor: minorOrNull(item.unitCost), updated_at: second(item.updatedAt) },
    })),
  },
  {
    name: 'inventory_levels', key: ['inventory_item_id', 'location_id'], where: `${ALIVE} AND ${OF_LIVING_VARIANT}`, leftOut: { ...TRIGGER, ...DELETED },
    rootOf: (row) => `item:${row.inventory_item_id}`, isOfAnother: ofVariantThatIsGone,
    rows: (store) => variantsOf(store).flatMap(({ variant }) => variant.levels.map((level) => ({
      root: `item:${variant.inventoryItem.id}`,
      columns: { inventory_item_id: variant.inventoryItem.id, location_id: level.locationId, available: level.available, updated_at: second(level.updatedAt) },
    }))),
  },
  {
    name: 'locations', key: ['location_id'], where: 'true', leftOut: {}, rootOf: () => 'locations',
    rows: (store) => [...store.locations.values()].map((one) => ({
      root: 'locations', columns: { location_id: one.id, name: one.name, active: one.active !== false, fulfills_online: one.fulfillsOnline !== false },
    })),
  },
  {
    name: 'markets', key: ['market_id'], where: 'true', leftOut: {}, rootOf: () => 'markets',
    rows: (store) => [...store.markets.values()].map((one) => ({
      root: 'markets', columns: { market_id: one.id, name: one.name, countries: one.status === 'ACTIVE' ? one.countries : [] },
    })),
  },
  MARKET_CURRENCIES,
  SHOP_DISCOUNTS,
  {
    name: 'customers', key: ['customer_id'], where: ALIVE, untold: ['updated_at', 'locale', 'email_consent'], leftOut: { ...DELETED, tags_at: 'which words about tags came is not the store\'s to say', tag_times: 'as tags_at' },
    rootOf: (row) => `customer:${row.customer_id}`,
    rows: (store) => [...store.customers.values()].map((one) => ({
      root: `customer:${one.id}`,
      columns: {
        customer_id: one.id, tags: one.tags, created_at: second(one.createdAt), updated_at: second(one.updatedAt), email_consent: one.emailConsent, email_consent_at: secondOrNull(consentAtOf(one)),
        sms_consent: one.smsConsent ?? null, sms_consent_at: secondOrNull(one.smsConsentAt), locale: one.locale, country_code: one.countryCode,
      },
    })),
  },
  {
    name: 'orders', key: ['order_id'], where: ALIVE, sometimes: ['customer_id'], untold: ['updated_at'], leftOut: { ...TRIGGER, ...DELETED },
    rootOf: (row) => `order:${row.order_id}`,
    rows: (store) => ordersOf(store).map((one) => ({
      root: `order:${one.id}`,
      columns: {
        order_id: one.id, name: one.name, currency: one.currency, total_minor: orderTotalMinor(one), ordered_at: second(one.processedAt), cancelled_at: secondOrNull(one.cancelledAt),
        updated_at: second(one.updatedAt), visitor_id: attribute(one, '_setwise_visitor'), step_id: attribute(one, '_setwise_step'), discount_codes: one.discountCodes ?? [],
        presentment_currency: one.presentment?.currency ?? one.currency, taxes_included: true, shipping_discount_minor: 0,
        // An order outlives its customer: from then on the store says null to whoever asks anew, and nobody is told.
        ...(one.customerId === null || store.customers.has(one.customerId) ? { customer_id: one.customerId } : {}),
      },
    })),
  },
  {
    name: 'order_lines', key: ['order_id', 'line_id'], sometimes: ['product_id', 'variant_id'], where: OF_LIVING_ORDER, leftOut: { unit_cost_minor: 'what a unit cost when we first saw the line: the store does not keep it' },
    rootOf: (row) => `order:${row.order_id}`,
    rows: (store) => ordersOf(store).flatMap((order) => order.lines.map((line) => ({
      root: `order:${order.id}`,
      columns: {
        order_id: order.id, line_id: line.id, quantity: line.quantity, unit_price_minor: toMinor(line.price), discount_minor: toMinor(line.discount), tax_minor: 0, removed_quantity: line.quantity - refundable(order, line),
        set_id: line.properties.find(({ name }) => name === '_setwise')?.value ?? null,
        // A line outlives its product: from then on the store says null to whoever asks anew, and nobody is told.
        ...(line.variantId !== null && store.variantById(line.variantId) ? { product_id: line.productId, variant_id: line.variantId } : {}),
      },
    }))),
  },
  {
    name: 'refunds', key: ['refund_id'], where: OF_LIVING_ORDER, leftOut: {},
    rootOf: (row) => `order:${row.order_id}`,
    rows: (store) => refundsOf(store).map(({ order, refund }) => ({
      root: `order:${order.id}`,
      columns: { refund_id: refund.id, order_id: order.id, refunded_at: second(refund.createdAt), shipping_minor: 0, adjustment_minor: 0, tax_minor: 0 },
    })),
  },
  {
    name: 'refund_lines', key: ['refund_id', 'line_id'], where: OF_LIVING_ORDER, leftOut: {},
    rootOf: (row) => `order:${row.order_id}`,
    rows: (store) => refundsOf(store).flatMap(({ order, refund }) => refund.lines.map((line) => ({
      root: `order:${order.id}`,
      columns: { refund_id: refund.id, order_id: order.id, line_id: line.lineId, quantity: line.quantity, amount_minor: toMinor(line.subtotal), tax_minor: 0 },
    }))),
  },
  {
    name: 'fulfillments', key: ['fulfillment_id'], where: OF_LIVING_ORDER, computed: { arrived: 'delivered_at(t) IS NOT NULL' }, leftOut: { ...TRIGGER, country_code: 'the sandbox keeps no address with an order, only where its customer lives now' },
    rootOf: (row) => `order:${row.order_id}`,
    rows: (store) => ordersOf(store).flatMap((order) => (order.fulfillments ?? []).map((one) => ({
      root: `order:${order.id}`,
      columns: { fulfillment_id: one.id, order_id: order.id, delivered_at: secondOrNull(one.deliveredAt), updated_at: second(one.updatedAt), shipped_at: second(one.createdAt), arrived: one.deliveredAt !== null },
    }))),
  },
  {
    name: 'fulfillment_events', key: ['event_id'], notRepaired: 'a parcel that was read whole says by itself whether it arrived: fulfillments.arrived', where: `${ALIVE} AND ${OF_LIVING_ORDER}`, leftOut: { ...DELETED, told_at: 'which wire brought it is not the store\'s to say' },
    rootOf: (row) => `order:${row.order_id}`,
    rows: (store) => ordersOf(store).flatMap((order) => (order.fulfillments ?? []).flatMap((one) => (one.deliveredAt === null || one.reportId === undefined ? [] : [{
      root: `order:${order.id}`,
      columns: { event_id: one.reportId, fulfillment_id: one.id, order_id: order.id, happened_at: second(one.deliveredAt) },
    }]))),
  },
  {
    name: 'returns', key: ['return_id'], where: `${OF_LIVING_ORDER} AND t.status NOT IN ('declined', 'canceled')`, leftOut: TRIGGER,
    rootOf: (row) => `order:${row.order_id}`,
    rows: (store) => returnsOf(store).map(({ order, record }) => ({
      root: `order:${order.id}`,
      columns: {
        return_id: record.id, order_id: order.id, status: record.status.toLowerCase(), requested_at: second(record.createdAt), opened_at: secondOrNull(record.approvedAt), closed_at: secondOrNull(record.closedAt), lines_known: true,
      },
    })),
  },
  {
    name: 'return_lines', key: ['return_id', 'return_line_id'],
    where: `${OF_LIVING_ORDER} AND EXISTS (SELECT 1 FROM returns r WHERE r.shop_id = t.shop_id AND r.return_id = t.return_id AND r.status NOT IN ('declined', 'canceled'))`, leftOut: {},
    rootOf: (row) => `order:${row.order_id}`,
    rows: (store) => returnsOf(store).flatMap(({ order, record }) => record.lines.map((line) => ({
      root: `order:${order.id}`,
      columns: { return_id: record.id, return_line_id: line.id, order_id: order.id, line_id: line.lineId, quantity: line.quantity },
    }))),
  },
  {
    name: 'checkouts', key: ['checkout_token'], where: 'true', sometimes: ['product_ids'], notRepaired: 'a checkout that nobody told of was left in peace, and is too old by the next night',
    leftOut: { ...TRIGGER, completed_at: 'an order of its customer completes it here, whichever it came from', customer_id: 'a merge of customers moves it without a word of it' },
    rootOf: (row) => `checkout:${row.checkout_token}`,
    rows: (store) => [...store.checkouts.values()].map((one) => ({
      root: `checkout:${one.token}`,
      columns: {
        checkout_token: one.token, checkout_id: one.id, updated_at: second(one.updatedAt),
        ...(one.lines.every(({ variantId }) => store.variantById(variantId)) ? { product_ids: [...new Set(one.lines.flatMap(({ variantId }) => store.variantById(variantId)?.product.id ?? []))] } : {}),
      },
    })),
  },
  {
    name: 'subscription_contracts', key: ['contract_id'], untold: ['customer_id'], sometimes: ['customer_id', 'product_ids'], where: ALIVE, leftOut: { ...TRIGGER, ...DELETED },
    rootOf: (row) => `subscription:${row.contract_id}`,
    rows: (store) => [...store.subscriptions.values()].map((one) => ({
      root: `subscription:${one.id}`,
      columns: {
        contract_id: one.id, status: one.status, last_payment: one.lastPayment, updated_at: second(one.updatedAt),
        // That its customer or a product of it was deleted, nobody is told either.
        ...(store.customers.has(one.customerId) ? { customer_id: one.customerId } : {}),
        ...(one.variantIds.every((id) => store.variantById(id)) ? { product_ids: one.variantIds.flatMap((id) => store.variantById(id)?.product.id ?? []) } : {}),
      },
    })),
  },
];

/** One that was refused or called off is none, as the store itself counts an order's returns. */
const returnsOf = (store: Store) =>
  ordersOf(store).flatMap((order) => (order.returns ?? []).filter(({ status }) => status !== 'DECLINED' && status !== 'CANCELED').map((record) => ({ order, record })));
const refundsOf = (store: Store): { order: OrderRecord; refund: RefundRecord }[] => ordersOf(store).flatMap((order) => order.refunds.map((refund) => ({ order, refund })));
