// How a change is kept: what was found is written through to disk, given ids and stamps, and said aloud as a webhook would say it.
// What may change and how is in the files named after what they change; they are handed this.
import { EventEmitter } from 'node:events';
import type { BulkOperationRecord } from './app-types.ts';
import type { Database } from './database.ts';
import type { EventRecords, StoreEvent, Topic } from './events.ts';
import { Records } from './records.ts';
import type { CheckoutRecord, CustomerRecord, OrderRecord, ProductRecord, SubscriptionRecord } from './types.ts';

/** Where ids of new things begin, above any seed's. */
const FIRST_OWN_ID = 90_000_000_000;

export class Ledger extends Records {
  readonly #events = new EventEmitter();
  #nextId: number;
  #nextOrderNumber = 1001;
  #pending: StoreEvent[] | null = null;

  constructor(database: Database) {
    super(database);
    for (const { name } of this.orders.values()) this.#nextOrderNumber = Math.max(this.#nextOrderNumber, Number(name.replace(/\D/g, '')) + 1);
    this.#nextId = database.setting<number>('nextId') ?? FIRST_OWN_ID;
    this.#events.setMaxListeners(100);
  }

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

  /** Stamps, saves and announces a product that changed. */
  productChanged(id: number): void {
    const product = this.requireProduct(id);
    product.updatedAt = this.clock.stamp();
    this.saveProduct(product);
    this.emit('products/update', product);
  }

  saveProduct(product: ProductRecord): void {
    this.database.save('product', product.id, product);
    this.database.saveSetting('lastStamp', this.clock.lastStamp);
  }

  saveOrder(order: OrderRecord): void {
    this.indexOrder(order);
    this.database.save('order', order.id, order);
    this.database.saveSetting('lastStamp', this.clock.lastStamp);
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
    this.index(product);
    this.saveProduct(product);
  }

  forgetProduct(product: ProductRecord): void {
    this.unindex(product);
    this.database.remove('product', product.id);
  }

  forgetOrder(order: OrderRecord): void {
    this.unindexOrder(order);
    this.database.remove('order', order.id);
  }

  moveClock(offsetMs: number): void {
    this.clock.offsetMs = offsetMs;
    this.database.saveSetting('offsetMs', offsetMs);
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
}
