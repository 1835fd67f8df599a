// Shopify's global ids: gid://shopify/Product/1.

export const gid = (type: string, id: number | string): string => `gid://shopify/${type}/${id}`;

/** @returns the number of a gid of that type, or null for anything else */
export function idOf(text: string, type: string): number | null {
  const match = /^gid:\/\/shopify\/([A-Za-z]+)\/(\d+)$/.exec(text);
  return match && match[1] === type ? Number(match[2]) : null;
}

/** @returns type and number of any plain gid, or null */
export function parseGid(text: string): { type: string; id: number } | null {
  const match = /^gid:\/\/shopify\/([A-Za-z]+)\/(\d+)(?:\?.*)?$/.exec(text);
  return match ? { type: match[1] as string, id: Number(match[2]) } : null;
}
