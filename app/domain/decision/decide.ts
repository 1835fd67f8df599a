// What to offer this subject, here, now. The whole sequence, always the same whoever asks: sets that begin, as their strategy
// and conditions say → what the merchant's rules leave of them → candidates → eligibility → substitution → discount within the margin floor → ranking by what fits the
// customer and by expected profit → one primary offer, with a reason for everything chosen and everything refused. Pure and
// total: the same facts, moment and salt give the same decision.
import { dayIn } from '../catalog/day-of-year.ts';
import { anchorFacts } from '../eligibility/anchor.ts';
import { inOrderAt } from '../margin/fixed-fee.ts';
import { policyFor } from '../margin/rails.ts';
import type { RuleContext } from '../eligibility/rule.ts';
import type { SetFacts } from '../set/set.ts';
import { STRATEGY } from '../set/strategies.ts';
import { type BegunSet, beginSet } from './begin-set.ts';
import { type Ruled, ruled, ruleRefusal, setsAskedFor } from './by-rules.ts';
import { type ComposedSet, composeOffer } from './compose-offer.ts';
import type { Decision, DecisionFacts, Policy, Refusal } from './facts.ts';
import { fitOf } from './fits-customer.ts';
import { tieBreak } from './tie-break.ts';

/**
 * @param now business time
 * @param salt settles the order among sets that are worth the same
 */
export function decide(facts: DecisionFacts, policy: Policy, now: Date, salt: string): Decision {
  const byRule = ruled(facts, now);
  const context = ruleContext(facts, policy, byRule, now);
  const begun = setsAskedFor(facts, byRule).sort(byId).map((set) => allowedBy(byRule, beginSet(set, facts, set.setId === byRule.calledId, now))).filter((one) => one !== null);
  const ready = begun.filter((one) => one.kind === 'begun');
  const composed = ready.map((one): Ranked => ({ ...composeOffer(one.set, facts, contextOf(one, facts, context), policyFor(inOrderAt(facts.moment, one.isOwned), policy)), ...fitOf(one, facts.customer.orders, ready) }));
  const ranked = composed.sort(byCallFitAndProfit(salt, byRule.calledId));
  const winner = ranked.find(({ offer }) => offer !== null);
  return {
    currency: facts.cartCurrency,
    offer: winner?.offer ?? null,
    fit: winner?.code ?? null,
    refused: [
      ...ranked.flatMap((one) => (one === winner ? one.refused : [...one.refused, ...outranked(one)])),
      ...begun.flatMap((one) => (one.kind === 'refused' ? one.refusal : [])),
    ],
    rules: byRule.acting,
  };
}

/** Whether, where the customer stands, it is the turn of this kind of set, and why. */
type Ranked = ComposedSet & ReturnType<typeof fitOf>;

function allowedBy(byRule: Ruled, one: ReturnType<typeof beginSet>): ReturnType<typeof beginSet> {
  const refusal = one?.kind === 'begun' ? ruleRefusal(one, byRule) : null;
  return refusal ? { kind: 'refused', refusal } : one;
}

function ruleContext(facts: DecisionFacts, { guardrails }: Policy, { only, leftOut }: Ruled, now: Date): RuleContext {
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
    beside: 'completes',
    earlyAccess: 'none',
    ruled: { only, leftOut },
    cartProductIds: new Set(facts.cart.map(({ productId }) => productId)),
    cartUnits,
    customer: facts.customer,
    guardrails,
  };
}

/** Without a price for its anchor nothing of a set can be held against it. */
function contextOf({ set: { anchorProductId, strategy, terms } }: BegunSet, { products, customer, unpriced }: DecisionFacts, context: RuleContext): RuleContext {
  const isAmongThem = terms.kind === 'early_access' && (customer.tags.includes(terms.tag) || customer.segments.has(terms.tag));
  const earlyAccess = terms.kind === 'early_access' ? (isAmongThem ? 'granted' : 'withheld') : 'none';
  return {
    ...context,
    anchor: anchorFacts(products.get(anchorProductId), context.cartUnits),
    beside: STRATEGY[strategy].beside,
    earlyAccess,
    unpriced: unpriced.has(anchorProductId) ? new Set(products.keys()) : unpriced,
  };
}

function byCallFitAndProfit(salt: string, calledId: string | null): (one: Ranked, other: Ranked) => number {
  return (one, other) =>
    Number(other.set.setId === calledId) - Number(one.set.setId === calledId) ||
    Number(other.fits) - Number(one.fits) ||
    other.expectedProfitMinor - one.expectedProfitMinor ||
    tieBreak(salt, one.set.setId) - tieBreak(salt, other.set.setId) ||
    byId(one.set, other.set);
}

const byId = (one: SetFacts, other: SetFacts): number => (one.setId < other.setId ? -1 : 1);

/** What a set that came second would have offered: refused, for the one reason that another was worth more. */
function outranked({ set, offer }: ComposedSet): Refusal[] {
  return (offer?.items ?? []).map(({ productId, slotNo }) => ({ code: 'ranked_lower', productId, setId: set.setId, slotNo, numbers: [] }));
}
