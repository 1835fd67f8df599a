// Where a merchant's products say what they fit: by an option ("Mount"), by tags of the form name:value ("mount:EF"), or by a
// metafield ("specs.mount").
// Rules of one name are compared with each other, so that a lens with an option can fit a camera with a tag. Bounds are
// here and nowhere else; the screen reads them too.
import { metafieldAt } from './metafield.ts';

export const COMPATIBILITY_SOURCES = ['option', 'tag', 'metafield'] as const;
export type CompatibilitySource = (typeof COMPATIBILITY_SOURCES)[number];

export interface CompatibilityRule {
  source: CompatibilitySource;
  /** The option's name, or what stands before a tag's colon, in lower case; or a metafield's namespace.key, as Shopify has it. */
  key: string;
  /** What is compared, as the merchant calls it. */
  name: string;
}

export const COMPATIBILITY_BOUNDS = { rules: 20, textLength: 100 } as const;

export type CompatibilityOutcome = { kind: 'valid'; rules: readonly CompatibilityRule[] } | { kind: 'invalid'; why: 'too_many' | 'no_key' | 'not_a_metafield' | 'too_long' | 'twice' };

/** @returns the rules as they are kept; a name left out is the key's. The same place named twice is refused */
export function readCompatibilityRules(given: readonly CompatibilityRule[]): CompatibilityOutcome {
  const rules = new Map<string, CompatibilityRule>();
  for (const { source, key, name } of given) {
    const rule = compatibilityRule(source, key, name);
    if (rule.key === '') return { kind: 'invalid', why: 'no_key' };
    if (source === 'metafield' && !metafieldAt(rule.key)) return { kind: 'invalid', why: 'not_a_metafield' };
    if (Math.max(rule.key.length, rule.name.length) > COMPATIBILITY_BOUNDS.textLength) return { kind: 'invalid', why: 'too_long' };
    if (rules.has(ruleKey(rule))) return { kind: 'invalid', why: 'twice' };
    rules.set(ruleKey(rule), rule);
  }
  if (rules.size > COMPATIBILITY_BOUNDS.rules) return { kind: 'invalid', why: 'too_many' };
  return { kind: 'valid', rules: [...rules.values()] };
}

/** As it is typed: a colon at a tag's end is part of how it is written, not of its name. */
export function compatibilityRule(source: CompatibilitySource, typedKey: string, typedName: string): CompatibilityRule {
  const key = typedKey.trim().replace(source === 'tag' ? /\s*:$/ : /$^/, '');
  return { source, key: source === 'metafield' ? key : key.toLowerCase(), name: typedName.trim() || key };
}

export const ruleKey = ({ source, key }: Pick<CompatibilityRule, 'source' | 'key'>): string => `${source}:${key}`;
