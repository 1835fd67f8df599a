// The store as the rest of the sandbox knows it: what it holds (records.ts), and one verb for each thing that can happen to it. What
// a verb does is in the file named after what it changes; none of those knows the store, only its ledger.
import type { AutomaticDiscountRecord, CodeDiscountRecord, DiscountRecord, MetafieldDefinitionRecord } from './app-types.ts';
import { createAutomaticDiscount, deleteAutomaticDiscount, type NewAutomaticDiscount, updateAutomaticDiscount } from './automatic-discounts.ts';
import { beginCheckout, type CheckoutPatch, deleteCheckout, type NewCheckout, updateCheckout } from './checkouts.ts';
import { createCodeDiscount, deactivateCodeDiscount, deleteCodeDiscount, type NewCodeDiscount, redeemCode, usableCode } from './codes.ts';
import { createCustomer, deleteCustomer, mergeCustomers, type NewCustomer, setEmailConsent, setSmsConsent, setTags, updateCustomer } from './customers.ts';
import { addDefinition, removeDefinition } from './definitions.ts';
import { createDiscount, deleteDiscount, type NewDiscount, updateDiscount } from './discounts.ts';
import { deliverOrder, fulfillOrder, takeBackDelivery } from './fulfillments.ts';
import { installApp, uninstallApp } from './installation.ts';
import { disconnect, setAvailable, setUnitCost } from './inventory.ts';
import { Ledger } from './ledger.ts';
import { deleteMetafields, type MetafieldName, type MetafieldWrite, setMetafields } from './metafields.ts';
import { cancelOrder, deleteOrder, editOrder, type NewOrder, type OrderEdit, placeOrder, refundOrder } from './orders.ts';
import { addProduct, deleteProduct, type ProductPatch, updateProduct, updateVariant, type VariantPatch } from './products.ts';
import { processReturn, removeReturnLine, requestReturn, type ReturnRequest, turnReturn } from './returns.ts';
import { billSubscription, changeSubscription, subscribe, turnSubscription } from './subscriptions.ts';
import { setThemeFile } from './themes.ts';
import type { CheckoutRecord, CustomerRecord, EmailConsent, FulfillmentRecord, MetafieldRecord, OrderRecord, ProductRecord, RefundRecord, ReturnRecord, SmsConsent, SubscriptionRecord, SubscriptionStatus, VariantRecord } from './types.ts';

export class Store extends Ledger {
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
  /** The discount behind a code that can be used now; undefined when it is unknown, not yet begun, ended or used up. */
  codeDiscount(code: string): CodeDiscountRecord | undefined { return usableCode(this, code); }
  createDiscount(input: NewDiscount): DiscountRecord { return createDiscount(this, input); }
  updateDiscount(id: number, patch: Partial<NewDiscount>): DiscountRecord { return updateDiscount(this, id, patch); }
  deleteDiscount(id: number): void { deleteDiscount(this, id); }
  createAutomaticDiscount(input: NewAutomaticDiscount): AutomaticDiscountRecord { return createAutomaticDiscount(this, input); }
  updateAutomaticDiscount(id: number, patch: Partial<NewAutomaticDiscount>): AutomaticDiscountRecord { return updateAutomaticDiscount(this, id, patch); }
  deleteAutomaticDiscount(id: number): void { deleteAutomaticDiscount(this, id); }
  createCodeDiscount(input: NewCodeDiscount): CodeDiscountRecord { return createCodeDiscount(this, input); }
  deactivateCodeDiscount(id: number): void { deactivateCodeDiscount(this, id); }
  deleteCodeDiscount(id: number): void { deleteCodeDiscount(this, id); }
  addDefinition(definition: Omit<MetafieldDefinitionRecord, 'id'>): MetafieldDefinitionRecord { return addDefinition(this, definition); }
  removeDefinition(id: number): void { removeDefinition(this, id); }
  setThemeFile(name: string, content: string): void { setThemeFile(this, name, content); }
}
