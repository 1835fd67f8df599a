// What to offer this subject, here, now. The whole sequence, always the same whoever asks: candidates → eligibility →
// substitution → discount within the margin floor → ranking by expected profit → one primary offer, with a reason for
// everything chosen and everything refused. Pure and total: the same facts, moment and salt give the same decision.
import { dayIn } from '../catalog/day-of-year.ts';
import { isOnSale } from '../catalog/product.ts';
import { anchorFacts } from '../eligibility/anchor.ts';
import type { RuleContext } from '../eligibility/rule.ts';
import type { SetFacts } from '../set/set.ts';
import { type ComposedSet, composeOffer } from './compose-offer.ts';
import type { Decision, DecisionFacts, Policy, Refusal } from './facts.ts';
import { tieBreak } from './tie-break.ts';

/**
 * @param now business time
 * @param salt settles the order among sets that are worth the same
 */
export function decide(facts: DecisionFacts, policy: Policy, now: Date, salt: string): Decision {
  const context = ruleContext(facts, policy, now);
  const startable = facts.sets.filter((set) => set.strategy === 'completion' && context.cartProductIds.has(set.anchorProductId)).sort(byId);
  const held = startable.map((set) => ({ set, by: anchorRefusal(set, facts, now) }));
  const ranked = held.filter(({ by }) => by === null).map(({ set }) => composeOffer(set, facts, contextOf(set, facts, context), policy)).sort(byExpectedProfit(salt));
  const winner = ranked.find(({ offer }) => offer !== null);
  return {
    currency: facts.cartCurrency,
    offer: winner?.offer ?? null,
    refused: [
      ...ranked.flatMap((composed) => (composed === winner ? composed.refused : [...composed.refused, ...outranked(composed)])),
      ...held.flatMap(({ by }) => by ?? []),
    ],
  };
}

function ruleContext(facts: DecisionFacts, { guardrails }: Policy, now: Date): RuleContext {
  const cartUnits = new Map<bigint, number>();
  for (const { variantId, quantity } of facts.cart) cartUnits.set(variantId, (cartUnits.get(variantId) ?? 0) + quantity);
  return {
    now,
    unpriced: facts.unpriced,
    soldHere: facts.soldHere,
    country: facts.country,
    today: dayIn(facts.timezone, now),
    inMessage: facts.inMessage,
    anchor: null,
    earlyAccess: 'none',
    cartProductIds: new Set(facts.cart.map(({ productId }) => productId)),
    cartUnits,
    customer: facts.customer,
    guardrails,
  };
}

/** Without a price for its anchor nothing of a set can be held against it. */
function contextOf({ anchorProductId, terms }: SetFacts, { products, customer, unpriced }: DecisionFacts, context: RuleContext): RuleContext {
  const isAmongThem = terms.kind === 'early_access' && (customer.tags.includes(terms.tag) || customer.segments.has(terms.tag));
  const earlyAccess = terms.kind === 'early_access' ? (isAmongThem ? 'granted' : 'withheld') : 'none';
  return {
    ...context,
    anchor: anchorFacts(products.get(anchorProductId), context.cartUnits),
    earlyAccess,
    unpriced: unpriced.has(anchorProductId) ? new Set(products.keys()) : unpriced,
  };
}

function byExpectedProfit(salt: string): (one: ComposedSet, other: ComposedSet) => number {
  return (one, other) =>
    other.expectedProfitMinor - one.expectedProfitMinor ||
    tieBreak(salt, one.set.setId) - tieBreak(salt, other.set.setId) ||
    byId(one.set, other.set);
}

const byId = (one: SetFacts, other: SetFacts): number => (one.setId < other.setId ? -1 : 1);

/** What a set that came second would have offered: refused, for the one reason that another was worth more. */
function outranked({ set, offer }: ComposedSet): Refusal[] {
  return (offer?.items ?? []).map(({ productId, slotNo }) => ({ code: 'ranked_lower', productId, setId: set.setId, slotNo, numbers: [] }));
}

/** What keeps the whole set out: the store's discount does not start from such an anchor, so its price could not be kept. */
function anchorRefusal({ setId, anchorProductId }: SetFacts, { partProductIds, products }: DecisionFacts, now: Date): Refusal | null {
  const about = { productId: anchorProductId, setId, slotNo: 0, numbers: [] };
  const anchor = products.get(anchorProductId);
  if (!anchor || !isOnSale(anchor, now)) return { ...about, code: 'anchor_not_on_sale' };
  return partProductIds.has(anchorProductId) ? { ...about, code: 'anchor_discounted' } : null;
}
