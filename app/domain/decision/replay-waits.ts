// What waits of other lengths would have refused of the offers that one customer was made: one after the other, each by what
// they had done until then, asked of the rules that deciding asks. What a message would not have suggested, nobody waits
// after: a refused suggestion begins no wait.
import { type CustomerPast, customerAt, type PastMessage } from '../audience/customer-past.ts';
import type { ProductFacts } from '../catalog/product.ts';
import type { WaitContext } from '../eligibility/wait.ts';
import { type WaitRefusal, waitFor } from '../eligibility/waits.ts';

export interface PastOffer {
  decisionId: string;
  decidedAt: Date;
  inMessage: boolean;
  /** Products as they were offered. */
  items: readonly bigint[];
  /** Of them those that the guardrails refuse whatever is waited for. */
  refused: ReadonlySet<bigint>;
}

export interface WaitReplay {
  guardrails: WaitContext['guardrails'];
  /** What is not known is waited for by nobody. */
  products: ReadonlyMap<bigint, ProductFacts>;
}

/**
 * @param offers of one customer, in order
 * @returns for each offer and item what refuses it; null: nothing does
 */
export function replayWaits(past: CustomerPast, offers: readonly PastOffer[], { guardrails, products }: WaitReplay): (WaitRefusal | null)[][] {
  const unsaid = new Map<string, ReadonlySet<bigint>>();
  const suggested = ({ decisionId, productIds }: PastMessage) => {
    const left = unsaid.get(decisionId);
    return left ? productIds.filter((productId) => !left.has(productId)) : productIds;
  };
  return offers.map(({ decisionId, decidedAt, inMessage, items, refused }) => {
    const context = { now: decidedAt, inMessage, guardrails, customer: customerAt(past, decidedAt, suggested) };
    const waits = items.map((productId) => {
      const product = products.get(productId);
      return product ? waitFor(product, context) : null;
    });
    if (inMessage) unsaid.set(decisionId, new Set(items.filter((productId, at) => waits[at] || refused.has(productId))));
    return waits;
  });
}
