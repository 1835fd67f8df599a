// Builders: one call puts one thing of a shop into the database, complete and plausible, with what the caller cares about
// overridden. Tests and the bench use them; they go straight to the rows, past sync, so they are no way to test sync.
import { randomUUID } from 'node:crypto';
import type { AnyPlacement } from '#app/contract/offers.ts';
import { prisma } from '#app/db/prisma.ts';

/** When everything built came to be, unless told otherwise. */
export const BUILT_AT = new Date('2026-06-01T09:00:00.000Z');

let lastId = 1_000n;
const nextId = (): bigint => ++lastId;

export interface BuiltShop {
  shopId: bigint;
  domain: string;
  currency: string;
}

export async function buildShop(overrides: Partial<BuiltShop> & { name?: string; uninstalledAt?: Date } = {}): Promise<BuiltShop> {
  const shopId = overrides.shopId ?? nextId();
  const shop = { shopId, domain: overrides.domain ?? `shop-${shopId}.myshopify.com`, currency: overrides.currency ?? 'EUR' };
  await prisma().shop.create({
    data: {
      ...shop,
      name: overrides.name ?? 'Aurel Cameras',
      timezone: 'Europe/Berlin',
      primaryLocale: 'en',
      storefrontUrl: `https://${shop.domain}`,
      scopes: 'read_orders,read_all_orders',
      installedAt: BUILT_AT,
      uninstalledAt: overrides.uninstalledAt ?? null,
    },
  });
  return shop;
}

export interface VariantToBuild {
  title?: string;
  priceMinor?: number;
  /** null: Shopify knows no cost. */
  unitCostMinor?: number | null;
  /** Available at one location, or at each of several; null: stock is not tracked. */
  stock?: number | number[] | null;
  inventoryPolicy?: 'DENY' | 'CONTINUE';
  /** Value by option name. */
  options?: Record<string, string>;
}

export interface ProductToBuild extends VariantToBuild {
  productId?: bigint;
  title?: string;
  productType?: string;
  vendor?: string;
  tags?: string[];
  status?: 'ACTIVE' | 'DRAFT' | 'ARCHIVED' | 'UNLISTED';
  publishedAt?: Date | null;
  deletedAt?: Date | null;
  imageUrl?: string | null;
  giftCard?: boolean;
  needsSubscription?: boolean;
  /** Several variants; each takes what it leaves out from the product. Absent: one, "Default Title". */
  variants?: VariantToBuild[];
}

export interface BuiltProduct {
  productId: bigint;
  title: string;
  /** The first variant's, which is the only one unless `variants` was given. */
  variantId: bigint;
  inventoryItemId: bigint;
  priceMinor: number;
  variants: { variantId: bigint; inventoryItemId: bigint; priceMinor: number }[];
}

/** A product for 100.00 that costs 40.00 and of which 10 are in stock. */
export async function buildProduct(shopId: bigint, product: ProductToBuild = {}): Promise<BuiltProduct> {
  const productId = product.productId ?? nextId();
  const title = product.title ?? `Product ${productId}`;
  await prisma().product.create({
    data: {
      shopId,
      productId,
      title,
      handle: title.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-'),
      vendor: product.vendor ?? 'Aurel',
      productType: product.productType ?? '',
      tags: product.tags ?? [],
      status: product.status ?? 'ACTIVE',
      imageUrl: product.imageUrl ?? null,
      giftCard: product.giftCard ?? false,
      needsSubscription: product.needsSubscription ?? false,
      publishedAt: product.publishedAt === undefined ? BUILT_AT : product.publishedAt,
      createdAt: BUILT_AT,
      updatedAt: BUILT_AT,
      deletedAt: product.deletedAt ?? null,
    },
  });
  const variants: BuiltProduct['variants'] = [];
  for (const [index, own] of (product.variants ?? [{ title: 'Default Title' }]).entries()) {
    const variant = { priceMinor: 10_000, unitCostMinor: 4_000, stock: 10, inventoryPolicy: 'DENY' as const, ...withoutTitle(product), ...own };
    const ids = { variantId: nextId(), inventoryItemId: nextId() };
    await prisma().variant.create({
      data: {
        shopId,
        productId,
        ...ids,
        title: own.title ?? `Variant ${index + 1}`,
        position: index + 1,
        priceMinor: BigInt(variant.priceMinor),
        inventoryPolicy: variant.inventoryPolicy,
        options: own.options ?? {},
        updatedAt: BUILT_AT,
      },
    });
    await prisma().inventoryItem.create({
      data: {
        shopId,
        inventoryItemId: ids.inventoryItemId,
        tracked: variant.stock !== null,
        unitCostMinor: variant.unitCostMinor === null ? null : BigInt(variant.unitCostMinor),
        updatedAt: BUILT_AT,
      },
    });
    const levels = variant.stock === null ? [] : [variant.stock].flat();
    await prisma().inventoryLevel.createMany({
      data: levels.map((available, location) => ({ shopId, inventoryItemId: ids.inventoryItemId, locationId: BigInt(location + 1), available, updatedAt: BUILT_AT })),
    });
    variants.push({ ...ids, priceMinor: variant.priceMinor });
  }
  const first = variants[0];
  if (!first) throw new Error('a product has at least one variant');
  return { productId, title, ...first, variants };
}

function withoutTitle(product: ProductToBuild): Omit<VariantToBuild, 'title'> {
  const { priceMinor, unitCostMinor, stock, inventoryPolicy } = product;
  return Object.fromEntries(Object.entries({ priceMinor, unitCostMinor, stock, inventoryPolicy }).filter(([, value]) => value !== undefined));
}

export async function buildCustomer(shopId: bigint, customer: { customerId?: bigint; tags?: string[] } = {}): Promise<bigint> {
  const customerId = customer.customerId ?? nextId();
  await prisma().customer.create({ data: { shopId, customerId, tags: customer.tags ?? [], createdAt: BUILT_AT, updatedAt: BUILT_AT } });
  return customerId;
}

export interface OrderToBuild {
  customerId?: bigint | null;
  orderedAt?: Date;
  cancelledAt?: Date | null;
  currency?: string;
  lines: { product: BuiltProduct; quantity?: number; setId?: string | null; discountMinor?: number }[];
}

export interface BuiltOrder {
  orderId: bigint;
  lineIds: bigint[];
}

export async function buildOrder(shopId: bigint, order: OrderToBuild): Promise<BuiltOrder> {
  const orderId = nextId();
  const lines = order.lines.map((line) => ({
    shopId,
    orderId,
    lineId: nextId(),
    productId: line.product.productId,
    variantId: line.product.variantId,
    quantity: line.quantity ?? 1,
    unitPriceMinor: BigInt(line.product.priceMinor),
    discountMinor: BigInt(line.discountMinor ?? 0),
    unitCostMinor: null,
    setId: line.setId ?? null,
  }));
  await prisma().order.create({
    data: {
      shopId,
      orderId,
      name: `#${orderId}`,
      customerId: order.customerId ?? null,
      currency: order.currency ?? 'EUR',
      totalMinor: lines.reduce((sum, line) => sum + line.unitPriceMinor * BigInt(line.quantity) - line.discountMinor, 0n),
      orderedAt: order.orderedAt ?? BUILT_AT,
      cancelledAt: order.cancelledAt ?? null,
      updatedAt: order.orderedAt ?? BUILT_AT,
    },
  });
  await prisma().orderLine.createMany({ data: lines });
  return { orderId, lineIds: lines.map((line) => line.lineId) };
}

/** Sends lines of an order back: the whole order, unless told which of its lines. */
export async function buildRefund(shopId: bigint, order: BuiltOrder, refund: { refundedAt?: Date; lineNos?: number[] } = {}): Promise<bigint> {
  const refundId = nextId();
  await prisma().refund.create({ data: { shopId, refundId, orderId: order.orderId, refundedAt: refund.refundedAt ?? BUILT_AT } });
  const lineIds = refund.lineNos ? order.lineIds.filter((_, index) => refund.lineNos?.includes(index)) : order.lineIds;
  await prisma().refundLine.createMany({ data: lineIds.map((lineId) => ({ shopId, refundId, orderId: order.orderId, lineId, quantity: 1, amountMinor: 0n })) });
  return refundId;
}

export interface SetToBuild {
  anchor: BuiltProduct;
  slots: { name: string; candidates: { product: BuiltProduct; support?: number; score?: number }[] }[];
  setId?: string;
  goal?: string;
  status?: 'suggested' | 'approved' | 'refused' | 'paused';
  strategy?: 'completion' | 'evolution' | 'ecosystem' | 'upsell';
  discountBp?: number;
  support?: number;
}

/** An approved set with a discount of 10 %. @returns its id */
export async function buildSet(shopId: bigint, set: SetToBuild): Promise<string> {
  const setId = set.setId ?? randomUUID();
  await prisma().productSet.create({
    data: {
      shopId,
      setId,
      status: set.status ?? 'approved',
      origin: 'learned',
      strategy: set.strategy ?? 'completion',
      anchorProductId: set.anchor.productId,
      goal: set.goal ?? 'Ready for the first trip',
      discountBp: set.discountBp ?? 1_000,
      support: set.support ?? 40,
      createdAt: BUILT_AT,
      updatedAt: BUILT_AT,
    },
  });
  await prisma().setAnchor.create({ data: { shopId, setId, productId: set.anchor.productId } });
  await prisma().setSlot.createMany({ data: set.slots.map((slot, index) => ({ shopId, setId, slotNo: index + 1, name: slot.name })) });
  await prisma().setCandidate.createMany({
    data: set.slots.flatMap((slot, index) =>
      slot.candidates.map((candidate, rank) => ({
        shopId,
        setId,
        slotNo: index + 1,
        rank: rank + 1,
        productId: candidate.product.productId,
        support: candidate.support ?? 20,
        score: candidate.score ?? 1 / (rank + 2),
      })),
    ),
  });
  return setId;
}

export interface CompanionsToBuild {
  product: BuiltProduct;
  orders?: number;
  targets: { product: BuiltProduct; support: number; ridge?: number }[];
}

/** The shop's current model, with these lists of companions. @returns its id */
export async function buildAssociations(shopId: bigint, lists: CompanionsToBuild[], model: { parameters?: object; orders?: number } = {}): Promise<string> {
  const modelId = randomUUID();
  await prisma().associationModel.updateMany({ where: { shopId }, data: { current: false } });
  await prisma().associationModel.create({
    data: {
      shopId,
      modelId,
      status: 'done',
      current: true,
      orders: model.orders ?? 1_000,
      products: lists.length,
      parameters: model.parameters ?? {},
      backtest: {},
      popularIds: [],
      popularShares: [],
      startedAt: BUILT_AT,
      finishedAt: BUILT_AT,
      proposedAt: BUILT_AT,
    },
  });
  await prisma().association.createMany({
    data: lists.map(({ product, orders, targets }) => ({
      shopId,
      modelId,
      productId: product.productId,
      weight: orders ?? 100,
      orders: orders ?? 100,
      targetIds: targets.map((target) => target.product.productId),
      ridge: targets.map((target) => target.ridge ?? target.support / (orders ?? 100)),
      pairs: targets.map((target) => target.support),
      support: targets.map((target) => target.support),
    })),
  });
  return modelId;
}

/** Switches a placement on (or, told so, off). */
export async function buildPlacement(shopId: bigint, placement: AnyPlacement, enabled = true): Promise<void> {
  await prisma().placement.create({ data: { shopId, placement, enabled, updatedAt: BUILT_AT, updatedBy: 'merchant' } });
}
