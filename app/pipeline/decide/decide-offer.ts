// Gathers the facts, asks the domain, keeps the decision with its reasons. What was never decided is not kept: a placement
// that is off, a shop that left, a cart in which nothing starts a set.
import type { NewDecision } from '#app/db/across-shops/save-decisions.ts';
import { decide } from '#app/domain/decision/decide.ts';
import { hasEmptySlot } from '#app/domain/decision/empty-slots.ts';
import { encodeDecision } from '#app/domain/decision/encode.ts';
import type { Decision } from '#app/domain/decision/facts.ts';
import { heldOut } from '#app/domain/decision/hold-out.ts';
import type { InArm } from '#app/domain/experiment/arms-in-order.ts';
import { armOfSubject } from './arm-of-subject.ts';
import { newDecisionId } from './decision-id.ts';
import { keepDecision } from './decision-log.ts';
import { type Gathered, gatherFacts, type OfferRequest } from './gather-facts.ts';
import { factsSource } from './kept-facts.ts';

export interface Decided extends Gathered {
  decisionId: string;
  decision: Decision;
  /** The arm that applied; null outside every experiment, and where there is nothing to offer to anyone. */
  assigned: InArm | null;
}

/** Decides and keeps. In the holdout there is no offer, and every item's reason says so. @returns null when there is nothing to decide for: placement off, or shop not here */
export async function decideOffer(request: OfferRequest, now: Date): Promise<Decided | null> {
  const gathered = await gatherFacts(request, ({ installed, enabled }) => installed && enabled, now, factsSource());
  if (!gathered) return null;
  const wouldOffer = await settle(request, gathered, now);
  const assigned = wouldOffer.decision.offer ? await armOfSubject(request, wouldOffer, now) : null;
  const decided = { ...wouldOffer, assigned, decision: assigned?.arm === 'holdout' ? heldOut(wouldOffer.decision) : wouldOffer.decision };
  if (gathered.facts.sets.length > 0 || decided.decision.rules.length > 0) keep(request, decided, now);
  return decided;
}

/** What would be offered, wherever placements are on or off: for previews. Leaves no row. */
export async function decideFor(request: OfferRequest, now: Date): Promise<Decided | null> {
  const gathered = await gatherFacts(request, () => true, now);
  return gathered && settle(request, gathered, now);
}

/** The same, and as if the merchant had no rules. Leaves no row. */
export async function decideWithAndWithoutRules(request: OfferRequest, now: Date): Promise<{ withRules: Decided; without: Decided } | null> {
  const gathered = await gatherFacts(request, () => true, now);
  return gathered && { withRules: await settle(request, gathered, now), without: await settle(request, withoutRules(gathered), now) };
}

function withoutRules(gathered: Gathered): Gathered {
  const withStandIns = async () => {
    const more = await gathered.withStandIns();
    return more && withoutRules(more);
  };
  return { ...gathered, facts: { ...gathered.facts, rules: [] }, withStandIns };
}

/** A second time where a slot stays empty that somebody else might stand in. */
async function settle(request: OfferRequest, gathered: Gathered, now: Date): Promise<Decided> {
  const decideBy = ({ facts, policy }: Gathered) => decide(facts, policy, now, String(request.shopId));
  const first = { gathered, decision: decideBy(gathered) };
  const more = hasEmptySlot(gathered.facts, first.decision) ? await gathered.withStandIns() : null;
  const { gathered: last, decision } = more ? { gathered: more, decision: decideBy(more) } : first;
  return { ...last, decisionId: newDecisionId(request), decision, assigned: null };
}

function keep(request: OfferRequest, decided: Decided, now: Date): void {
  keepDecision(decisionRow(request, decided, now));
}

/** The form a decision is kept in. Whoever keeps it in a transaction of their own (a due step) makes the row of decideFor(). */
export function decisionRow({ shopId, placement, customerId, visitorId }: OfferRequest, { decision, decisionId, facts }: Decided, now: Date): NewDecision {
  return {
    shopId,
    decisionId,
    decidedAt: now,
    placement,
    customerId,
    visitorId: visitorId ?? null,
    currency: decision.currency,
    cartProductIds: [...new Set(facts.cart.map(({ productId }) => productId))],
    setId: decision.offer?.setId ?? null,
    ruleIds: decision.rules.length > 0 ? [...decision.rules] : null,
    ...encodeDecision(decision),
  };
}
