// Tags of the form name:value say what a thing fits: mount:N, thread:67, for:aurel-m5. Two things whose values of one name
// differ do not fit each other.
import type { ColdProduct } from './cold-product.ts';

type Tagged = Pick<ColdProduct, 'tags'>;

/** @returns values by name */
function propertiesOf({ tags }: Tagged): Map<string, string[]> {
  const named = tags.flatMap((tag) => {
    const at = tag.indexOf(':');
    return at > 0 && at < tag.length - 1 ? [{ name: tag.slice(0, at).trim(), value: tag.slice(at + 1).trim() }] : [];
  });
  return new Map([...Map.groupBy(named, ({ name }) => name)].map(([name, all]) => [name, all.map(({ value }) => value)]));
}

/** @returns the properties, as "name:value", that both have; null where some name has values on both sides and none in common */
export function sameProperties(one: Tagged, other: Tagged): string[] | null {
  const theirs = propertiesOf(other);
  const same: string[] = [];
  for (const [name, values] of propertiesOf(one)) {
    const others = theirs.get(name);
    if (!others) continue;
    const shared = values.filter((value) => others.includes(value));
    if (shared.length === 0) return null;
    same.push(...shared.map((value) => `${name}:${value}`));
  }
  return same;
}
