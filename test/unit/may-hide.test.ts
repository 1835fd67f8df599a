import { describe, expect, it } from 'vitest';
import { mayHide } from '#app/domain/offer-rule/may-hide.ts';
import { ACTION_PART, type LoadedRule, type RuleAction } from '#app/domain/offer-rule/offer-rule.ts';
import { setFacts } from '#test/support/decision-facts.ts';

const SET = setFacts([[2n, 3n], [4n]]);
const TAGGED = { kind: 'tag', tag: 'x' } as const;
const rule = (action: RuleAction, products: bigint[] = []): LoadedRule => ({ ruleId: 'r', name: null, enabled: true, conditions: [{ kind: 'season', from: { month: 1, day: 1 }, to: { month: 1, day: 1 } }], action, products: new Map([[ACTION_PART, new Set(products)]]) });

describe('a rule may hide a set', () => {
  it.each<[string, LoadedRule, boolean]>([
    ['where it offers nothing', rule({ kind: 'offer_nothing' }), true],
    ['where it shows only other strategies', rule({ kind: 'only_strategies', strategies: ['upsell', 'evolution'] }), true],
    ['not where it shows only its own and others', rule({ kind: 'only_strategies', strategies: ['upsell', 'completion'] }), false],
    ['where it offers only some of its candidates', rule({ kind: 'only_products', products: TAGGED }, [2n, 4n]), true],
    ['where the products that it names have come to none', rule({ kind: 'only_products', products: TAGGED }), true],
    ['not where it offers all of its candidates', rule({ kind: 'only_products', products: TAGGED }, [2n, 3n, 4n, 9n]), false],
    ['where it leaves one of its candidates out', rule({ kind: 'leave_out', products: TAGGED }, [4n]), true],
    ['not where it leaves out others', rule({ kind: 'leave_out', products: TAGGED }, [1n, 9n]), false],
    ['not where it shows a set first', rule({ kind: 'show_set', setId: 'other' }), false],
    ['not while it is off', { ...rule({ kind: 'offer_nothing' }), enabled: false }, false],
  ])('%s', (_, one, expected) => {
    expect(mayHide(one, SET)).toBe(expected);
  });
});
