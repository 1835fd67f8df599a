// Writing metafields: all of a call or none of it, as metafieldsSet does. A write on a product is a change of the product.
import { discountChanged } from './discounts.ts';
import { parseGid } from './gid.ts';
import type { Ledger } from './ledger.ts';
import { digestOf, findMetafield, isForeignAppNamespace, referencesOf, refusalOfValue, resolveNamespace } from './metafield-values.ts';
import { StoreRefusal } from './refusal.ts';
import type { MetafieldRecord } from './types.ts';

export interface MetafieldWrite {
  ownerId: string;
  namespace: string;
  key: string;
  /** Absent: the type of the definition, or of the value that is there. */
  type?: string | undefined;
  value: string;
  /** undefined: do not compare; null: must not exist yet. */
  compareDigest?: string | null | undefined;
}

export interface MetafieldName {
  ownerId: string;
  namespace: string;
  key: string;
}

const OWNER_TYPES: Record<string, string> = {
  Product: 'PRODUCT', Shop: 'SHOP', AppInstallation: 'API_PERMISSION', DiscountAutomaticNode: 'DISCOUNT', DiscountNode: 'DISCOUNT',
};

/** @returns the owner's own list, to read; throws when there is no such owner */
export function metafieldsOf(store: Ledger, ownerId: string, index: number | null = null): MetafieldRecord[] {
  const owner = parseGid(ownerId);
  switch (owner?.type) {
    case 'Product': {
      const product = store.products.get(owner.id);
      if (product) return product.metafields;
      break;
    }
    case 'Shop':
      if (owner.id === store.shop.id) return store.shopMetafields;
      break;
    case 'AppInstallation':
      return store.installation.metafields;
    case 'DiscountAutomaticNode':
    case 'DiscountNode': {
      const discount = store.discounts.get(owner.id);
      if (discount) return discount.metafields;
    }
  }
  throw new StoreRefusal('INVALID', 'Owner does not exist.', index);
}

export function setMetafields(store: Ledger, writes: readonly MetafieldWrite[]): MetafieldRecord[] {
  const checked = writes.map((write, index) => checkedWrite(store, write, index));
  store.transaction(() => {
    for (const [index, record] of checked.entries()) {
      const fields = metafieldsOf(store, (writes[index] as MetafieldWrite).ownerId);
      const existing = findMetafield(fields, record.namespace, record.key);
      if (existing) Object.assign(existing, record);
      else fields.push(record);
    }
    ownersChanged(store, writes.map((write) => write.ownerId));
  });
  return checked;
}

/** @returns for each name whether something was there */
export function deleteMetafields(store: Ledger, names: readonly MetafieldName[]): boolean[] {
  const lists = names.map((name, index) => metafieldsOf(store, name.ownerId, index));
  const removed = names.map((name, index) => {
    const list = lists[index] as MetafieldRecord[];
    const at = list.findIndex((field) => field.namespace === resolveNamespace(name.namespace) && field.key === name.key);
    if (at >= 0) list.splice(at, 1);
    return at >= 0;
  });
  store.transaction(() => ownersChanged(store, names.filter((_, index) => removed[index]).map((name) => name.ownerId)));
  return removed;
}

function checkedWrite(store: Ledger, write: MetafieldWrite, index: number): MetafieldRecord {
  const namespace = resolveNamespace(write.namespace);
  if (isForeignAppNamespace(namespace))
    throw new StoreRefusal('APP_NOT_AUTHORIZED', 'Access to this namespace and key on Metafields for this resource type is not allowed.', index);
  const existing = findMetafield(metafieldsOf(store, write.ownerId, index), namespace, write.key);
  const definition = store.definitionOf(OWNER_TYPES[parseGid(write.ownerId)?.type ?? ''] ?? '', namespace, write.key);
  const type = write.type ?? definition?.type ?? existing?.type;
  if (!type) throw new StoreRefusal('BLANK', "Type can't be blank.", index);
  if (definition && definition.type !== type)
    throw new StoreRefusal('INVALID_TYPE', `Type must be consistent with the definition's type: ${definition.type}.`, index);
  if (write.compareDigest !== undefined && write.compareDigest !== (existing ? digestOf(existing.value) : null))
    throw new StoreRefusal('STALE_OBJECT', 'The resource has been updated since it was loaded. Try again with an updated `compareDigest` value.', index);
  const refusal = refusalOfValue(type, write.value);
  if (refusal) throw new StoreRefusal(refusal.code, `Value ${refusal.message}`, index);
  for (const reference of referencesOf(type, write.value)) {
    if (!store.exists(reference)) throw new StoreRefusal('INVALID_VALUE', `Value references a resource that does not exist: ${reference}.`, index);
  }
  return { namespace, key: write.key, type, value: write.value };
}

function ownersChanged(store: Ledger, ownerIds: readonly string[]): void {
  for (const ownerId of new Set(ownerIds)) {
    const owner = parseGid(ownerId);
    if (owner?.type === 'Product') store.productChanged(owner.id);
    else if (owner?.type === 'Shop') store.saveShopMetafields();
    else if (owner?.type === 'AppInstallation') store.saveInstallation();
    else if (owner) discountChanged(store, owner.id);
  }
}
