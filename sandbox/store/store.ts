// The store: what it holds, indexed in memory and written through to disk. Changes are in the files named after what
// they change; each stamps what it touched and emits what a webhook would say. Reading is plain: the maps are public.
import { EventEmitter } from 'node:events';
import type { AutomaticDiscountRecord, BulkOperationRecord, CodeDiscountRecord, DiscountRecord, InstallationRecord, MetafieldDefinitionRecord } from './app-types.ts';
import { beginCheckout, type CheckoutPatch, deleteCheckout, type NewCheckout, updateCheckout } from './checkouts.ts';
import { StoreClock } from './clock.ts';
import { codeNamed, isUsable, redeemCode } from './codes.ts';
import { createCustomer, deleteCustomer, mergeCustomers, type NewCustomer, setEmailConsent, setSmsConsent, setTags, updateCustomer } from './customers.ts';
import { type Database, openDatabase } from './database.ts';
import { codeGid, discountGid, discountStatus } from './discounts.ts';
import type { EventRecords, ReturnOfOrder, StoreEvent, Topic } from './events.ts';
import { deliverOrder, fulfillOrder, takeBackDelivery } from './fulfillments.ts';
import { parseGid } from './gid.ts';
import { installApp, notInstalled, uninstallApp } from './installation.ts';
import { disconnect, setAvailable, setUnitCost } from './inventory.ts';
import { resolveNamespace } from './metafield-values.ts';
import { deleteMetafields, findMetafield, type MetafieldName, type MetafieldWrite, setMetafields } from './metafields.ts';
import { cancelOrder, deleteOrder, editOrder, type NewOrder, type OrderEdit, placeOrder, refundOrder } from './orders.ts';
import { addProduct, deleteProduct, type ProductPatch, updateProduct, updateVariant, type VariantPatch } from './products.ts';
import { StoreRefusal } from './refusal.ts';
import { billSubscription, changeSubscription, subscribe, turnSubscription } from './subscriptions.ts';
import { processReturn, removeReturnLine, requestReturn, type ReturnRequest, turnReturn } from './returns.ts';
import type {
  CheckoutRecord, CollectionRecord, CustomerRecord, EmailConsent, FulfillmentRecord, LocationRecord, MarketRecord, MetafieldRecord, OrderRecord, ProductRecord, RefundRecord, ReturnRecord, ShopRecord, SmsConsent, StoreSeed, SubscriptionRecord, SubscriptionStatus, VariantRecord,
} from './types.ts';

const THEME_FILE = 'theme:';
/** Where ids of new things begin, above any seed's. */
const FIRST_OWN_ID = 90_000_000_000;

export type NewCodeDiscount = Omit<CodeDiscountRecord, 'id' | 'used' | 'createdAt' | 'updatedAt'>;
export type NewAutomaticDiscount = Omit<AutomaticDiscountRecord, 'id' | 'createdAt' | 'updatedAt'>;
export type NewDiscount = Omit<DiscountRecord, 'id' | 'createdAt' | 'updatedAt' | 'metafields'>;

export class Store {
  readonly shop: ShopRecord;
  readonly locations = new Map<number, LocationRecord>();
  readonly markets = new Map<number, MarketRecord>();
  readonly collections = new Map<number, CollectionRecord>();
  readonly products = new Map<number, ProductRecord>();
  readonly customers = new Map<number, CustomerRecord>();
  readonly orders = new Map<number, OrderRecord>();
  readonly discounts = new Map<number, DiscountRecord>();
  /** Not of the app. */
  readonly automaticDiscounts = new Map<number, AutomaticDiscountRecord>();
  readonly codeDiscounts = new Map<number, CodeDiscountRecord>();
  /** By token. */
  readonly checkouts = new Map<string, CheckoutRecord>();
  readonly subscriptions = new Map<number, SubscriptionRecord>();
  readonly definitions = new Map<number, MetafieldDefinitionRecord>();
  readonly bulkOperations = new Map<number, BulkOperationRecord>();
  /** The live theme's files by name: config/settings_data.json, templates/*.json … */
  readonly themeFiles = new Map<string, string>();
  installation: InstallationRecord;
  readonly shopMetafields: MetafieldRecord[];
  readonly clock: StoreClock;
  readonly database: Database;

  readonly #events = new EventEmitter();
  readonly #byHandle = new Map<string, ProductRecord>();
  readonly #byVariant = new Map<number, ProductRecord>();
  readonly #byInventoryItem = new Map<number, ProductRecord>();
  readonly #byRefund = new Map<number, OrderRecord>();
  readonly #byReturn = new Map<number, OrderRecord>();
  #nextId: number;
  #nextOrderNumber = 1001;
  #pending: StoreEvent[] | null = null;

  constructor(database: Database) {
    this.database = database;
    this.shop = database.all<ShopRecord>('shop')[0] as ShopRecord;
    for (const one of database.all<LocationRecord>('location')) this.locations.set(one.id, one);
    for (const one of database.all<MarketRecord>('market')) this.markets.set(one.id, one);
    for (const one of database.all<CollectionRecord>('collection')) this.collections.set(one.id, one);
    for (const one of database.all<ProductRecord>('product')) this.#index(one);
    for (const one of database.all<CustomerRecord>('customer')) this.customers.set(one.id, one);
    for (const one of database.all<DiscountRecord>('discount')) this.discounts.set(one.id, one);
    for (const one of database.all<AutomaticDiscountRecord>('automatic_discount')) this.automaticDiscounts.set(one.id, one);
    for (const one of database.all<CodeDiscountRecord>('code_discount')) this.codeDiscounts.set(one.id, one);
    for (const one of database.all<CheckoutRecord>('checkout')) this.checkouts.set(one.token, one);
    for (const one of database.all<SubscriptionRecord>('subscription')) this.subscriptions.set(one.id, one);
    for (const one of database.all<MetafieldDefinitionRecord>('definition')) this.definitions.set(one.id, one);
    for (const one of database.all<BulkOperationRecord>('bulk_operation')) this.bulkOperations.set(one.id, one);
    for (const one of database.all<OrderRecord>('order')) {
      this.#indexOrder(one);
      this.#nextOrderNumber = Math.max(this.#nextOrderNumber, Number(one.name.replace(/\D/g, '')) + 1);
    }
    const lastStamp = database.setting<string>('lastStamp') ?? '1970-01-01T00:00:00.000Z';
    for (const { name, value } of database.settingsWithPrefix(THEME_FILE)) this.themeFiles.set(name.slice(THEME_FILE.length), value as string);
    this.installation = database.setting<InstallationRecord>('installation') ?? notInstalled();
    this.shopMetafields = database.setting<MetafieldRecord[]>('shopMetafields') ?? [];
    this.clock = new StoreClock(database.setting<number>('offsetMs') ?? 0, lastStamp);
    this.#nextId = database.setting<number>('nextId') ?? FIRST_OWN_ID;
    this.#events.setMaxListeners(100);
  }

  // Reading

  productByHandle(handle: string): ProductRecord | undefined {
    return this.#byHandle.get(handle);
  }

  variantById(id: number): { product: ProductRecord; variant: VariantRecord } | undefined {
    const product = this.#byVariant.get(id);
    const variant = product?.variants.find((one) => one.id === id);
    return product && variant ? { product, variant } : undefined;
  }

  variantByInventoryItem(id: number): { product: ProductRecord; variant: VariantRecord } | undefined {
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

  requireVariant(id: number): { product: ProductRecord; variant: VariantRecord } {
    return this.variantById(id) ?? refuse(`There is no variant ${id}.`);
  }

  requireInventoryItem(id: number): { product: ProductRecord; variant: VariantRecord } {
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

  /** The discount behind a code that can be used now; undefined when it is unknown, not yet begun, ended or used up. */
  codeDiscount(code: string): CodeDiscountRecord | undefined {
    const found = codeNamed(this, code);
    return found && isUsable(found, this.clock.now()) ? found : undefined;
  }

  // Changing

  updateProduct(id: number, patch: ProductPatch): ProductRecord { return updateProduct(this, id, patch); }
  updateVariant(id: number, patch: VariantPatch): VariantRecord { return updateVariant(this, id, patch); }
  addProduct(product: ProductRecord): void { addProduct(this, product); }
  deleteProduct(id: number): void { deleteProduct(this, id); }
  setAvailable(inventoryItemId: number, locationId: number, available: number): void { setAvailable(this, inventoryItemId, locationId, available); }
  disconnect(inventoryItemId: number, locationId: number): void { disconnect(this, inventoryItemId, locationId); }
  setUnitCost(inventoryItemId: number, unitCost: string | null): void { setUnitCost(this, inventoryItemId, unitCost); }
  placeOrder(order: NewOrder): OrderRecord { return placeOrder(this, order); }
  refundOrder(orderId: number, lines: { lineId: number; quantity: number }[], restock: boolean): RefundRecord { return refundOrder(this, orderId, lines, restock); }
  cancelOrder(orderId: number): OrderRecord { return cancelOrder(this, orderId); }
  editOrder(orderId: number, edit: OrderEdit): OrderRecord { return editOrder(this, orderId, edit); }
  deleteOrder(orderId: number): void { deleteOrder(this, orderId); }
  requestReturn(orderId: number, request?: ReturnRequest): ReturnRecord { return requestReturn(this, orderId, request); }
  turnReturn(returnId: number, turn: Parameters<typeof turnReturn>[2]): ReturnRecord { return turnReturn(this, returnId, turn); }
  processReturn(returnId: number): ReturnRecord { return processReturn(this, returnId); }
  removeReturnLine(returnId: number, lineId: number): ReturnRecord { return removeReturnLine(this, returnId, lineId); }
  takeBackDelivery(orderId: number): FulfillmentRecord { return takeBackDelivery(this, orderId); }
  fulfillOrder(orderId: number): FulfillmentRecord { return fulfillOrder(this, orderId); }
  deliverOrder(orderId: number): FulfillmentRecord { return deliverOrder(this, orderId); }
  createCustomer(customer: NewCustomer): CustomerRecord { return createCustomer(this, customer); }
  updateCustomer(id: number, patch: Parameters<typeof updateCustomer>[2]): CustomerRecord { return updateCustomer(this, id, patch); }
  deleteCustomer(id: number): void { deleteCustomer(this, id); }
  mergeCustomers(keptId: number, deletedId: number): CustomerRecord { return mergeCustomers(this, keptId, deletedId); }
  setTags(customerId: number, tags: readonly string[]): CustomerRecord { return setTags(this, customerId, tags); }
  setSmsConsent(customerId: number, state: SmsConsent): CustomerRecord { return setSmsConsent(this, customerId, state); }
  subscribe(customerId: number, variantIds: readonly number[]): SubscriptionRecord { return subscribe(this, customerId, variantIds); }
  changeSubscription(id: number, variantIds: readonly number[]): SubscriptionRecord { return changeSubscription(this, id, variantIds); }
  turnSubscription(id: number, status: SubscriptionStatus): SubscriptionRecord { return turnSubscription(this, id, status); }
  billSubscription(id: number, succeeds: boolean): SubscriptionRecord { return billSubscription(this, id, succeeds); }
  deleteCheckout(token: string): void { deleteCheckout(this, token); }
  setEmailConsent(customerId: number, state: EmailConsent): CustomerRecord { return setEmailConsent(this, customerId, state); }
  beginCheckout(checkout: NewCheckout): CheckoutRecord { return beginCheckout(this, checkout); }
  updateCheckout(token: string, patch: CheckoutPatch): CheckoutRecord { return updateCheckout(this, token, patch); }
  redeemCode(code: string): CodeDiscountRecord { return redeemCode(this, code); }
  setMetafields(writes: readonly MetafieldWrite[]): MetafieldRecord[] { return setMetafields(this, writes); }
  deleteMetafields(names: readonly MetafieldName[]): boolean[] { return deleteMetafields(this, names); }
  install(scopes: readonly string[]): void { installApp(this, scopes); }
  uninstall(): void { uninstallApp(this); }

  listDiscounts(): DiscountRecord[] {
    return [...this.discounts.values()];
  }

  createDiscount(input: NewDiscount): DiscountRecord {
    const at = this.clock.stamp();
    const discount: DiscountRecord = { ...input, id: this.nextId(), metafields: [], createdAt: at, updatedAt: at };
    this.discounts.set(discount.id, discount);
    this.database.save('discount', discount.id, discount);
    this.emit('discounts/create', { ...discount, gid: discountGid(discount.id), status: discountStatus(discount, this.clock.now()) });
    return discount;
  }

  updateDiscount(id: number, patch: Partial<NewDiscount>): DiscountRecord {
    const discount = this.discounts.get(id) ?? refuse(`There is no discount ${id}.`);
    Object.assign(discount, patch);
    this.discountChanged(id);
    return discount;
  }

  deleteDiscount(id: number): void {
    this.discounts.delete(id);
    this.database.remove('discount', id);
    this.emit('discounts/delete', { gid: discountGid(id) });
  }

  createAutomaticDiscount(input: NewAutomaticDiscount): AutomaticDiscountRecord {
    const at = this.clock.stamp();
    const discount: AutomaticDiscountRecord = { ...input, id: this.nextId(), createdAt: at, updatedAt: at };
    this.saveAutomaticDiscount(discount, 'discounts/create');
    return discount;
  }

  updateAutomaticDiscount(id: number, patch: Partial<NewAutomaticDiscount>): AutomaticDiscountRecord {
    const discount = this.automaticDiscounts.get(id) ?? refuse(`There is no discount ${id}.`);
    Object.assign(discount, patch, { updatedAt: this.clock.stamp() });
    this.saveAutomaticDiscount(discount, 'discounts/update');
    return discount;
  }

  deleteAutomaticDiscount(id: number): void {
    this.automaticDiscounts.delete(id);
    this.database.remove('automatic_discount', id);
    this.emit('discounts/delete', { gid: discountGid(id) });
  }

  createCodeDiscount(input: NewCodeDiscount): CodeDiscountRecord {
    const at = this.clock.stamp();
    const discount: CodeDiscountRecord = { ...input, id: this.nextId(), used: 0, createdAt: at, updatedAt: at };
    this.saveCodeDiscount(discount);
    this.emit('discounts/create', { ...discount, gid: codeGid(discount.id), status: discountStatus(discount, this.clock.now()) });
    return discount;
  }

  deactivateCodeDiscount(id: number): void {
    const discount = this.codeDiscounts.get(id) ?? refuse(`There is no discount ${id}.`);
    const now = this.clock.now().toISOString();
    if (discount.endsAt === null || discount.endsAt > now) discount.endsAt = now;
    discount.updatedAt = this.clock.stamp();
    this.saveCodeDiscount(discount);
    this.emit('discounts/update', { ...discount, gid: codeGid(id), status: discountStatus(discount, this.clock.now()) });
  }

  deleteCodeDiscount(id: number): void {
    this.codeDiscounts.delete(id);
    this.database.remove('code_discount', id);
    this.emit('discounts/delete', { gid: codeGid(id) });
  }

  addDefinition(definition: Omit<MetafieldDefinitionRecord, 'id'>): MetafieldDefinitionRecord {
    const record = { ...definition, id: this.nextId() };
    this.definitions.set(record.id, record);
    this.database.save('definition', record.id, record);
    return record;
  }

  removeDefinition(id: number): void {
    this.definitions.delete(id);
    this.database.remove('definition', id);
  }

  setThemeFile(name: string, content: string): void {
    this.themeFiles.set(name, content);
    this.database.saveSetting(THEME_FILE + name, content);
  }

  clearTheme(): void {
    for (const name of this.themeFiles.keys()) this.database.removeSetting(THEME_FILE + name);
    this.themeFiles.clear();
  }

  moveClock(offsetMs: number): void {
    this.clock.offsetMs = offsetMs;
    this.database.saveSetting('offsetMs', offsetMs);
  }

  // Listening

  /** @returns a function that stops listening */
  on(name: 'event', listener: (event: StoreEvent) => void): () => void {
    this.#events.on(name, listener);
    return () => void this.#events.off(name, listener);
  }

  /** Says so at once, or, inside a transaction, when that has ended well. */
  emit<T extends Topic>(topic: T, record: EventRecords[T]): void {
    const event = { topic, record, at: this.clock.stamp() } as StoreEvent;
    if (this.#pending) this.#pending.push(event);
    else this.#events.emit('event', event);
  }

  /** All of it or nothing on disk; what it has to say is said afterwards. */
  transaction<T>(work: () => T): T {
    if (this.#pending) return work();
    const pending: StoreEvent[] = [];
    this.#pending = pending;
    let result: T;
    try {
      result = this.database.transaction(work);
    } finally {
      this.#pending = null;
    }
    for (const event of pending) this.#events.emit('event', event);
    return result;
  }

  // For the files that change things

  /** Stamps, saves and announces a product that changed. */
  productChanged(id: number): void {
    const product = this.requireProduct(id);
    product.updatedAt = this.clock.stamp();
    this.saveProduct(product);
    this.emit('products/update', product);
  }

  discountChanged(id: number): void {
    const discount = this.discounts.get(id);
    if (!discount) return;
    discount.updatedAt = this.clock.stamp();
    this.database.save('discount', id, discount);
    this.emit('discounts/update', { ...discount, gid: discountGid(id), status: discountStatus(discount, this.clock.now()) });
  }

  saveProduct(product: ProductRecord): void {
    this.database.save('product', product.id, product);
    this.database.saveSetting('lastStamp', this.clock.lastStamp);
  }

  saveOrder(order: OrderRecord): void {
    this.#indexOrder(order);
    this.database.save('order', order.id, order);
    this.database.saveSetting('lastStamp', this.clock.lastStamp);
  }

  saveAutomaticDiscount(discount: AutomaticDiscountRecord, topic: 'discounts/create' | 'discounts/update'): void {
    this.automaticDiscounts.set(discount.id, discount);
    this.database.save('automatic_discount', discount.id, discount);
    this.emit(topic, { ...discount, gid: discountGid(discount.id), status: discountStatus(discount, this.clock.now()) });
  }

  saveCodeDiscount(discount: CodeDiscountRecord): void {
    this.codeDiscounts.set(discount.id, discount);
    this.database.save('code_discount', discount.id, discount);
  }

  saveCustomer(customer: CustomerRecord): void {
    this.customers.set(customer.id, customer);
    this.database.save('customer', customer.id, customer);
    this.database.saveSetting('lastStamp', this.clock.lastStamp);
  }

  saveSubscription(subscription: SubscriptionRecord): void {
    this.subscriptions.set(subscription.id, subscription);
    this.database.save('subscription', subscription.id, subscription);
    this.database.saveSetting('lastStamp', this.clock.lastStamp);
  }

  forgetCustomer(id: number): void {
    this.customers.delete(id);
    this.database.remove('customer', id);
  }

  forgetCheckout(checkout: CheckoutRecord): void {
    this.checkouts.delete(checkout.token);
    this.database.remove('checkout', checkout.id);
  }

  saveCheckout(checkout: CheckoutRecord): void {
    this.checkouts.set(checkout.token, checkout);
    this.database.save('checkout', checkout.id, checkout);
    this.database.saveSetting('lastStamp', this.clock.lastStamp);
  }

  saveBulkOperation(operation: BulkOperationRecord): void {
    this.bulkOperations.set(operation.id, operation);
    this.database.save('bulk_operation', operation.id, operation);
  }

  saveInstallation(): void {
    this.database.saveSetting('installation', this.installation);
  }

  saveShopMetafields(): void {
    this.database.saveSetting('shopMetafields', this.shopMetafields);
  }

  knowProduct(product: ProductRecord): void {
    this.#index(product);
    this.saveProduct(product);
  }

  forgetProduct(product: ProductRecord): void {
    this.products.delete(product.id);
    this.#byHandle.delete(product.handle);
    for (const variant of product.variants) {
      this.#byVariant.delete(variant.id);
      this.#byInventoryItem.delete(variant.inventoryItem.id);
    }
    this.database.remove('product', product.id);
  }

  forgetOrder(order: OrderRecord): void {
    this.orders.delete(order.id);
    for (const refund of order.refunds) this.#byRefund.delete(refund.id);
    for (const record of order.returns ?? []) this.#byReturn.delete(record.id);
    this.database.remove('order', order.id);
  }

  nextId(): number {
    this.#nextId += 1;
    this.database.saveSetting('nextId', this.#nextId);
    return this.#nextId;
  }

  nextOrderNumber(): number {
    return this.#nextOrderNumber++;
  }

  close(): void {
    this.#events.removeAllListeners();
    this.database.close();
  }

  #indexOrder(order: OrderRecord): void {
    this.orders.set(order.id, order);
    for (const refund of order.refunds) this.#byRefund.set(refund.id, order);
    for (const record of order.returns ?? []) this.#byReturn.set(record.id, order);
  }

  #index(product: ProductRecord): void {
    this.products.set(product.id, product);
    this.#byHandle.set(product.handle, product);
    for (const variant of product.variants) {
      this.#byVariant.set(variant.id, product);
      this.#byInventoryItem.set(variant.inventoryItem.id, product);
    }
  }
}

function refuse(message: string): never {
  throw new StoreRefusal('NOT_FOUND', message);
}

/**
 * Opens the store in a folder, and seeds it when the folder is new.
 * @param makeSeed called only then
 */
export async function openStore(folder: string, makeSeed: () => Promise<StoreSeed> | StoreSeed): Promise<Store> {
  const database = await openDatabase(folder);
  if (!database.seeded) {
    const seed = await makeSeed();
    database.transaction(() => {
      database.clear();
      database.save('shop', seed.shop.id, seed.shop);
      for (const one of seed.locations) database.save('location', one.id, one);
      for (const one of seed.products) database.save('product', one.id, one);
      for (const one of seed.markets ?? []) database.save('market', one.id, one);
      for (const one of seed.collections ?? []) database.save('collection', one.id, one);
      for (const one of seed.customers) database.save('customer', one.id, one);
      for (const one of seed.orders) database.save('order', one.id, one);
      database.markSeeded();
    });
  }
  return new Store(database);
}
