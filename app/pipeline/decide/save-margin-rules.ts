// A merchant changes floors and costs of parts of the range. It holds for the next decision; what the store was told is
// renewed in the same transaction: discounts that a new floor no longer allows may not stay published.
import { recordChange } from '#app/db/changes.ts';
import { marginRulesOf, writeMarginRules } from '#app/db/margin-rules.ts';
import { withTransaction } from '#app/db/pool.ts';
import { type MarginRule, type MarginRulesOutcome, readMarginRules, ruleKey } from '#app/domain/margin/margin-rule.ts';
import { publishSets } from '#app/jobs/definitions/publish-sets.ts';
import { enqueue } from '#app/jobs/enqueue.ts';

/** @param actor the person's subject id @returns what was saved, or why nothing was */
export async function saveMarginRules(shopId: bigint, given: readonly MarginRule[], actor: string, now: Date): Promise<MarginRulesOutcome> {
  const outcome = readMarginRules(given);
  if (outcome.kind === 'invalid') return outcome;
  await withTransaction(async (client) => {
    const before = await marginRulesOf(shopId, client);
    const [added, removed] = [without(outcome.rules, before), without(before, outcome.rules)];
    if (added.length + removed.length === 0) return;
    await writeMarginRules(shopId, outcome.rules, client);
    await recordChange(shopId, { changedAt: now, actor, event: 'margin_rules_saved', detail: { added, removed } }, client);
    await enqueue(publishSets, { shopId: String(shopId) }, { client, jobKey: `publish-sets:${shopId}` });
  });
  return outcome;
}

/** Rules that the others lack, or have with other numbers. */
function without(rules: readonly MarginRule[], others: readonly MarginRule[]): MarginRule[] {
  const there = new Set(others.map(contentOf));
  return rules.filter((rule) => !there.has(contentOf(rule)));
}

const contentOf = (rule: MarginRule): string => [ruleKey(rule), rule.floorBp, rule.floorMinor, rule.defaultCostBp, rule.handlingMinor].join(' ');
