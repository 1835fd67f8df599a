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
import { amountMinor, costMinor } from '../amounts.ts';
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

export function customerRow(node: CustomerNode): CustomerRow {
  const { marketingState, marketingUpdatedAt } = node.defaultEmailAddress ?? {};
  return {
    customerId: gidNumber(node.id),
    tags: node.tags,
    createdAt: new Date(node.createdAt),
    updatedAt: wholeSecond(node.updatedAt),
    emailConsent: marketingState ?? null,
    emailConsentAt: marketingUpdatedAt ? new Date(marketingUpdatedAt) : null,
    locale: node.locale,
    countryCode: node.defaultAddress?.countryCodeV2 ?? null,
  };
}

/** @param readAt when it was read, where that is known to be now; null for an export, which is history */
export function orderRow(node: OrderNode, lines: readonly OrderLineNode[], readAt: Date | null): OrderRow {
  const currency = node.currencyCode;
  return {
    orderId: gidNumber(node.id),
    name: node.name,
    customerId: node.customer ? gidNumber(node.customer.id) : null,
    currency,
    totalMinor: amountMinor(node.totalPriceSet.shopMoney.amount, currency),
    orderedAt: new Date(node.processedAt),
    cancelledAt: node.cancelledAt === null ? null : new Date(node.cancelledAt),
    updatedAt: wholeSecond(node.updatedAt),
    triggeredAt: readAt,
    ...originOf(node.customAttributes.map(({ key, value }) => ({ name: key, value }))),
    discountCodes: node.discountCodes,
    lines: lines.map((line) => ({
      lineId: gidNumber(line.id),
      productId: line.product ? gidNumber(line.product.id) : null,
      variantId: line.variant ? gidNumber(line.variant.id) : null,
      quantity: line.quantity,
      unitPriceMinor: amountMinor(line.originalUnitPriceSet.shopMoney.amount, currency),
      discountMinor: line.discountAllocations.reduce((sum, { allocatedAmountSet }) => sum + amountMinor(allocatedAmountSet.shopMoney.amount, currency), 0),
      setId: setOfLine(line.customAttributes.map(({ key, value }) => ({ name: key, value }))),
    })),
  };
}

export function fulfillmentRows(node: OrderNode): FulfillmentRow[] {
  return node.fulfillments.map((one) => ({
    fulfillmentId: gidNumber(one.id),
    orderId: gidNumber(node.id),
    deliveredAt: one.deliveredAt === null ? null : new Date(one.deliveredAt),
    updatedAt: wholeSecond(one.updatedAt),
  }));
}

export function refundRows(node: OrderNode): RefundRow[] {
  return node.refunds.map((refund) => ({ refundId: gidNumber(refund.id), orderId: gidNumber(node.id), refundedAt: new Date(refund.createdAt ?? node.updatedAt) }));
}

/**
 * Of an order's only refund the lines are what is no longer refundable, so the export has them after all; to tell apart
 * several refunds Shopify has to be asked (refund-stage.ts).
 * @param order the row made of them
 */
export function onlyRefundLineRows(node: OrderNode, lines: readonly OrderLineNode[], { orderId, lines: rows }: OrderRow): RefundLineRow[] {
  const [refund, another] = node.refunds;
  if (!refund || another) return [];
  return rows.flatMap(({ lineId, quantity: ordered, unitPriceMinor, discountMinor }, at) => {
    const quantity = ordered - lines[at]!.refundableQuantity;
    if (quantity <= 0) return [];
    const soldForMinor = unitPriceMinor * ordered - discountMinor;
    return [{ refundId: gidNumber(refund.id), orderId, lineId, quantity, amountMinor: Math.round((soldForMinor * quantity) / ordered) }];
  });
}
