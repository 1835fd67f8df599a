// What the products that an offer rule names come to: when it is saved, every night, and when what it names changes. Never
// changes what the merchant wrote.
import { forgetOtherParts, offerRules, resolveRulePart } from '#app/db/offer-rules.ts';
import { type Queryable, withTransaction } from '#app/db/pool.ts';
import { type OfferRule, partsOf } from '#app/domain/offer-rule/offer-rule.ts';

export async function resolveRules(shopId: bigint): Promise<void> {
  for (const rule of await offerRules(shopId)) await withTransaction((client) => resolveRule(shopId, rule, client));
}

export async function resolveRule(shopId: bigint, rule: Pick<OfferRule, 'ruleId' | 'conditions' | 'action'>, on: Queryable): Promise<void> {
  const parts = partsOf(rule);
  await forgetOtherParts(shopId, rule.ruleId, parts.map(({ part }) => part), on);
  for (const { part, products } of parts) await resolveRulePart(shopId, rule.ruleId, part, products, on);
}
