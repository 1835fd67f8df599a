// Shopify's global ids: gid://shopify/Product/1 ↔ 1n.

export type GidType = 'Product' | 'ProductVariant' | 'InventoryItem' | 'InventoryLevel' | 'Location' | 'Collection' | 'Customer' | 'Order' | 'LineItem' | 'Refund' | 'Shop';

export function toGid(type: GidType, id: bigint): string {
  return `gid://shopify/${type}/${id}`;
}

/** @throws Error when it is not a gid with a numeric id */
export function gidNumber(gid: string): bigint {
  const match = /^gid:\/\/shopify\/\w+\/(\d+)(?:\?.*)?$/.exec(gid);
  if (!match?.[1]) throw new Error(`"${gid}" is not a Shopify id.`);
  return BigInt(match[1]);
}
