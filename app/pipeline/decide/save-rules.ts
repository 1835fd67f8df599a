// A merchant composes, orders, switches and removes offer rules. Each verb holds the shop's rules while it works, writes the
// change log with them, holds for the next decision, and has the store told which sets it may still paint.
import { randomUUID } from 'node:crypto';
import { MOST_RULES, type WrittenRule } from '#app/contract/offer-rule.ts';
import { recordChange } from '#app/db/changes.ts';
import { deleteOfferRule, lockOfferRules, type OfferRuleRow, orderOfferRules, writeOfferRule } from '#app/db/offer-rules.ts';
import { type Queryable, withTransaction } from '#app/db/pool.ts';
import { AppError } from '#app/domain/app-error.ts';
import { says } from '#app/domain/says/says.ts';
import { checkRule, type RuleFault } from '#app/domain/offer-rule/check-rule.ts';
import { type OfferRule, partsOf } from '#app/domain/offer-rule/offer-rule.ts';
import { publishSets } from '#app/jobs/definitions/publish-sets.ts';
import { enqueue } from '#app/jobs/enqueue.ts';
import { resolveRule } from '../learn/resolve-rules.ts';
import { readUnknownCollections } from '../sync/reread/collections.ts';

export type SavedRule = { kind: 'saved'; ruleId: string } | { kind: 'invalid'; faults: RuleFault[] };

/**
 * @param known null: a new rule, which stands last and is on; else the rule and the version that was edited
 * @param actor the person's subject id
 * @throws AppError conflict when somebody changed it meanwhile, not_found when it is gone, refused when there are too many
 */
export async function saveRule(shopId: bigint, known: { ruleId: string; version: number } | null, written: WrittenRule, actor: string, now: Date): Promise<SavedRule> {
  const faults = checkRule(written);
  if (faults.length > 0) return { kind: 'invalid', faults };
  await readUnknownCollections(shopId, [...new Set(partsOf(written).flatMap(({ products }) => (products.kind === 'collection' ? [products.collectionId] : [])))], now);
  return withTransaction(async (client) => {
    const rules = await lockOfferRules(shopId, client);
    const before = known && heldRule(rules, known.ruleId);
    if (before && before.version !== known.version) throw new AppError('conflict', says(({ desk }) => desk.ruleChangedMeanwhile));
    if (!before && rules.length >= MOST_RULES) throw new AppError('refused', says(({ desk }) => desk.rulesFull(MOST_RULES)));
    const rule = { ...written, ruleId: before?.ruleId ?? randomUUID(), enabled: before?.enabled ?? true };
    await writeOfferRule(shopId, rule, actor, now, client);
    await resolveRule(shopId, rule, client);
    await recordChange(shopId, { changedAt: now, actor, event: before ? 'rule_changed' : 'rule_added', detail: { ruleId: rule.ruleId, ...(before ? { before: told(before) } : {}), after: told(rule) } }, client);
    await paintAnew(shopId, client);
    return { kind: 'saved', ruleId: rule.ruleId };
  });
}

/** Deciding again what is so already changes nothing. */
export async function switchRule(shopId: bigint, ruleId: string, enabled: boolean, actor: string, now: Date): Promise<void> {
  await withTransaction(async (client) => {
    const rule = heldRule(await lockOfferRules(shopId, client), ruleId);
    if (rule.enabled === enabled) return;
    await writeOfferRule(shopId, { ...rule, enabled }, actor, now, client);
    await recordChange(shopId, { changedAt: now, actor, event: enabled ? 'rule_switched_on' : 'rule_switched_off', detail: { ruleId, after: told(rule) } }, client);
    await paintAnew(shopId, client);
  });
}

export async function removeRule(shopId: bigint, ruleId: string, actor: string, now: Date): Promise<void> {
  await withTransaction(async (client) => {
    const rule = heldRule(await lockOfferRules(shopId, client), ruleId);
    await deleteOfferRule(shopId, ruleId, client);
    await recordChange(shopId, { changedAt: now, actor, event: 'rule_removed', detail: { ruleId, before: told(rule) } }, client);
    await paintAnew(shopId, client);
  });
}

/** @param ruleIds in the order wanted; @throws AppError conflict when these are not the shop's rules any more */
export async function orderRules(shopId: bigint, ruleIds: readonly string[], actor: string, now: Date): Promise<void> {
  await withTransaction(async (client) => {
    const before = (await lockOfferRules(shopId, client)).map(({ ruleId }) => ruleId);
    if (before.length !== ruleIds.length || !before.every((ruleId) => ruleIds.includes(ruleId))) {
      throw new AppError('conflict', says(({ desk }) => desk.rulesMovedMeanwhile));
    }
    if (before.every((ruleId, at) => ruleId === ruleIds[at])) return;
    await orderOfferRules(shopId, ruleIds, client);
    await recordChange(shopId, { changedAt: now, actor, event: 'rules_ordered', detail: { before, after: ruleIds } }, client);
  });
}

const paintAnew = (shopId: bigint, client: Queryable) => enqueue(publishSets, { shopId: String(shopId) }, { client, jobKey: `publish-sets:${shopId}` });

function heldRule(rules: readonly OfferRuleRow[], ruleId: string): OfferRuleRow {
  const rule = rules.find((each) => each.ruleId === ruleId);
  if (!rule) throw new AppError('not_found', says(({ desk }) => desk.ruleGone));
  return rule;
}

const told = ({ name, conditions, action }: Pick<OfferRule, 'name' | 'conditions' | 'action'>) => ({ name, conditions, action });
