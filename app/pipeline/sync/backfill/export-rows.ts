// A bulk export's objects as rows: what a line of the file says, in our types. Times are cut to whole seconds, as the
// webhooks' are, so that one version has one time on both wires.
import { gidNumber } from '#app/adapters/shopify/gid.ts';
import type {
  CustomerNode, InventoryItemNode, InventoryLevelNode, OrderLineNode, OrderNode, ProductNode, VariantNode,
} from '#app/adapters/shopify/operations/bulk-exports.ts';
import type { CustomerRow } from '#app/db/customers.ts';
import type { FulfillmentRow } from '#app/db/fulfillments.ts';
import type { InventoryItemRow, InventoryLevelRow } from '#app/db/inventory.ts';
import type { OrderRow } from '#app/db/orders.ts';
import type { ProductFactsRow, VariantFactsRow } from '#app/db/products.ts';
import type { RefundLineRow, RefundRow } from '#app/db/refunds.ts';
import { amountMinor, costMinor, discounted, sumMinor } from '../amounts.ts';
import { GOES_NOWHERE } from '../parcel-states.ts';
import { originOf } from '../cart-attributes.ts';
import { setOfLine } from '../line-set.ts';

const wholeSecond = (time: string): Date => new Date(Math.floor(Date.parse(time) / 1_000) * 1_000);

/** @param readAt when it was read, where that is known to be now; null for an export, whose moment is not known */
export function productRow(node: ProductNode, variants: readonly VariantNode[], currency: string, readAt: Date | null): ProductFactsRow {
  const rows = variants.map((variant): VariantFactsRow => ({
    variantId: gidNumber(variant.id),
    title: variant.title,
    sku: variant.sku,
    position: variant.position,
    priceMinor: amountMinor(variant.price, currency),
    compareAtMinor: variant.compareAtPrice === null ? null : amountMinor(variant.compareAtPrice, currency),
    imageUrl: variant.image?.url ?? null,
    inventoryItemId: gidNumber(variant.inventoryItem.id),
    inventoryPolicy: variant.inventoryPolicy,
    options: Object.fromEntries(variant.selectedOptions.map(({ name, value }) => [name, value])),
    updatedAt: wholeSecond(variant.updatedAt),
  }));
  return {
    productId: gidNumber(node.id),
    title: node.title,
    handle: node.handle,
    vendor: node.vendor,
    productType: node.productType,
    tags: node.tags,
    status: node.status,
    category: node.category?.fullName ?? null,
    giftCard: node.isGiftCard,
    needsSubscription: node.requiresSellingPlan,
    imageUrl: node.featuredMedia?.preview?.image?.url ?? null,
    publishedAt: node.publishedAt === null ? null : new Date(node.publishedAt),
    createdAt: new Date(node.createdAt),
    updatedAt: wholeSecond(node.updatedAt),
    triggeredAt: readAt,
    variants: rows,
    allVariantIds: rows.map((row) => row.variantId),
  };
}

export function inventoryItemRow(node: InventoryItemNode, currency: string, readAt: Date | null): InventoryItemRow {
  return {
    inventoryItemId: gidNumber(node.id),
    tracked: node.tracked,
    unitCostMinor: costMinor(node.unitCost?.amount, currency),
    updatedAt: wholeSecond(node.updatedAt),
    triggeredAt: readAt,
  };
}

export function inventoryLevelRow(node: InventoryLevelNode, inventoryItemId: bigint, readAt: Date | null): InventoryLevelRow {
  return {
    inventoryItemId,
    locationId: gidNumber(node.location.id),
    available: node.quantities[0]?.quantity ?? 0,
    updatedAt: wholeSecond(node.updatedAt),
    triggeredAt: readAt,
  };
}

const timeOf = (text: string | null | undefined): Date | null => (text ? new Date(text) : null);

export function customerRow(node: CustomerNode): CustomerRow {
  const { defaultEmailAddress: email, defaultPhoneNumber: phone } = node;
  return {
    customerId: gidNumber(node.id),
    tags: node.tags,
    createdAt: new Date(node.createdAt),
    updatedAt: wholeSecond(node.updatedAt),
    emailConsent: email?.marketingState ?? null,
    emailConsentAt: timeOf(email?.marketingUpdatedAt),
    smsConsent: phone?.marketingState ?? null,
    smsConsentAt: timeOf(phone?.marketingUpdatedAt),
    locale: node.locale,
    countryCode: node.defaultAddress?.countryCodeV2 ?? null,
  };
}

/** What a line of an order says, whose currency only the order knows. */
export interface SaidLine {
  lineId: bigint;
  productId: bigint | null;
  variantId: bigint | null;
  quantity: number;
  currentQuantity: number;
  unitPrice: string;
  discounts: OrderLineNode['discountAllocations'];
  taxes: OrderLineNode['taxLines'];
  attributes: OrderLineNode['customAttributes'];
}

export const saidLine = (line: OrderLineNode): SaidLine => ({
  lineId: gidNumber(line.id),
  productId: line.product ? gidNumber(line.product.id) : null,
  variantId: line.variant ? gidNumber(line.variant.id) : null,
  quantity: line.quantity,
  currentQuantity: line.currentQuantity,
  unitPrice: line.originalUnitPriceSet.shopMoney.amount,
  discounts: line.discountAllocations,
  taxes: line.taxLines,
  attributes: line.customAttributes,
});

/** @param readAt when it was read, where that is known to be now; null for an export, which is history */
export function orderRow(node: OrderNode, lines: readonly OrderLineNode[], readAt: Date | null): OrderRow {
  return orderRowOf(node, lines.map(saidLine), readAt);
}

/** @param readAt as above */
export function orderRowOf(node: OrderNode, lines: readonly SaidLine[], readAt: Date | null): OrderRow {
  const currency = node.currencyCode;
  const rows = lines.map(({ lineId, productId, variantId, quantity, currentQuantity, unitPrice, discounts, taxes, attributes }) => ({
    lineId,
    productId,
    variantId,
    quantity,
    unitPriceMinor: amountMinor(unitPrice, currency),
    discountMinor: discounts.length === 0 ? 0 : sumMinor(discounts.map(({ allocatedAmountSet }) => allocatedAmountSet.shopMoney.amount), currency),
    setId: attributes.length === 0 ? null : setOfLine(attributes.map(({ key, value }) => ({ name: key, value }))),
    taxMinor: taxes.length === 0 ? 0 : sumMinor(taxes.map(({ priceSet }) => priceSet.shopMoney.amount), currency),
    removedQuantity: quantity - currentQuantity,
  }));
  return {
    orderId: gidNumber(node.id),
    name: node.name,
    customerId: node.customer ? gidNumber(node.customer.id) : null,
    currency,
    presentmentCurrency: node.presentmentCurrencyCode,
    taxesIncluded: node.taxesIncluded,
    totalMinor: amountMinor(node.totalPriceSet.shopMoney.amount, currency),
    orderedAt: new Date(node.processedAt),
    cancelledAt: node.cancelledAt === null ? null : new Date(node.cancelledAt),
    updatedAt: wholeSecond(node.updatedAt),
    triggeredAt: readAt,
    ...originOf(node.customAttributes.map(({ key, value }) => ({ name: key, value }))),
    discountCodes: node.discountCodes,
    ...discounted(rows, { subtotal: node.subtotalPriceSet?.shopMoney.amount, discounts: node.totalDiscountsSet?.shopMoney.amount }, currency),
  };
}

/** @param readAt as of the order's row */
export function fulfillmentRows(node: OrderNode, readAt: Date | null): FulfillmentRow[] {
  return node.fulfillments.map((one) => {
    const goes = !GOES_NOWHERE.has(one.status.toLowerCase());
    return {
      fulfillmentId: gidNumber(one.id),
      orderId: gidNumber(node.id),
      deliveredAt: goes && one.deliveredAt !== null ? new Date(one.deliveredAt) : null,
      shippedAt: goes ? wholeSecond(one.createdAt) : null,
      countryCode: node.shippingAddress?.countryCodeV2 ?? null,
      updatedAt: wholeSecond(one.updatedAt),
      triggeredAt: readAt,
    };
  });
}

/** Without what they paid back beyond their lines: that is read with the lines (refund-stage.ts). */
export function refundRows(node: OrderNode): RefundRow[] {
  return node.refunds.map((refund) => ({ refundId: gidNumber(refund.id), orderId: gidNumber(node.id), refundedAt: new Date(refund.createdAt ?? node.updatedAt), beyondLines: null }));
}

/**
 * Of an order's only refund the lines are what the order has no more of, so the export has them after all, where that is
 * all that was paid back and no share had to be rounded. Otherwise Shopify has to be asked (refund-stage.ts).
 * @param order the row made of them
 */
export function onlyRefundLineRows(node: OrderNode, { orderId, currency, taxesIncluded, lines }: OrderRow): RefundLineRow[] {
  const [refund, another] = node.refunds;
  if (!refund || another) return [];
  const rows = lines.flatMap(({ lineId, quantity: ordered, removedQuantity: quantity, unitPriceMinor, discountMinor, taxMinor }) => {
    if (quantity <= 0) return [];
    const share = (wholeMinor: number) => (wholeMinor * quantity) / ordered;
    return [{ refundId: gidNumber(refund.id), orderId, lineId, quantity, amountMinor: share(unitPriceMinor * ordered - discountMinor), taxMinor: share(taxMinor) }];
  });
  const paidBackMinor = rows.reduce((sum, row) => sum + row.amountMinor + (taxesIncluded ? 0 : row.taxMinor), 0);
  const isWhole = rows.every((row) => Number.isInteger(row.amountMinor) && Number.isInteger(row.taxMinor));
  return isWhole && paidBackMinor === amountMinor(refund.totalRefundedSet.shopMoney.amount, currency) ? rows : [];
}
