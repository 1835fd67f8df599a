// A set as a merchant might write it, for tests: what a test cares about is overridden.
import type { ProductRule, SetDefinition, SlotDefinition } from '#app/domain/set/set-definition.ts';

export const products = (...productIds: bigint[]): ProductRule => ({ kind: 'products', productIds });

export function slot(name: string, source: ProductRule, overrides: Partial<SlotDefinition> = {}): SlotDefinition {
  return { slotNo: 1, name, words: null, source, pinnedIds: [], ...overrides };
}

/** Slots are numbered in their order. */
export function definition(anchor: ProductRule, slots: SlotDefinition[], overrides: Partial<SetDefinition> = {}): SetDefinition {
  return {
    strategy: 'completion', goal: 'Ready for the first trip', outcome: null, anchor, slots: slots.map((one, index) => ({ ...one, slotNo: index + 1 })), excludedIds: [],
    startsOn: null, endsOn: null, season: null, marketIds: [], segments: [], trialBp: null, byRuleOnly: false, signals: null, ...overrides,
  };
}
