// Shopify's global ids: gid://shopify/Product/1 ↔ 1n.

export type GidType = 'Product' | 'ProductVariant' | 'InventoryItem' | 'InventoryLevel' | 'Location' | 'Collection' | 'Customer' | 'SubscriptionContract' | 'Order' | 'LineItem' | 'Refund' | 'Return' | 'Shop';

const PREFIX = 'gid://shopify/';

export function toGid(type: GidType, id: bigint): string {
  return `gid://shopify/${type}/${id}`;
}

/** @throws Error when it is not a gid with a numeric id */
export function gidNumber(gid: string): bigint {
  const slash = gid.lastIndexOf('/');
  const digits = gid.slice(slash + 1);
  // Most ids by far: digits alone, few enough for a number, which is made in a fraction of the time.
  if (gid.startsWith(PREFIX) && slash > PREFIX.length && digits.length < 16 && /^\d+$/.test(digits)) return BigInt(Number(digits));
  const match = /^gid:\/\/shopify\/\w+\/(\d+)(?:\?.*)?$/.exec(gid);
  if (!match?.[1]) throw new Error(`"${gid}" is not a Shopify id.`);
  return BigInt(match[1]);
}
