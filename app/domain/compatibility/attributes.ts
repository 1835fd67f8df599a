// Reads what a product or a variant says of itself, as far as the shop's compatibility rules name it. Everything compares
// in lower case, as Shopify's tags do.
import { type Attributes, NO_ATTRIBUTES } from './fits.ts';
import type { CompatibilityRule } from './rule-list.ts';

export interface Said {
  /** As Shopify has them. */
  tags: readonly string[];
  /** Of each variant: value by option name. */
  options: readonly Readonly<Record<string, string>>[];
  /** Values by namespace.key, in lower case. */
  metafields: Readonly<Record<string, readonly string[]>>;
}

/**
 * @returns only names that have a value; what several rules call by one name is one name
 */
export function attributesOf(rules: readonly CompatibilityRule[], said: Said): Attributes {
  if (rules.length === 0) return NO_ATTRIBUTES;
  const found = new Map<string, string[]>();
  for (const { source, key, name } of rules) {
    const values = valuesOf(said, source, key);
    if (values.length > 0) found.set(name.toLowerCase(), [...new Set([...(found.get(name.toLowerCase()) ?? []), ...values])]);
  }
  return found;
}

function valuesOf({ tags, options, metafields }: Said, source: CompatibilityRule['source'], key: string): readonly string[] {
  if (source === 'tag') return tagValues(tags, key);
  return source === 'metafield' ? (metafields[key] ?? []) : options.flatMap((one) => optionValues(one, key));
}

/** Of "mount:EF" what stands after the colon. */
function tagValues(tags: readonly string[], key: string): string[] {
  const before = `${key}:`;
  return tags.map((tag) => tag.toLowerCase()).flatMap((tag) => (tag.startsWith(before) ? nonEmpty(tag.slice(before.length)) : []));
}

const optionValues = (options: Readonly<Record<string, string>>, key: string): string[] =>
  Object.entries(options).flatMap(([name, value]) => (name.trim().toLowerCase() === key ? nonEmpty(value.toLowerCase()) : []));

const nonEmpty = (text: string): string[] => (text.trim() === '' ? [] : [text.trim()]);
