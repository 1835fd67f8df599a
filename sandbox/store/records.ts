// What the store holds, indexed in memory and read from disk once, at the start; and how a thing is found. Reading is plain: the
// maps are public. Nothing here changes anything on disk.
import type { AutomaticDiscountRecord, BulkOperationRecord, CodeDiscountRecord, DiscountRecord, InstallationRecord, MetafieldDefinitionRecord } from './app-types.ts';
import { StoreClock } from './clock.ts';
import type { Database, Kind } from './database.ts';
import type { ReturnOfOrder } from './events.ts';
import { parseGid } from './gid.ts';
import { findMetafield, resolveNamespace } from './metafield-values.ts';
import { StoreRefusal } from './refusal.ts';
import type { CheckoutRecord, CollectionRecord, CustomerRecord, LocationRecord, MarketRecord, MetafieldRecord, OrderRecord, ProductRecord, ShopRecord, SubscriptionRecord, VariantRecord } from './types.ts';

/** Before the name of a theme's file, among the named single values. */
export const THEME_FILE = 'theme:';

export const notInstalled = (): InstallationRecord => ({ installed: false, installedAt: null, scopes: [], grants: [], metafields: [] });

export interface VariantOfProduct {
  product: ProductRecord;
  variant: VariantRecord;
}

export class Records {
  readonly database: Database;
  readonly clock: StoreClock;
  readonly shop: ShopRecord;
  readonly locations: Map<number, LocationRecord>;
  readonly markets: Map<number, MarketRecord>;
  readonly collections: Map<number, CollectionRecord>;
  readonly products = new Map<number, ProductRecord>();
  readonly customers: Map<number, CustomerRecord>;
  readonly orders = new Map<number, OrderRecord>();
  readonly discounts: Map<number, DiscountRecord>;
  /** Not of the app. */
  readonly automaticDiscounts: Map<number, AutomaticDiscountRecord>;
  readonly codeDiscounts: Map<number, CodeDiscountRecord>;
  /** By token. */
  readonly checkouts: Map<string, CheckoutRecord>;
  readonly subscriptions: Map<number, SubscriptionRecord>;
  readonly definitions: Map<number, MetafieldDefinitionRecord>;
  readonly bulkOperations: Map<number, BulkOperationRecord>;
  /** The live theme's files by name: config/settings_data.json, templates/*.json … */
  readonly themeFiles: Map<string, string>;
  readonly shopMetafields: MetafieldRecord[];
  installation: InstallationRecord;

  readonly #byHandle = new Map<string, ProductRecord>();
  readonly #byVariant = new Map<number, ProductRecord>();
  readonly #byInventoryItem = new Map<number, ProductRecord>();
  readonly #byRefund = new Map<number, OrderRecord>();
  readonly #byReturn = new Map<number, OrderRecord>();

  constructor(database: Database) {
    this.database = database;
    const byId = <T extends { id: number }>(kind: Kind) => new Map(database.all<T>(kind).map((one) => [one.id, one]));
    this.shop = database.all<ShopRecord>('shop')[0] as ShopRecord;
    this.locations = byId<LocationRecord>('location');
    this.markets = byId<MarketRecord>('market');
    this.collections = byId<CollectionRecord>('collection');
    this.customers = byId<CustomerRecord>('customer');
    this.discounts = byId<DiscountRecord>('discount');
    this.automaticDiscounts = byId<AutomaticDiscountRecord>('automatic_discount');
    this.codeDiscounts = byId<CodeDiscountRecord>('code_discount');
    this.checkouts = new Map(database.all<CheckoutRecord>('checkout').map((one) => [one.token, one]));
    this.subscriptions = byId<SubscriptionRecord>('subscription');
    this.definitions = byId<MetafieldDefinitionRecord>('definition');
    this.bulkOperations = byId<BulkOperationRecord>('bulk_operation');
    for (const one of database.all<ProductRecord>('product')) this.index(one);
    for (const one of database.all<OrderRecord>('order')) this.indexOrder(one);
    this.themeFiles = new Map(database.settingsWithPrefix(THEME_FILE).map(({ name, value }) => [name.slice(THEME_FILE.length), value as string]));
    this.installation = database.setting<InstallationRecord>('installation') ?? notInstalled();
    this.shopMetafields = database.setting<MetafieldRecord[]>('shopMetafields') ?? [];
    this.clock = new StoreClock(database.setting<number>('offsetMs') ?? 0, database.setting<string>('lastStamp') ?? '1970-01-01T00:00:00.000Z');
  }

  productByHandle(handle: string): ProductRecord | undefined {
    return this.#byHandle.get(handle);
  }

  variantById(id: number): VariantOfProduct | undefined {
    const product = this.#byVariant.get(id);
    const variant = product?.variants.find((one) => one.id === id);
    return product && variant ? { product, variant } : undefined;
  }

  variantByInventoryItem(id: number): VariantOfProduct | undefined {
    const product = this.#byInventoryItem.get(id);
    const variant = product?.variants.find((one) => one.inventoryItem.id === id);
    return product && variant ? { product, variant } : undefined;
  }

  orderByRefund(refundId: number): OrderRecord | undefined {
    return this.#byRefund.get(refundId);
  }

  orderByReturn(returnId: number): OrderRecord | undefined {
    return this.#byReturn.get(returnId);
  }

  requireReturn(id: number): ReturnOfOrder {
    const order = this.#byReturn.get(id);
    const record = order?.returns?.find((one) => one.id === id);
    return order && record ? { order, record } : refuse(`There is no return ${id}.`);
  }

  /** `namespace` as the app writes it ("$app:setwise") or written out. */
  productMetafield(product: ProductRecord, namespace: string, key: string): MetafieldRecord | undefined {
    return findMetafield(product.metafields, namespace, key);
  }

  appMetafield(namespace: string, key: string): MetafieldRecord | undefined {
    return findMetafield(this.installation.metafields, namespace, key);
  }

  shopMetafield(namespace: string, key: string): MetafieldRecord | undefined {
    return findMetafield(this.shopMetafields, namespace, key);
  }

  definitionOf(ownerType: string, namespace: string, key: string): MetafieldDefinitionRecord | undefined {
    const full = resolveNamespace(namespace);
    return [...this.definitions.values()].find((one) => one.ownerType === ownerType && one.namespace === full && one.key === key);
  }

  firstLocation(): LocationRecord {
    return this.locations.values().next().value as LocationRecord;
  }

  /** Whether a gid names something here. */
  exists(gid: string): boolean {
    const parsed = parseGid(gid);
    if (parsed?.type === 'Product') return this.products.has(parsed.id);
    return parsed?.type === 'ProductVariant' ? this.#byVariant.has(parsed.id) : false;
  }

  requireProduct(id: number): ProductRecord {
    return this.products.get(id) ?? refuse(`There is no product ${id}.`);
  }

  requireVariant(id: number): VariantOfProduct {
    return this.variantById(id) ?? refuse(`There is no variant ${id}.`);
  }

  requireInventoryItem(id: number): VariantOfProduct {
    return this.variantByInventoryItem(id) ?? refuse(`There is no inventory item ${id}.`);
  }

  requireOrder(id: number): OrderRecord {
    return this.orders.get(id) ?? refuse(`There is no order ${id}.`);
  }

  requireCustomer(id: number): CustomerRecord {
    return this.customers.get(id) ?? refuse(`There is no customer ${id}.`);
  }

  requireSubscription(id: number): SubscriptionRecord {
    return this.subscriptions.get(id) ?? refuse(`There is no subscription ${id}.`);
  }

  requireCheckout(token: string): CheckoutRecord {
    return this.checkouts.get(token) ?? refuse(`There is no checkout ${token}.`);
  }

  listDiscounts(): DiscountRecord[] {
    return [...this.discounts.values()];
  }

  // For the ledger

  protected index(product: ProductRecord): void {
    this.products.set(product.id, product);
    this.#byHandle.set(product.handle, product);
    for (const variant of product.variants) {
      this.#byVariant.set(variant.id, product);
      this.#byInventoryItem.set(variant.inventoryItem.id, product);
    }
  }

  protected unindex(product: ProductRecord): void {
    this.products.delete(product.id);
    this.#byHandle.delete(product.handle);
    for (const variant of product.variants) {
      this.#byVariant.delete(variant.id);
      this.#byInventoryItem.delete(variant.inventoryItem.id);
    }
  }

  protected indexOrder(order: OrderRecord): void {
    this.orders.set(order.id, order);
    for (const refund of order.refunds) this.#byRefund.set(refund.id, order);
    for (const record of order.returns ?? []) this.#byReturn.set(record.id, order);
  }

  protected unindexOrder(order: OrderRecord): void {
    this.orders.delete(order.id);
    for (const refund of order.refunds) this.#byRefund.delete(refund.id);
    for (const record of order.returns ?? []) this.#byReturn.delete(record.id);
  }
}

function refuse(message: string): never {
  throw new StoreRefusal('NOT_FOUND', message);
}
