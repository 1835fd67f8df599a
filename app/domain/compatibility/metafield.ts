// A metafield as something to compare: where it is, and what its value says.

/** @returns where Shopify keeps what a rule calls "namespace.key"; null where that is no such name */
export function metafieldAt(name: string): { namespace: string; key: string } | null {
  const [, namespace, key] = /^([\w-]{2,255})\.([\w-]{2,64})$/.exec(name) ?? [];
  return namespace !== undefined && key !== undefined ? { namespace, key } : null;
}

/** Longer texts are descriptions: nothing fits by them. */
const LONGEST = 255;

/**
 * @param type Shopify's name of it; a list says each of its values
 * @returns in lower case; nothing for what cannot be compared
 */
export function metafieldValues(type: string, value: string): string[] {
  const said = type.startsWith('list.') ? listOf(value) : [value];
  return [...new Set(said.map((one) => one.trim().toLowerCase()).filter((one) => one !== '' && one.length <= LONGEST))];
}

function listOf(value: string): string[] {
  try {
    const parsed: unknown = JSON.parse(value);
    return Array.isArray(parsed) ? parsed.map((one) => (typeof one === 'string' ? one : JSON.stringify(one))) : [];
  } catch {
    return [];
  }
}
