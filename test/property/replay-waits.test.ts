import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CustomerFacts } from '#app/domain/audience/customer-facts.ts';
import { type CustomerPast, customerAt, type PastMessage, type PastOrder } from '#app/domain/audience/customer-past.ts';
import { decide } from '#app/domain/decision/decide.ts';
import { type PastOffer, replayWaits } from '#app/domain/decision/replay-waits.ts';
import { WAITS } from '#app/domain/eligibility/waits.ts';
import { WAIT_NAMES, type WaitContext } from '#app/domain/eligibility/wait.ts';
import { RULES } from '#app/domain/eligibility/rules.ts';
import { DEFAULT_GUARDRAILS } from '#app/domain/margin/guardrails.ts';
import { customer, decisionFacts, NOW, policy, productFacts, setFacts } from '#test/support/decision-facts.ts';

type Waiting = WaitContext['guardrails'];

const CARDS = [2n, 3n, 4n];
const products = CARDS.map((productId) => productFacts(productId, { productType: `Type ${productId}` }));
const BY_ID = new Map(products.map((product) => [product.productId, product]));
const hour = (n: number): Date => new Date(NOW.getTime() + n * 3_600_000);

type Event =
  | { kind: 'visit' | 'message' | 'arrival' | 'lost'; at: number }
  | { kind: 'order' | 'back'; at: number; of: bigint };

const at = fc.integer({ min: 0, max: 24 * 45 });
const event: fc.Arbitrary<Event> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ kind: fc.constantFrom('visit' as const, 'message' as const), at }) },
  fc.record({ kind: fc.constantFrom('arrival' as const, 'lost' as const), at }),
  fc.record({ kind: fc.constantFrom('order' as const, 'back' as const), at, of: fc.constantFrom(...CARDS) }),
);
/** No two at once: which came first nobody could tell afterwards. */
const events = fc.uniqueArray(event, { minLength: 2, maxLength: 25, selector: (one) => one.at }).map((all) => all.sort((one, other) => one.at - other.at));
const days = fc.integer({ min: 0, max: 15 });
const waiting: fc.Arbitrary<Waiting> = fc.record({ returnCooldownDays: days, categoryCooldownDays: days, offerCooldownDays: days, firstValueDays: days });

interface Order { type: string; at: Date; lost: boolean; arrived: Date | null }

/** What is known while things happen, told one after the other: plainly, and in no way as a past is read afterwards. */
class Life {
  readonly orders: Order[] = [];
  readonly back = new Map<bigint, Date>();
  readonly suggested = new Map<bigint, Date>();

  take(event: Event): void {
    const [last] = this.orders.slice(-1);
    if (event.kind === 'order') this.orders.push({ type: `type ${event.of}`, at: hour(event.at), lost: false, arrived: null });
    if (event.kind === 'back') this.back.set(event.of, hour(event.at));
    if (event.kind === 'lost' && last) last.lost = true;
    if (event.kind === 'arrival' && last && !last.arrived) last.arrived = hour(event.at);
  }

  get facts(): CustomerFacts {
    const kept = this.orders.filter(({ lost }) => !lost);
    const arrived = kept.slice(-5).flatMap((order) => order.arrived ?? []);
    return customer({
      orders: kept.length,
      firstOrderAt: kept[0]?.at ?? null,
      lastDeliveredAt: arrived.length > 0 ? new Date(Math.max(...arrived.map(Number))) : null,
      boughtTypes: new Map(kept.map(({ type, at: when }) => [type, when])),
      returnedAt: new Map(this.back),
      suggestedAt: new Map(this.suggested),
    });
  }

  /** What deciding itself offers of these, each in a slot of its own. */
  offered(of: readonly bigint[], guardrails: Waiting, inMessage: boolean, now: Date): bigint[] {
    const facts = decisionFacts(products, [setFacts(of.map((productId) => [productId]))], { customer: this.facts, inMessage });
    const items = decide(facts, policy(guardrails), now, 's').offer?.items.map(({ productId }) => productId) ?? [];
    if (inMessage) for (const productId of items) this.suggested.set(productId, now);
    return items;
  }
}

const isAsked = (event: Event): boolean => event.kind === 'visit' || event.kind === 'message';

/** The offers that were made while these waits held. */
function offersUnder(happened: readonly Event[], guardrails: Waiting): PastOffer[] {
  const life = new Life();
  return happened.flatMap((event, n) => {
    life.take(event);
    const inMessage = event.kind === 'message';
    const items = isAsked(event) ? life.offered(CARDS, guardrails, inMessage, hour(event.at)) : [];
    return items.length > 0 ? [{ decisionId: String(n), decidedAt: hour(event.at), inMessage, items, refused: new Set<bigint>() }] : [];
  });
}

function pastOf(happened: readonly Event[], offers: readonly PastOffer[]): CustomerPast {
  const orders: (PastOrder & { lines: { type: string; lostAt: Date | null }[]; parcels: { reportedAt: Date; estimate: null }[]; cancelledAt: Date | null })[] = [];
  const sentBack: { productId: bigint; at: Date }[] = [];
  for (const event of happened) {
    const last = orders.at(-1);
    if (event.kind === 'order') orders.push({ orderedAt: hour(event.at), cancelledAt: null, lines: [{ type: `type ${event.of}`, lostAt: null }], parcels: [] });
    if (event.kind === 'back') sentBack.push({ productId: event.of, at: hour(event.at) });
    if (event.kind === 'lost' && last && !last.cancelledAt) {
      last.cancelledAt = hour(event.at);
      last.lines[0]!.lostAt = hour(event.at);
    }
    if (event.kind === 'arrival' && last && last.parcels.length === 0) last.parcels.push({ reportedAt: hour(event.at), estimate: null });
  }
  const messages: PastMessage[] = offers.flatMap(({ decisionId, decidedAt, inMessage, items }) => (inMessage ? [{ decisionId, sentAt: decidedAt, productIds: items }] : []));
  return { orders, sentBack, messages };
}

describe('waits replayed over what one customer was offered', () => {
  it('refuse nothing that was offered while they were as they are, or shorter', () => {
    let offered = 0;
    fc.assert(
      fc.property(events, waiting, waiting, (happened, then, other) => {
        const offers = offersUnder(happened, then);
        offered += offers.length;
        const shorter = { ...then };
        for (const name of Object.keys(then) as (keyof Waiting)[]) shorter[name] = Math.min(then[name], other[name]);
        for (const guardrails of [then, shorter]) expect(replayWaits(pastOf(happened, offers), offers, { guardrails, products: BY_ID }).flat().filter(Boolean)).toEqual([]);
      }),
      { numRuns: 400 },
    );
    expect(offered).toBeGreaterThan(1_000);
  });

  it('refuse what deciding refuses where they are longer, offer by offer', () => {
    let refused = 0;
    fc.assert(
      fc.property(events, waiting, waiting, (happened, then, draft) => {
        const offers = offersUnder(happened, then);
        const waits = replayWaits(pastOf(happened, offers), offers, { guardrails: draft, products: BY_ID });
        const life = new Life();
        for (const [n, event] of happened.entries()) {
          life.take(event);
          const at = offers.findIndex(({ decisionId }) => decisionId === String(n));
          const offer = offers[at];
          if (!offer) continue;
          const left = life.offered(offer.items, draft, offer.inMessage, offer.decidedAt);
          refused += offer.items.length - left.length;
          expect(offer.items.filter((_, item) => waits[at]?.[item] === null)).toEqual(left);
        }
      }),
      { numRuns: 400 },
    );
    expect(refused).toBeGreaterThan(300);
  });

  it('begin with no suggestion that other guardrails would have refused', () => {
    const offers: PastOffer[] = [0, 48].map((when) => ({ decisionId: String(when), decidedAt: hour(when), inMessage: true, items: [2n], refused: new Set() }));
    const past = pastOf([], offers);
    const draft = { returnCooldownDays: 0, categoryCooldownDays: 0, offerCooldownDays: 5, firstValueDays: 0 };
    expect(replayWaits(past, offers, { guardrails: draft, products: BY_ID })).toEqual([[null], [{ code: 'offered_lately', numbers: [2, 5] }]]);
    const [first, second] = offers as [PastOffer, PastOffer];
    expect(replayWaits(past, [{ ...first, refused: new Set([2n]) }, second], { guardrails: draft, products: BY_ID })).toEqual([[null], [null]]);
  });

  it('are all the days that guardrails hold, asked in the order of deciding', () => {
    expect([...WAIT_NAMES].sort()).toEqual(Object.keys(DEFAULT_GUARDRAILS).filter((name) => name.endsWith('Days')).sort());
    expect(Object.entries(WAITS)).toEqual(Object.entries(RULES).filter(([code]) => code in WAITS));
  });

  it('are each seen to refuse', () => {
    const seen = new Set<string>();
    fc.assert(
      fc.property(events, waiting, (happened, draft) => {
        const offers = offersUnder(happened, { returnCooldownDays: 0, categoryCooldownDays: 0, offerCooldownDays: 0, firstValueDays: 0 });
        for (const wait of replayWaits(pastOf(happened, offers), offers, { guardrails: draft, products: BY_ID }).flat()) if (wait) seen.add(wait.code);
      }),
      { numRuns: 200 },
    );
    expect([...seen].sort()).toEqual(Object.keys(WAITS).sort());
  });
});

describe('what had happened by a moment', () => {
  it('counts a parcel as arrived when it was to be, from when that was taken for granted, until its report', () => {
    const past: CustomerPast = { orders: [{ orderedAt: hour(0), cancelledAt: null, lines: [{ type: '', lostAt: null }], parcels: [{ reportedAt: hour(90), estimate: { at: hour(48), knownFrom: hour(60) } }] }], sentBack: [], messages: [] };
    expect([59, 60, 89, 90].map((when) => customerAt(past, hour(when)).lastDeliveredAt)).toEqual([null, hour(48), hour(48), hour(90)]);
  });

  it('knows the last twenty messages, as deciding does', () => {
    const messages = Array.from({ length: 25 }, (_, n): PastMessage => ({ decisionId: String(n), sentAt: hour(n), productIds: [BigInt(n)] }));
    const { suggestedAt } = customerAt({ orders: [], sentBack: [], messages }, hour(22));
    expect([...suggestedAt.keys()]).toEqual(Array.from({ length: 20 }, (_, n) => BigInt(n + 2)));
  });
});
