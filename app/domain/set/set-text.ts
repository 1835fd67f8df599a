// A set's definition as JSON carries it: ids as decimal text. The editor holds it so, and change logs keep it so.
import type { ProductRule, SetDefinition, SlotDefinition } from './set-definition.ts';

export type RuleText =
  | { kind: 'products'; productIds: string[] }
  | { kind: 'collection'; collectionId: string }
  | { kind: 'tag'; tag: string }
  | { kind: 'type'; type: string };

export interface SetText extends Omit<SetDefinition, 'anchor' | 'slots' | 'excludedIds' | 'marketIds' | 'segments'> {
  anchor: RuleText;
  slots: (Omit<SlotDefinition, 'source' | 'pinnedIds'> & { source: RuleText; pinnedIds: string[] })[];
  excludedIds: string[];
  marketIds: string[];
  segments: string[];
}

export function toText(definition: SetDefinition): SetText {
  return {
    ...definition,
    anchor: ruleText(definition.anchor),
    slots: definition.slots.map((slot) => ({ ...slot, source: ruleText(slot.source), pinnedIds: slot.pinnedIds.map(String) })),
    excludedIds: definition.excludedIds.map(String),
    marketIds: definition.marketIds.map(String),
    segments: [...definition.segments],
  };
}

/** @param text whose ids are decimal text, as toText writes them */
export function fromText(text: SetText): SetDefinition {
  return {
    ...text,
    anchor: ruleFrom(text.anchor),
    slots: text.slots.map((slot) => ({ ...slot, source: ruleFrom(slot.source), pinnedIds: slot.pinnedIds.map(BigInt) })),
    excludedIds: text.excludedIds.map(BigInt),
    marketIds: text.marketIds.map(BigInt),
  };
}

function ruleText(rule: ProductRule): RuleText {
  if (rule.kind === 'products') return { kind: 'products', productIds: rule.productIds.map(String) };
  return rule.kind === 'collection' ? { kind: 'collection', collectionId: String(rule.collectionId) } : rule;
}

function ruleFrom(rule: RuleText): ProductRule {
  if (rule.kind === 'products') return { kind: 'products', productIds: rule.productIds.map(BigInt) };
  return rule.kind === 'collection' ? { kind: 'collection', collectionId: BigInt(rule.collectionId) } : rule;
}
