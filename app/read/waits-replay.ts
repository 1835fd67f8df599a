// What other waits would have refused of the offers made to customers whom the shop knows: person by person, each in order,
// some hundred at a time. Offers that come to the same are counted together, so that a month of any length fits into memory.
import { customerPasts } from '#app/db/customer-pasts.ts';
import { type OfferOfCustomer, offersOfCustomers } from '#app/db/offers-of-customers.ts';
import type { CustomerPast } from '#app/domain/audience/customer-past.ts';
import type { ProductFacts } from '#app/domain/catalog/product.ts';
import { replayWaits } from '#app/domain/decision/replay-waits.ts';
import { WAIT_NAMES } from '#app/domain/eligibility/wait.ts';
import type { WaitRefusal } from '#app/domain/eligibility/waits.ts';
import { daysBefore } from '#app/domain/days.ts';
import { GUARDRAIL_BOUNDS, type Guardrails } from '#app/domain/margin/guardrails.ts';

/** One shape of offer, and which of its products guardrails refuse whatever is waited for. */
export interface WaitingShape {
  items: readonly bigint[];
  refused: { draft: ReadonlySet<bigint>; today: ReadonlySet<bigint> };
}

/** Offers of one shape of which the same is refused for the same reasons; the numbers are those of the last. */
export interface WaitedOffers {
  shapeKey: string;
  draft: readonly (WaitRefusal | null)[];
  today: readonly (WaitRefusal | null)[];
  times: number;
  lastAt: Date;
  lastDecisionId: string;
  lastCart: bigint[];
}

export interface WaitsReplay {
  since: Date;
  draft: Guardrails;
  today: Guardrails;
  shapes: ReadonlyMap<string, WaitingShape>;
  products: ReadonlyMap<bigint, ProductFacts>;
}

/** @returns those of which some wait refuses something. Shorter waits refuse nothing that was offered: then nothing is read */
export async function waitsReplay(shopId: bigint, asked: WaitsReplay): Promise<WaitedOffers[]> {
  const { since, draft, today } = asked;
  if (WAIT_NAMES.every((name) => draft[name] <= today[name])) return [];
  const messagesSince = daysBefore(since, GUARDRAIL_BOUNDS.offerCooldownDays[1]);
  const waited = new Map<string, WaitedOffers>();
  for await (const offers of offersOfCustomers(shopId, since)) {
    const pasts = await customerPasts(shopId, [...offers.keys()], messagesSince);
    for (const [customerId, own] of offers) {
      const past = pasts.get(customerId);
      if (past) for (const one of waitedOf(past, own, asked)) count(waited, one);
    }
  }
  return [...waited.values()];
}

function waitedOf(past: CustomerPast, offers: readonly OfferOfCustomer[], { draft, today, shapes, products }: WaitsReplay): WaitedOffers[] {
  const judged = offers.flatMap((offer) => {
    const shape = shapes.get(offer.shapeKey);
    return shape ? [{ offer, shape }] : [];
  });
  const waitsOf = (side: 'draft' | 'today', guardrails: Guardrails) =>
    replayWaits(past, judged.map(({ offer, shape }) => ({ ...offer, items: shape.items, refused: shape.refused[side] })), { guardrails, products });
  const [byDraft, byToday] = [waitsOf('draft', draft), waitsOf('today', today)];
  return judged.flatMap(({ offer: { shapeKey, decidedAt, decisionId, cart } }, at) => {
    const one = { shapeKey, draft: byDraft[at] ?? [], today: byToday[at] ?? [], times: 1, lastAt: decidedAt, lastDecisionId: decisionId, lastCart: cart };
    return one.draft.some(Boolean) || one.today.some(Boolean) ? [one] : [];
  });
}

function count(waited: Map<string, WaitedOffers>, one: WaitedOffers): void {
  const key = [one.shapeKey, ...[...one.draft, ...one.today].map((wait) => wait?.code ?? '')].join(' ');
  const before = waited.get(key);
  if (!before) waited.set(key, one);
  else waited.set(key, { ...(one.lastAt >= before.lastAt ? one : before), times: before.times + 1 });
}
