// One decision, told to the merchant: what was in the cart, what was offered and why, what was left out and why.
import { decisionById, type DecisionRow } from '#app/db/decisions.ts';
import { productTitles } from '#app/db/product-titles.ts';
import { decodeDecision } from '#app/domain/decision/encode.ts';
import { explainItem, explainRefusal } from '#app/domain/decision/explain.ts';
import type { ReasonCode } from '#app/domain/decision/reason-codes.ts';
import { reasonWords } from '#app/domain/decision/words/words.ts';
import type { Language } from '#app/domain/language.ts';
import { type ProductName, productName } from './activity.ts';
import { type ActedRules, actedRules } from './rules.ts';

export interface ExplainedDecision {
  decisionId: string;
  /** ISO. */
  decidedAt: string;
  placement: string;
  customerId: string | null;
  currency: string;
  setId: string | null;
  /** null: none of the merchant's rules acted. */
  rules: ActedRules | null;
  cart: ProductName[];
  offered: (ProductName & { slotName: string; priceMinor: number; offerPriceMinor: number; substitute: boolean; sentences: string[] })[];
  refused: (ProductName & { code: ReasonCode; sentence: string })[];
}

/**
 * @param language of the merchant who reads
 * @returns undefined when it was never kept, or its lifetime is over
 */
export async function explainDecision(shopId: bigint, decisionId: string, language: Language): Promise<ExplainedDecision | undefined> {
  const row = await decisionById(shopId, decisionId);
  if (!row) return undefined;
  const { items, refused } = decodeDecision(row);
  const [titles, rules] = await Promise.all([productTitles(shopId, productIdsOf(row)), actedRules(shopId, row.ruleIds ?? [])]);
  const telling = { words: reasonWords(language), currency: row.currency, titleOf: (productId: bigint) => productName(productId, titles).title };
  return {
    decisionId: row.decisionId,
    decidedAt: row.decidedAt.toISOString(),
    placement: row.placement,
    customerId: row.customerId === null ? null : String(row.customerId),
    currency: row.currency,
    setId: row.setId,
    rules,
    cart: row.cartProductIds.map((productId) => productName(productId, titles)),
    offered: items.map((item) => ({
      ...productName(item.productId, titles),
      slotName: item.slotName,
      priceMinor: item.priceMinor,
      offerPriceMinor: item.offerPriceMinor,
      substitute: item.insteadOf !== null,
      sentences: explainItem(item, telling),
    })),
    refused: refused.map((refusal) => ({ ...productName(refusal.productId, titles), code: refusal.code, sentence: explainRefusal(refusal, telling) })),
  };
}

function productIdsOf({ cartProductIds, offered, refused }: DecisionRow): bigint[] {
  return [...new Set([...cartProductIds, ...offered.flatMap(({ p, x }) => [BigInt(p), ...(x ? [BigInt(x)] : [])]), ...refused.map(({ p }) => BigInt(p))])];
}
