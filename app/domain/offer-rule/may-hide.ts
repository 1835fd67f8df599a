// Whether a rule may keep a set, or something of it, from somebody: by what the rule does, whenever that is. The store paints
// before anybody knows the cart and the customer, so it must never paint what a rule may hide; the server says it when asked.
import type { SetFacts } from '../set/set.ts';
import { ACTION_PART, type LoadedRule } from './offer-rule.ts';

const NO_PRODUCTS: ReadonlySet<bigint> = new Set();

export function mayHide({ enabled, action, products }: Pick<LoadedRule, 'enabled' | 'action' | 'products'>, { strategy, slots }: Pick<SetFacts, 'strategy' | 'slots'>): boolean {
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
