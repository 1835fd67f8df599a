// Reads what a product or a variant says of itself, as far as the shop's compatibility rules name it. Everything compares
// in lower case, as Shopify's tags do.
import { type Attributes, NO_ATTRIBUTES } from './fits.ts';
import type { CompatibilityRule } from './rule-list.ts';

/**
 * @param of tags as Shopify has them, and values by option name
 * @returns only names that have a value; what several rules call by one name is one name
 */
export function attributesOf(rules: readonly CompatibilityRule[], of: { tags: readonly string[]; options: readonly Readonly<Record<string, string>>[] }): Attributes {
  if (rules.length === 0) return NO_ATTRIBUTES;
  const found = new Map<string, string[]>();
  for (const { source, key, name } of rules) {
    const values = source === 'tag' ? tagValues(of.tags, key) : of.options.flatMap((options) => optionValues(options, key));
    if (values.length > 0) found.set(name.toLowerCase(), [...new Set([...(found.get(name.toLowerCase()) ?? []), ...values])]);
  }
  return found;
}

/** Of "mount:EF" what stands after the colon. */
function tagValues(tags: readonly string[], key: string): string[] {
  const before = `${key}:`;
  return tags.map((tag) => tag.toLowerCase()).flatMap((tag) => (tag.startsWith(before) ? nonEmpty(tag.slice(before.length)) : []));
}

const optionValues = (options: Readonly<Record<string, string>>, key: string): string[] =>
  Object.entries(options).flatMap(([name, value]) => (name.trim().toLowerCase() === key ? nonEmpty(value.toLowerCase()) : []));

const nonEmpty = (text: string): string[] => (text.trim() === '' ? [] : [text.trim()]);
