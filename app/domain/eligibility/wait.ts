// The interface of the rules that wait: they look at what somebody did and when, and at nothing else, so that they can be
// asked about a moment that is long past too.
import type { ProductFacts } from '../catalog/product.ts';
import type { PastFacts } from '../audience/customer-past.ts';
import type { Guardrails } from '../margin/guardrails.ts';

export interface WaitContext {
  now: Date;
  /** The offer goes into a message, not on a page. */
  inMessage: boolean;
  customer: PastFacts;
  guardrails: Pick<Guardrails, WaitName>;
}

export const WAIT_NAMES = ['returnCooldownDays', 'categoryCooldownDays', 'offerCooldownDays', 'firstValueDays'] as const satisfies readonly (keyof Guardrails)[];
export type WaitName = (typeof WAIT_NAMES)[number];

export interface Wait {
  /** @returns as a Rule does */
  refuses(product: Pick<ProductFacts, 'productId' | 'productType'>, context: WaitContext): readonly number[] | null;
}
