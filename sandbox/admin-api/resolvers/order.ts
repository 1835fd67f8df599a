// Orders, their lines and refunds. Money of a line: `price` before, `discount` for its whole quantity.
import { gid } from '../../store/gid.ts';
import { toMinor, toText } from '../../store/money.ts';
import { currentTotalMinor, lineTotalMinor, orderShippingMinor, orderSubtotalMinor, orderTotalMinor, refundable, refundedMinor, shippingDiscountMinor } from '../../store/orders.ts';
import { paidLine, paidTotal } from '../../store/presentment.ts';
import type { OrderLineRecord, OrderRecord, RefundRecord } from '../../store/types.ts';
import { connect, type ListOf, } from '../connection.ts';
import type { AdminContext } from '../context.ts';
import { dateTime, dateTimeOrNull, moneyBag, orderBag } from '../values.ts';
import { holds } from '../access.ts';
import { customerSource, fulfillmentSource, type LineSource, lineSource, locationSource, type OrderSource, orderSource, productSource, type RefundLineSource, type RefundSource, refundSource, variantSource } from './sources.ts';
import { returnList } from './return.ts';
import { typeTable } from './table.ts';

const DAY_MS = 86_400_000;
/** Without read_all_orders an app sees this much of the past. */
const VISIBLE_DAYS = 60;

/** Whether the app's scopes reach as far back as this order. */
export function isVisible(order: OrderRecord, { store, scopes }: AdminContext): boolean {
  return holds(scopes, 'read_all_orders') || order.createdAt >= oldestVisible(store.clock.now());
}

export function visibleOrders({ store, scopes }: AdminContext): OrderRecord[] {
  const orders = [...store.orders.values()];
  if (holds(scopes, 'read_all_orders')) return orders;
  const oldest = oldestVisible(store.clock.now());
  return orders.filter((order) => order.createdAt >= oldest);
}

const oldestVisible = (now: Date): string => new Date(now.getTime() - VISIBLE_DAYS * DAY_MS).toISOString();

export const orderList = (items: readonly OrderRecord[]): ListOf<OrderRecord> => ({
  items,
  idOf: (order) => order.id,
  toSource: orderSource,
  sortValues: {
    UPDATED_AT: (order) => order.updatedAt,
    CREATED_AT: (order) => order.createdAt,
    PROCESSED_AT: (order) => order.processedAt,
    ORDER_NUMBER: (order) => numberOf(order),
  },
  searchKeys: {
    default: (order) => order.name,
    id: (order) => order.id,
    name: (order) => order.name,
    updated_at: (order) => order.updatedAt,
    created_at: (order) => order.createdAt,
    processed_at: (order) => order.processedAt,
    customer_id: (order) => order.customerId,
    status: (order) => (order.cancelledAt ? ['cancelled', 'any'] : ['open', 'any']),
    financial_status: (order) => financialStatus(order).toLowerCase(),
    return_status: (order) => returnStatus(order),
  },
});

/** The furthest that any of its returns came. */
function returnStatus({ returns = [] }: OrderRecord): string {
  const statuses = new Set(returns.map(({ status }) => status));
  if (statuses.has('REQUESTED')) return 'return_requested';
  if (statuses.has('OPEN')) return 'in_progress';
  return statuses.has('CLOSED') ? 'returned' : 'no_return';
}

const numberOf = (order: OrderRecord): number => Number(order.name.replace(/\D/g, ''));

function financialStatus(order: OrderRecord): 'PAID' | 'PARTIALLY_REFUNDED' | 'REFUNDED' | 'VOIDED' {
  if (order.refunds.length === 0) return order.cancelledAt ? 'VOIDED' : 'PAID';
  return refundedMinor(order) >= orderTotalMinor(order) ? 'REFUNDED' : 'PARTIALLY_REFUNDED';
}

/** What was paid, in the currency that it was paid in; of the whole order, where nothing else is said. */
const paidInAll = (order: OrderRecord, minor = paidTotal(order)): { text: string; currency: string } => ({ text: toText(minor), currency: order.presentment?.currency ?? order.currency });

const grossMinor = (line: OrderLineRecord): number => toMinor(line.price) * line.quantity;
const discountsMinor = (order: OrderRecord): number => order.lines.reduce((sum, line) => sum + toMinor(line.discount), 0) + shippingDiscountMinor(order);
const unitAfterDiscount = (line: OrderLineRecord): number => Math.round(lineTotalMinor(line) / line.quantity);

export const orderTable = typeTable<OrderSource>({
  id: ({ order }) => gid('Order', order.id),
  legacyResourceId: ({ order }) => String(order.id),
  name: ({ order }) => order.name,
  number: ({ order }) => numberOf(order),
  currencyCode: ({ order }) => order.currency,
  presentmentCurrencyCode: ({ order }) => order.presentment?.currency ?? order.currency,
  createdAt: ({ order }) => dateTime(order.createdAt),
  processedAt: ({ order }) => dateTime(order.processedAt),
  updatedAt: ({ order }) => dateTime(order.updatedAt),
  cancelledAt: ({ order }) => dateTimeOrNull(order.cancelledAt),
  cancelReason: ({ order }) => (order.cancelledAt ? 'CUSTOMER' : null),
  closedAt: () => null,
  closed: () => false,
  confirmed: () => true,
  test: () => false,
  note: () => null,
  sourceName: () => 'web',
  tags: () => [],
  taxesIncluded: () => true,
  discountCodes: ({ order }) => order.discountCodes ?? [],
  discountCode: ({ order }) => order.discountCodes?.[0] ?? null,
  displayFinancialStatus: ({ order }) => financialStatus(order),
  displayFulfillmentStatus: ({ order }) => ((order.fulfillments ?? []).length > 0 ? 'FULFILLED' : 'UNFULFILLED'),
  fullyPaid: ({ order }) => !order.cancelledAt,
  customAttributes: ({ order }) => order.attributes.map(({ name, value }) => ({ key: name, value })),
  customer: ({ order }, _args, { store }) => {
    const customer = order.customerId === null ? undefined : store.customers.get(order.customerId);
    return customer ? customerSource(customer) : null;
  },
  customerLocale: ({ order }, _args, { store }) => (order.customerId === null ? null : (store.customers.get(order.customerId)?.locale ?? null)),
  shippingAddress: ({ order }, _args, { store }) => {
    const customer = order.customerId === null ? undefined : store.customers.get(order.customerId);
    return customer ? { id: gid('MailingAddress', customer.id), countryCodeV2: customer.countryCode } : null;
  },
  email: ({ order }, _args, { store }) => (order.customerId === null ? (order.email ?? null) : (store.customers.get(order.customerId)?.email ?? null)),
  subtotalLineItemsQuantity: ({ order }) => order.lines.reduce((sum, line) => sum + line.quantity, 0),
  currentSubtotalLineItemsQuantity: ({ order }) => order.lines.reduce((sum, line) => sum + refundable(order, line), 0),
  originalTotalPriceSet: ({ order }) => moneyBag(toText(orderTotalMinor(order)), order.currency, paidInAll(order)),
  totalPriceSet: ({ order }) => moneyBag(toText(orderTotalMinor(order)), order.currency, paidInAll(order)),
  subtotalPriceSet: ({ order }) => orderBag(orderSubtotalMinor(order), order),
  totalDiscountsSet: ({ order }) => orderBag(discountsMinor(order), order),
  totalRefundedSet: ({ order }) => orderBag(refundedMinor(order), order),
  totalTaxSet: ({ order }) => orderBag(0, order),
  totalShippingPriceSet: ({ order }) => orderBag(orderShippingMinor(order), order),
  currentTotalPriceSet: ({ order }) => orderBag(currentTotalMinor(order), order),
  currentSubtotalPriceSet: ({ order }) => orderBag(currentTotalMinor(order) - orderShippingMinor(order) + shippingDiscountMinor(order), order),
  netPaymentSet: ({ order }) => orderBag(orderTotalMinor(order) - refundedMinor(order), order),
  lineItems: ({ order }, args, context, path) =>
    connect({ items: order.lines, idOf: (line: OrderLineRecord) => line.id, toSource: (line) => lineSource(order, line) }, args, context, path),
  refunds: ({ order }, args) => order.refunds.slice(0, typeof args.first === 'number' ? args.first : undefined).map((refund) => refundSource(order, refund)),
  fulfillments: ({ order }, args) => (order.fulfillments ?? []).slice(0, typeof args.first === 'number' ? args.first : undefined).map((one) => fulfillmentSource(order, one)),
  returns: ({ order }, args, context, path) => connect(returnList(order), args, context, path),
});

export const lineTable = typeTable<LineSource>({
  id: ({ line }) => gid('LineItem', line.id),
  title: ({ line }) => line.title,
  name: ({ line }, _args, { store }) => nameOf(line, variantTitleOf(line, store)),
  quantity: ({ line }) => line.quantity,
  currentQuantity: ({ order, line }) => refundable(order, line),
  refundableQuantity: ({ order, line }) => refundable(order, line),
  sku: ({ line }, _args, { store }) => (line.variantId === null ? null : (store.variantById(line.variantId)?.variant.sku ?? null)),
  vendor: ({ line }, _args, { store }) => (line.productId === null ? null : (store.products.get(line.productId)?.vendor ?? null)),
  variantTitle: ({ line }, _args, { store }) => variantTitleOf(line, store),
  isGiftCard: () => false,
  taxable: () => true,
  requiresShipping: () => true,
  customAttributes: ({ line }) => line.properties.map(({ name, value }) => ({ key: name, value })),
  product: ({ line }, _args, { store }) => {
    const product = line.productId === null ? undefined : store.products.get(line.productId);
    return product ? productSource(product) : null;
  },
  variant: ({ line }, _args, { store }) => {
    const found = line.variantId === null ? undefined : store.variantById(line.variantId);
    return found ? variantSource(found.product, found.variant) : null;
  },
  originalUnitPriceSet: ({ order, line }) => moneyBag(line.price, order.currency, paidInAll(order, paidLine(line).price)),
  originalTotalSet: ({ order, line }) => moneyBag(toText(grossMinor(line)), order.currency, paidInAll(order, paidLine(line).price * line.quantity)),
  discountedTotalSet: ({ order, line }) => orderBag(lineTotalMinor(line), order),
  discountedUnitPriceSet: ({ order, line }) => orderBag(unitAfterDiscount(line), order),
  discountedUnitPriceAfterAllDiscountsSet: ({ order, line }) => orderBag(unitAfterDiscount(line), order),
  priceAfterAllDiscountsBeforeTaxesSet: ({ order, line }) => orderBag(lineTotalMinor(line), order),
  totalDiscountSet: ({ order, line }) => moneyBag(line.discount, order.currency, paidInAll(order, paidLine(line).discount)),
  taxLines: () => [],
  duties: () => [],
  discountAllocations: ({ order, line }) =>
    toMinor(line.discount) === 0
      ? []
      : [{ allocatedAmountSet: moneyBag(line.discount, order.currency, paidInAll(order, paidLine(line).discount)), discountApplication: { __typename: 'AutomaticDiscountApplication', order, line } }],
});

export const discountApplicationTable = typeTable<LineSource>({
  index: () => 0,
  title: () => 'Automatic discount',
  allocationMethod: () => 'ACROSS',
  targetSelection: () => 'ENTITLED',
  targetType: () => 'LINE_ITEM',
  value: ({ order, line }) => ({ __typename: 'MoneyV2', amount: line.discount, currencyCode: order.currency }),
});

export const refundTable = typeTable<RefundSource>({
  id: ({ refund }) => gid('Refund', refund.id),
  legacyResourceId: ({ refund }) => String(refund.id),
  createdAt: ({ refund }) => dateTime(refund.createdAt),
  processedAt: ({ refund }) => dateTime(refund.createdAt),
  updatedAt: ({ refund }) => dateTime(refund.createdAt),
  note: () => null,
  order: ({ order }) => orderSource(order),
  refundShippingLines: (_source, args, context) => connect(none, args, context),
  orderAdjustments: (_source, args, context) => connect(none, args, context),
  totalRefundedSet: ({ order, refund }) => orderBag(refund.lines.reduce((sum, part) => sum + toMinor(part.subtotal), 0), order),
  refundLineItems: ({ order, refund }, args, context, path) =>
    connect({
      items: refund.lines, idOf: (part: RefundRecord['lines'][number]) => part.id,
      toSource: (part): RefundLineSource => ({ __typename: 'RefundLineItem', order, refund, part }),
    }, args, context, path),
});

/** The sandbox refunds neither shipping nor beyond lines. */
const none = { items: [], idOf: () => 0, toSource: () => ({ __typename: 'None' }) };

export const refundLineTable = typeTable<RefundLineSource>({
  id: ({ part }) => gid('RefundLineItem', part.id),
  quantity: ({ part }) => part.quantity,
  restocked: ({ part }) => part.restockLocationId !== null,
  restockType: ({ part }) => (part.restockLocationId === null ? 'NO_RESTOCK' : 'RETURN'),
  subtotalSet: ({ order, part }) => orderBag(toMinor(part.subtotal), order),
  priceSet: ({ order, part }) => orderBag(Math.round(toMinor(part.subtotal) / part.quantity), order),
  totalTaxSet: ({ order }) => orderBag(0, order),
  location: ({ part }, _args, { store }) => {
    const location = part.restockLocationId === null ? undefined : store.locations.get(part.restockLocationId);
    return location ? locationSource(location) : null;
  },
  lineItem: ({ order, part }) => {
    const line = order.lines.find((one) => one.id === part.lineId);
    return line ? lineSource(order, line) : null;
  },
});

function variantTitleOf(line: OrderLineRecord, store: AdminContext['store']): string | null {
  const title = line.variantId === null ? undefined : store.variantById(line.variantId)?.variant.title;
  return title === undefined || title === 'Default Title' ? null : title;
}

const nameOf = (line: OrderLineRecord, variantTitle: string | null): string => (variantTitle ? `${line.title} - ${variantTitle}` : line.title);
