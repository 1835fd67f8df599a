// What is said of rules without a cart (one implies another, two never hold both) has to hold for every cart.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isDayOfYear } from '#app/domain/catalog/day-of-year.ts';
import { applyRules } from '#app/domain/offer-rule/apply-rules.ts';
import type { RuleFacts } from '#app/domain/offer-rule/conditions/condition.ts';
import { excludes, holds, implies } from '#app/domain/offer-rule/conditions.ts';
import { lookThroughRules } from '#app/domain/offer-rule/look-through-rules.ts';
import { ACTION_PART, CHOOSING, type Condition, type LoadedRule, partOf, type RuleAction } from '#app/domain/offer-rule/offer-rule.ts';

const IDS = [1n, 2n, 3n, 4n];
const idSet = fc.subarray(IDS).map((ids) => new Set(ids));
const products = fc.constantFrom({ kind: 'tag', tag: 'a' } as const, { kind: 'tag', tag: 'b' } as const, { kind: 'products', productIds: [1n, 2n] } as const);
const comesTo = new Map([['{"kind":"tag","tag":"a"}', new Set([1n, 3n])], ['{"kind":"tag","tag":"b"}', new Set([2n])]]);
const idsOf = (rule: unknown): ReadonlySet<bigint> => comesTo.get(JSON.stringify(rule, (_, value) => (typeof value === 'bigint' ? String(value) : value))) ?? new Set([1n, 2n]);
const day = fc.record({ month: fc.integer({ min: 1, max: 12 }), day: fc.integer({ min: 1, max: 31 }) }).filter(isDayOfYear);
const bound = fc.option(fc.integer({ min: 0, max: 5 }), { nil: null });
const names = fc.subarray(['new', 'loyal', 'vip'], { minLength: 1 });

const condition: fc.Arbitrary<Condition> = fc.oneof(
  fc.record({ kind: fc.constant('cart_total' as const), atLeastMinor: bound, belowMinor: bound }),
  fc.record({ kind: fc.constant('cart_has' as const), products, has: fc.boolean() }),
  fc.record({ kind: fc.constant('segment' as const), names, is: fc.boolean() }),
  fc.record({ kind: fc.constant('last_purchase' as const), products, withinDays: fc.option(fc.integer({ min: 1, max: 4 }), { nil: null }) }),
  fc.record({ kind: fc.constant('orders' as const), atLeast: bound, below: bound }),
  fc.record({ kind: fc.constant('low_stock' as const), below: fc.integer({ min: 0, max: 4 }) }),
  fc.record({ kind: fc.constant('season' as const), from: day, to: day }),
  fc.record({ kind: fc.constant('market' as const), marketIds: fc.subarray([1n, 2n, 3n]) }),
);

const now = new Date('2026-06-15T12:00:00Z');
const facts: fc.Arbitrary<RuleFacts> = fc.record({
  now: fc.constant(now),
  today: day,
  cartProductIds: idSet,
  cartTotalMinor: fc.integer({ min: 0, max: 6 }),
  leastLeft: fc.option(fc.integer({ min: 0, max: 5 }), { nil: null }),
  marketIds: fc.subarray([1n, 2n, 3n]).map((ids) => new Set(ids)),
  customer: fc.record({
    isKnown: fc.boolean(),
    segments: fc.subarray(['new', 'loyal', 'vip']).map((all) => new Set(all)),
    orders: fc.integer({ min: 0, max: 6 }),
    lastOrderAt: fc.option(fc.integer({ min: 0, max: 6 }).map((days) => new Date(now.getTime() - days * 86_400_000)), { nil: null }),
    lastProductIds: idSet,
  }),
});

const doesHold = (one: Condition, given: RuleFacts) => holds(one, given, 'products' in one ? idsOf(one.products) : new Set());

const action: fc.Arbitrary<RuleAction> = fc.oneof(
  fc.record({ kind: fc.constant('show_set' as const), setId: fc.constantFrom('x', 'y') }),
  fc.record({ kind: fc.constant('leave_out' as const), products }),
  fc.constant({ kind: 'offer_nothing' as const }),
);
const rules = fc.array(fc.record({ conditions: fc.array(condition, { maxLength: 3 }), action, enabled: fc.boolean() }), { maxLength: 5 }).map((all) =>
  all.map((one, index): LoadedRule => ({
    ...one,
    ruleId: String(index),
    name: null,
    products: new Map([...one.conditions.flatMap((each, at) => ('products' in each ? [[partOf(at), idsOf(each.products)] as const] : [])), [ACTION_PART, new Set([9n])] as const]),
  })),
);

describe('conditions', () => {
  it('that imply another never hold without it', () => {
    fc.assert(fc.property(condition, condition, facts, (one, other, given) => {
      if (implies(one, other) && doesHold(one, given)) expect(doesHold(other, given)).toBe(true);
    }), { numRuns: 3_000 });
  });

  it('that exclude each other never hold together', () => {
    fc.assert(fc.property(condition, condition, facts, (one, other, given) => {
      if (excludes(one, other)) expect(doesHold(one, given) && doesHold(other, given)).toBe(false);
    }), { numRuns: 3_000 });
  });

  it('imply themselves', () => {
    fc.assert(fc.property(condition, (one) => {
      expect(implies(one, one)).toBe(true);
    }));
  });
});

describe('rules', () => {
  it('that are said never to act do not, on any cart', () => {
    fc.assert(fc.property(rules, facts, (all, given) => {
      const { acting } = applyRules(all, given);
      for (const trouble of lookThroughRules(all)) if (trouble.kind !== 'overlaps') expect(acting).not.toContain(trouble.ruleId);
    }), { numRuns: 3_000 });
  });

  it('choose once, in the order of the merchant, and what is off does nothing', () => {
    fc.assert(fc.property(rules, facts, (all, given) => {
      const { acting, choice } = applyRules(all, given);
      const choosing = all.filter(({ ruleId, action }) => acting.includes(ruleId) && CHOOSING.includes(action.kind));
      expect(choosing.map(({ ruleId }) => ruleId)).toEqual(choice ? [choice.ruleId] : []);
      const first = all.find((rule) => rule.enabled && CHOOSING.includes(rule.action.kind) && rule.conditions.every((one) => doesHold(one, given)));
      expect(choice?.ruleId).toBe(first?.ruleId);
      for (const { ruleId, enabled } of all) if (!enabled) expect(acting).not.toContain(ruleId);
    }));
  });
});
