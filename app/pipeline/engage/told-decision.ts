// A decision that was only imagined, told to the merchant: what would be offered and why, what not and why not.
import { decodeDecision, encodeDecision } from '#app/domain/decision/encode.ts';
import { explainItem, explainRefusal, type Telling } from '#app/domain/decision/explain.ts';
import { reasonWords } from '#app/domain/decision/words/words.ts';
import type { Language } from '#app/domain/language.ts';
import type { Decided } from '../decide/decide-offer.ts';

export interface ToldProduct {
  /** Decimal text. */
  productId: string;
  title: string;
  imageUrl: string | null;
}

export interface ToldDecision {
  currency: string;
  /** The merchant's rules that acted, in their order. */
  ruleIds: readonly string[];
  offered: (ToldProduct & { slotName: string; priceMinor: number; offerPriceMinor: number; substitute: boolean; sentences: string[] })[];
  refused: (ToldProduct & { code: string; sentence: string })[];
  /** Why this kind of set, of all that begin here; null: nothing is offered. */
  turn: string | null;
}

/** @param language of the merchant who reads */
export function toldDecision({ decision, facts }: Pick<Decided, 'decision' | 'facts'>, language: Language): ToldDecision {
  const product = (productId: bigint): ToldProduct => {
    const known = facts.products.get(productId);
    return { productId: String(productId), title: known?.title ?? `Product ${productId}`, imageUrl: known?.imageUrl ?? null };
  };
  const telling: Telling = { words: reasonWords(language), currency: decision.currency, titleOf: (productId) => product(productId).title };
  const { items, refused } = decodeDecision(encodeDecision(decision));
  return {
    currency: decision.currency,
    ruleIds: decision.rules,
    offered: items.map((item) => ({
      ...product(item.productId), slotName: item.slotName, priceMinor: item.priceMinor, offerPriceMinor: item.offerPriceMinor,
      substitute: item.insteadOf !== null, sentences: explainItem(item, telling),
    })),
    refused: refused.map((refusal) => ({ ...product(refusal.productId), code: refusal.code, sentence: explainRefusal(refusal, telling) })),
    turn: decision.offer && decision.fit && telling.words.turn[decision.fit](product(decision.offer.anchorProductId).title),
  };
}
