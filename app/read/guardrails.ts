// The guardrails screen: what holds now, the bounds of each, what is never or only sometimes offered, what fits what, and
// what it all does to the catalogue.
import { guardrailsSavedAt } from '#app/db/admin-home.ts';
import { type BlockRow, blocksOf } from '#app/db/blocks.ts';
import { compatibilityOf } from '#app/db/compatibility-rules.ts';
import { guardrailsOf } from '#app/db/guardrails.ts';
import { leftAloneTagsOf } from '#app/db/left-alone-tags.ts';
import { marginRulesOf } from '#app/db/margin-rules.ts';
import { limitsOfShop } from '#app/db/offer-limits.ts';
import { type CompatibilityRule, ruleKey } from '#app/domain/compatibility/rule-list.ts';
import type { LeftAloneMeaning } from '#app/domain/consent/left-alone-tags.ts';
import { type BlockEntry, entryKey } from '#app/domain/eligibility/block-list.ts';
import { type LimitEntry, limitKey } from '#app/domain/eligibility/limit-list.ts';
import { GUARDRAIL_BOUNDS, type Guardrails } from '#app/domain/margin/guardrails.ts';
import type { MarginRule } from '#app/domain/margin/margin-rule.ts';
import { type GuardrailsEffect, guardrailsEffect } from './guardrails-effect.ts';
import { type OtherDiscount, otherDiscounts } from './other-discounts.ts';

export type LeftAloneTags = Record<LeftAloneMeaning, string[]>;

export interface GuardrailsPage {
  guardrails: Guardrails;
  bounds: typeof GUARDRAIL_BOUNDS;
  /** ISO; null while the defaults hold. */
  savedAt: string | null;
  effect: GuardrailsEffect;
  /** The shop's other discounts, as far as they may meet ours. */
  others: OtherDiscount[];
  blocks: BlockEntry[];
  /** Collections of the list that are still being read, or are gone from the store; by entryKey. */
  blockStates: Record<string, 'reading' | 'gone'>;
  /** Tags of customers who are left alone, by why, as they were typed. */
  leftAlone: LeftAloneTags;
  marginRules: MarginRule[];
  limits: LimitEntry[];
  /** Limits that nothing in the catalogue falls under; by limitKey. */
  idleLimits: string[];
  compatibility: CompatibilityRule[];
  /** Rules whose option, tag or metafield no product has, and those whose metafield is still being read; by ruleKey. */
  idleRules: string[];
  readingRules: string[];
}

export async function guardrailsPage(shopId: bigint, now: Date): Promise<GuardrailsPage> {
  const [guardrails, savedAt, blocks, leftAlone, openCase, limits, compatibility, marginRules, others] = await Promise.all([
    guardrailsOf(shopId), guardrailsSavedAt(shopId), blocksOf(shopId), leftAloneTagsOf(shopId, 'left_alone'), leftAloneTagsOf(shopId, 'open_case'),
    limitsOfShop(shopId), compatibilityOf(shopId), marginRulesOf(shopId), otherDiscounts(shopId, now),
  ]);
  return {
    guardrails,
    bounds: GUARDRAIL_BOUNDS,
    savedAt: savedAt?.toISOString() ?? null,
    effect: await guardrailsEffect(shopId, guardrails, blocks, undefined, now),
    others,
    blocks: blocks.map(({ kind, value, title }) => ({ kind, value, title })),
    blockStates: Object.fromEntries(blocks.flatMap((block) => {
      const state = stateOf(block);
      return state ? [[entryKey(block), state]] : [];
    })),
    leftAlone: { left_alone: leftAlone.map(({ title }) => title), open_case: openCase.map(({ title }) => title) },
    marginRules,
    limits: limits.map(({ scope, value, title, limit }) => ({ scope, value, title, limit })),
    idleLimits: limits.filter(({ isIdle }) => isIdle).map(limitKey),
    compatibility: compatibility.map(({ source, key, name }) => ({ source, key, name })),
    readingRules: compatibility.filter(({ isReading }) => isReading).map(ruleKey),
    idleRules: compatibility.filter(({ isIdle }) => isIdle).map(ruleKey),
  };
}

function stateOf({ kind, readAt, goneAt }: BlockRow): 'reading' | 'gone' | null {
  if (kind !== 'collection') return null;
  if (goneAt) return 'gone';
  return readAt ? null : 'reading';
}
