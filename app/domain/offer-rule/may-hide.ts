// Whether a rule may keep a set, or something of it, from somebody: by what the rule does, whenever that is. The store paints
// before anybody knows the cart and the customer, so it must never paint what a rule may hide; the server says it when asked.
import type { Strategy } from '../set/set-definition.ts';
import { ACTION_PART, type LoadedRule } from './offer-rule.ts';

/** What of a set a rule may look at. */
export interface SetInView {
  strategy: Strategy;
  slots: readonly { candidates: readonly { productId: bigint }[] }[];
}

const NO_PRODUCTS: ReadonlySet<bigint> = new Set();

export function mayHide({ enabled, action, products }: Pick<LoadedRule, 'enabled' | 'action' | 'products'>, { strategy, slots }: SetInView): boolean {
  if (!enabled) return false;
  const named = products.get(ACTION_PART) ?? NO_PRODUCTS;
  const someCandidate = (isMeant: (productId: bigint) => boolean) => slots.some(({ candidates }) => candidates.some(({ productId }) => isMeant(productId)));
  switch (action.kind) {
    case 'offer_nothing':
      return true;
    case 'only_strategies':
      return !action.strategies.includes(strategy);
    case 'only_products':
      return someCandidate((productId) => !named.has(productId));
    case 'leave_out':
      return someCandidate((productId) => named.has(productId));
    case 'show_set':
      return false;
  }
}

/** Whether it may also show another set in this one's place. */
export const mayKeepBack = (rule: LoadedRule, set: SetInView & { setId: string | null }): boolean =>
  mayHide(rule, set) || (rule.enabled && rule.action.kind === 'show_set' && rule.action.setId !== set.setId);
