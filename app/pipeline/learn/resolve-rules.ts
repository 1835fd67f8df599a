// What the products that an offer rule names come to: when it is saved, every night, and when what it names changes. Never
// changes what the merchant wrote.
import { forgetOtherParts, lockOfferRules, offerRules, resolveRulePart } from '#app/db/offer-rules.ts';
import { type Queryable, withTransaction } from '#app/db/pool.ts';
import { type OfferRule, partsOf } from '#app/domain/offer-rule/offer-rule.ts';
import { publishSets } from '#app/jobs/definitions/publish-sets.ts';
import { enqueue } from '#app/jobs/enqueue.ts';

export async function resolveRules(shopId: bigint): Promise<void> {
  for (const { ruleId } of await offerRules(shopId)) {
    await withTransaction(async (client) => {
      // As it is now: the merchant may have written it anew, or removed it, meanwhile.
      const rule = (await lockOfferRules(shopId, client)).find((one) => one.ruleId === ruleId);
      if (!rule) return;
      const isChanged = await resolveRule(shopId, rule, client);
      if (isChanged && rule.enabled) await enqueue(publishSets, { shopId: String(shopId) }, { client, jobKey: `publish-sets:${shopId}` });
    });
  }
}

/** @returns whether it came to something else, so that the store may have to paint other sets */
export async function resolveRule(shopId: bigint, rule: Pick<OfferRule, 'ruleId' | 'conditions' | 'action'>, on: Queryable): Promise<boolean> {
  const parts = partsOf(rule);
  await forgetOtherParts(shopId, rule.ruleId, parts.map(({ part }) => part), on);
  let isChanged = false;
  for (const { part, products } of parts) if (await resolveRulePart(shopId, rule.ruleId, part, products, on)) isChanged = true;
  return isChanged;
}
