// What the merchant's rules would make of a set that is in the editor: the preview shows it as if there were none.
import { loadedRules } from '#app/db/offer-rules.ts';
import type { ResolvedSet } from '#app/db/set-definitions.ts';
import { mayKeepBack } from '#app/domain/offer-rule/may-hide.ts';
import type { SetDefinition } from '#app/domain/set/set-definition.ts';
import { type ActedRules, actedRules } from './rules.ts';

export interface RulesBeside {
  /** Those that may hide it, or something of it, or show another in its place. null: none would. */
  keepBack: ActedRules | null;
  /** It is shown only where a rule calls for it, and none that is on does. */
  isUncalled: boolean;
}

export async function rulesBeside(shopId: bigint, setId: string | null, { strategy, byRuleOnly }: SetDefinition, { slots }: ResolvedSet): Promise<RulesBeside> {
  const rules = await loadedRules(shopId);
  return {
    keepBack: await actedRules(shopId, rules.filter((rule) => mayKeepBack(rule, { setId, strategy, slots })).map(({ ruleId }) => ruleId)),
    isUncalled: byRuleOnly && !rules.some(({ action }) => action.kind === 'show_set' && action.setId === setId),
  };
}
