// Which rules contradict each other, and which can never act: said to the merchant beside each rule. By their words alone;
// what a collection holds today says nothing of tomorrow.
import { excludes, implies } from './conditions.ts';
import { CHOOSING, type OfferRule } from './offer-rule.ts';
import { ruleText } from './rule-text.ts';

export type RuleTrouble =
  /** Two of its conditions never hold both (counted from 0; the same twice: it never holds by itself). */
  | { kind: 'impossible'; ruleId: string; conditions: readonly [number, number] }
  /** Wherever it would choose, an earlier one has chosen. */
  | { kind: 'shadowed'; ruleId: string; by: string }
  /** Both may hold, and they choose differently: the earlier one decides. */
  | { kind: 'overlaps'; ruleId: string; with: string };

/** @param rules in the merchant's order; those that are off are left out. @returns at most one trouble a rule, the worst */
export function lookThroughRules(rules: readonly OfferRule[]): RuleTrouble[] {
  const on = rules.filter(({ enabled }) => enabled);
  return on.flatMap((rule, at) => troubleOf(rule, on.slice(0, at)) ?? []);
}

function troubleOf(rule: OfferRule, earlier: readonly OfferRule[]): RuleTrouble | null {
  const { ruleId } = rule;
  const conditions = contradictionIn(rule);
  if (conditions) return { kind: 'impossible', ruleId, conditions };
  if (!CHOOSING.includes(rule.action.kind)) return null;
  const rivals = earlier.filter((other) => CHOOSING.includes(other.action.kind) && !contradictionIn(other));
  const above = rivals.find((other) => other.conditions.every((condition) => rule.conditions.some((own) => implies(own, condition))));
  if (above) return { kind: 'shadowed', ruleId, by: above.ruleId };
  const beside = rivals.find((other) => !sameAction(rule, other) && !other.conditions.some((condition) => rule.conditions.some((own) => excludes(own, condition))));
  return beside ? { kind: 'overlaps', ruleId, with: beside.ruleId } : null;
}

function contradictionIn({ conditions }: OfferRule): readonly [number, number] | null {
  for (const [at, one] of conditions.entries()) {
    for (const [after, other] of conditions.slice(at).entries()) if (excludes(one, other)) return [at, at + after];
  }
  return null;
}

const sameAction = (one: OfferRule, other: OfferRule): boolean => textOf(one) === textOf(other);

const textOf = (rule: OfferRule): string => JSON.stringify(ruleText(rule).action);
