// A merchant changes where products say what they fit. It holds for the next decision; what the store was told is renewed in
// the same transaction, and a metafield that is new among the rules is read.
import { recordChange } from '#app/db/changes.ts';
import { compatibilityOf, replaceCompatibility } from '#app/db/compatibility-rules.ts';
import { withTransaction } from '#app/db/pool.ts';
import { type CompatibilityOutcome, type CompatibilityRule, readCompatibilityRules, ruleKey } from '#app/domain/compatibility/rule-list.ts';
import { publishSets } from '#app/jobs/definitions/publish-sets.ts';
import { enqueue } from '#app/jobs/enqueue.ts';
import { ring } from '../sync/reread/ring.ts';

/** @param actor the person's subject id @returns what was saved, or why nothing was */
export async function saveCompatibility(shopId: bigint, given: readonly CompatibilityRule[], actor: string, now: Date): Promise<CompatibilityOutcome> {
  const outcome = readCompatibilityRules(given);
  if (outcome.kind === 'invalid') return outcome;
  await withTransaction(async (client) => {
    const before = await compatibilityOf(shopId, client);
    const [added, removed] = [without(outcome.rules, before), without(before, outcome.rules)];
    if (added.length + removed.length === 0) return;
    await replaceCompatibility(shopId, outcome.rules, client);
    await recordChange(shopId, { changedAt: now, actor, event: 'compatibility_saved', detail: { added: added.map(told), removed: removed.map(told) } }, client);
    if (added.some(({ source }) => source === 'metafield')) await ring(shopId, 'metafields', client);
    await enqueue(publishSets, { shopId: String(shopId) }, { client, jobKey: `publish-sets:${shopId}` });
  });
  return outcome;
}

function without(rules: readonly CompatibilityRule[], others: readonly CompatibilityRule[]): CompatibilityRule[] {
  const there = new Set(others.map(contentOf));
  return rules.filter((rule) => !there.has(contentOf(rule)));
}

const contentOf = (rule: CompatibilityRule): string => `${ruleKey(rule)} ${rule.name}`;
const told = ({ source, key, name }: CompatibilityRule) => ({ source, key, title: name });
