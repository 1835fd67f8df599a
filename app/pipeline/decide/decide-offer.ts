// Gathers the facts, asks the domain, keeps the decision with its reasons. What was never decided is not kept: a placement
// that is off, a shop that left, a cart in which nothing starts a set.
import type { NewDecision } from '#app/db/across-shops/save-decisions.ts';
import { decide } from '#app/domain/decision/decide.ts';
import { hasEmptySlot } from '#app/domain/decision/empty-slots.ts';
import { encodeDecision } from '#app/domain/decision/encode.ts';
import type { Decision } from '#app/domain/decision/facts.ts';
import { heldOut } from '#app/domain/decision/hold-out.ts';
import type { InArm } from '#app/domain/experiment/arms-in-order.ts';
import { factsUnder, policyUnder } from '#app/domain/experiment-test/show-version.ts';
import type { Version } from '#app/domain/experiment-test/test.ts';
import { armInTest, type InTest } from './arm-in-test.ts';
import { armOfSubject } from './arm-of-subject.ts';
import { newDecisionId } from './decision-id.ts';
import { keepDecision } from './decision-log.ts';
import { type Gathered, gatherFacts, type OfferRequest, type Settled } from './gather-facts.ts';
import { factsSource, keptOffer } from './kept-facts.ts';
import { cartOf } from './same-cart.ts';

export interface Decided extends Gathered {
  decisionId: string;
  decision: Decision;
  /** The arm that applied; null outside every experiment, and where there is nothing to offer to anyone. */
  assigned: InArm | null;
  /** The arm of the test that runs here; null: none does, or they are in none. */
  tested: InTest | null;
}

/** Decides and keeps. In the holdout there is no offer, and every item's reason says so. @returns null when there is nothing to decide for: placement off, or shop not here */
export async function decideOffer(request: OfferRequest, now: Date): Promise<Decided | null> {
  const settled = await settledFor(request, now);
  if (!settled) return null;
  const { gathered } = settled;
  const wouldOffer = decidedOf(request, settled);
  const assigned = wouldOffer.decision.offer ? await armOfSubject(request, wouldOffer, now) : null;
  // Whoever has an offer coming is in a test, whatever its arm leaves of it: or the arms would not be alike.
  const tested = assigned?.arm === 'exposed' ? await armInTest(request, wouldOffer, now) : null;
  const shown = tested && tested.version.kind !== 'as_it_was' ? decidedOf(request, await settle(request, underVersion(gathered, tested.version), now)) : wouldOffer;
  const decided = { ...shown, assigned, tested, decision: assigned?.arm === 'holdout' ? heldOut(shown.decision) : shown.decision };
  if (gathered.facts.sets.length > 0 || decided.decision.rules.length > 0) keep(request, decided, now);
  return decided;
}

/** Who has nothing of their own is offered what their cart alone says: it is settled once, until something changes. */
async function settledFor(request: OfferRequest, now: Date): Promise<Settled | null> {
  const settleNow = async (): Promise<Settled | null> => {
    const gathered = await gatherFacts(request, ({ installed, enabled }) => installed && enabled, now, factsSource());
    return gathered && settle(request, gathered, now);
  };
  const { shopId, customerId, visitorId } = request;
  const isNobody = customerId === null && (visitorId === undefined || factsSource().isStranger(shopId, visitorId));
  return isNobody ? keptOffer(shopId, cartOf(request, now), settleNow) : settleNow();
}

/** What would be offered, wherever placements are on or off: for messages and previews; in the arm of a test, where one is said. Leaves no row. */
export async function decideFor(request: OfferRequest, now: Date, tested: InTest | null = null): Promise<Decided | null> {
  const gathered = await gatherFacts(request, () => true, now);
  return gathered && { ...decidedOf(request, await settle(request, tested ? underVersion(gathered, tested.version) : gathered, now)), tested };
}

/** The same, and as if the merchant had no rules. Leaves no row. */
export async function decideWithAndWithoutRules(request: OfferRequest, now: Date): Promise<{ withRules: Decided; without: Decided } | null> {
  const gathered = await gatherFacts(request, () => true, now);
  const decideBy = async (by: Gathered) => decidedOf(request, await settle(request, by, now));
  return gathered && { withRules: await decideBy(gathered), without: await decideBy(withoutRules(gathered)) };
}

const withoutRules = (gathered: Gathered): Gathered => alike(gathered, (one) => ({ ...one, facts: { ...one.facts, rules: [] } }));

/** As an arm of a test shows it. */
export const underVersion = (gathered: Gathered, version: Version): Gathered =>
  alike(gathered, (one) => ({ ...one, facts: factsUnder(version, one.facts, one.promisesPrice), policy: policyUnder(version, one.policy) }));

/** The same change of what was gathered and of what may stand in. */
function alike(gathered: Gathered, change: (one: Gathered) => Gathered): Gathered {
  const withStandIns = async () => {
    const more = await gathered.withStandIns();
    return more && alike(more, change);
  };
  return { ...change(gathered), withStandIns };
}

/** A second time where a slot stays empty that somebody else might stand in. */
async function settle(request: OfferRequest, gathered: Gathered, now: Date): Promise<Settled> {
  const decideBy = ({ facts, policy }: Gathered) => decide(facts, policy, now, String(request.shopId));
  const first = decideBy(gathered);
  const more = hasEmptySlot(gathered.facts, first) ? await gathered.withStandIns() : null;
  return more ? { gathered, last: more, decision: decideBy(more) } : { gathered, last: gathered, decision: first };
}

const decidedOf = (request: OfferRequest, { last, decision }: Settled): Decided => ({ ...last, decisionId: newDecisionId(request), decision, assigned: null, tested: null });

function keep(request: OfferRequest, decided: Decided, now: Date): void {
  keepDecision(decisionRow(request, decided, now));
}

/** The form a decision is kept in. Whoever keeps it in a transaction of their own (a due step) makes the row of decideFor(). */
export function decisionRow({ shopId, placement, customerId, visitorId }: OfferRequest, { decision, decisionId, facts, tested }: Decided, now: Date): NewDecision {
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
    ...encodeDecision(decision, tested),
  };
}
