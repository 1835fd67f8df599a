// What guardrails that are not saved yet would have made of the offers of the last 30 days: counts, and ten of them to look at.
// Only what saving them would change is counted: what prices, costs or guardrails of meanwhile change by themselves is said apart.
import { remember } from '@epic-web/remember';
import { deskProducts } from '#app/db/admin-products.ts';
import { blockedOnSale } from '#app/db/blocks.ts';
import { offerShapes, type OfferShape } from '#app/db/offer-shapes.ts';
import { productTitles } from '#app/db/product-titles.ts';
import { shopById } from '#app/db/shops.ts';
import { decodeDecision, type KeptItem } from '#app/domain/decision/encode.ts';
import { isSameReplay, type ItemReplay, offerReplayer, type OfferReplay, type OfferThen, type ReplayOffer } from '#app/domain/decision/replay.ts';
import type { DiscountWord } from '#app/domain/discount/shop-discount.ts';
import { daysBefore } from '#app/domain/days.ts';
import type { BlockEntry } from '#app/domain/eligibility/block-list.ts';
import { inOrderOf } from '#app/domain/margin/fixed-fee.ts';
import type { Guardrails } from '#app/domain/margin/guardrails.ts';
import type { MarginRule } from '#app/domain/margin/margin-rule.ts';
import { STRATEGY } from '#app/domain/set/strategies.ts';
import { type ProductName, productName } from './activity.ts';
import { draftPolicy } from './draft-policy.ts';
import { type WaitedOffers, type WaitingShape, waitsReplay } from './waits-replay.ts';

export const REPLAY_DAYS = 30;
/** Different offers that are judged, the commonest: more would make typing wait. */
const MOST_SHAPES = 5_000;
const MOST_EXAMPLES = 10;
const KEPT_MS = 60_000;
const MANY_OFFERS = 20_000;
/** As many as a catalogue may have. */
const MOST_BLOCKED = 100_000;

export interface GuardrailsDraft {
  guardrails: Guardrails;
  blocks: readonly Pick<BlockEntry, 'kind' | 'value'>[];
  marginRules: readonly MarginRule[];
  /** What other discounts take off at most; of those that are absent, as it is saved. */
  discountWords?: readonly DiscountWord[];
}

export interface GuardrailsReplay {
  /** Made in the last 30 days; and of them those that could be judged: the commonest, of products that are still there, in the shop's currency. */
  offers: number;
  judged: number;
  /** Another price, or something of it left out; and nothing of it left. */
  changed: number;
  refused: number;
  /** What would come out otherwise today whatever is saved. */
  already: number;
  examples: ReplayExample[];
}

export interface ReplayExample {
  kind: 'changed' | 'refused';
  decisionId: string;
  /** ISO. */
  decidedAt: string;
  /** So many offers were just like it. */
  times: number;
  cart: ProductName[];
  /** Only those that would not be as they were. */
  items: (ProductName & { priceMinor: number; offerPriceMinor: number; now: Exclude<ItemReplay, { kind: 'same' | 'gone' }> })[];
}

/** A different offer, as it is judged by both. */
interface Judged {
  shape: OfferShape;
  items: readonly KeptItem[];
  draft: OfferReplay;
  today: OfferReplay;
}

type Different = Judged & { kind: 'changed' | 'refused' };

/** @param now business time */
export async function guardrailsReplay(shopId: bigint, draft: GuardrailsDraft, now: Date): Promise<GuardrailsReplay> {
  const since = daysBefore(now, REPLAY_DAYS);
  const [shop, policy, { shapes, offers }, blocked] = await Promise.all([
    shopById(shopId), draftPolicy(shopId, draft.guardrails, draft.marginRules, now, draft.discountWords), shapesLately(shopId, since, now),
    blockedOnSale(shopId, draft.blocks, MOST_BLOCKED),
  ]);
  const judgeable = shapes.filter(({ currency }) => currency === shop?.currency).map((shape) => ({ shape, items: decodeDecision({ offered: shape.offered, refused: [] }).items }));
  const products = await deskProducts(shopId, [...new Set(judgeable.flatMap(({ shape, items }) => [...(shape.anchorProductId === null ? [] : [shape.anchorProductId]), ...items.map(({ productId }) => productId)]))]);
  const blockedToday = new Set([...products.values()].filter((product) => product.blocked).map(({ productId }) => productId));
  const byDraft = offerReplayer({ products, blocked }, policy.draft);
  const byToday = offerReplayer({ products, blocked: blockedToday }, policy.saved);

  const judged = new Map(judgeable.flatMap(({ shape, items }): [string, Judged][] => {
    const one = { shape, items, draft: byDraft(thenOf(shape, items)), today: byToday(thenOf(shape, items)) };
    return one.draft.kind === 'gone' ? [] : [[shape.shapeKey, one]];
  }));
  const waited = await waitsReplay(shopId, { since, draft: policy.draft.guardrails, today: policy.saved.guardrails, products, shapes: new Map([...judged].map(([key, one]) => [key, waitingShape(one)])) });
  const apart = waited.flatMap((some) => {
    const one = judged.get(some.shapeKey);
    return one ? [ofWaited(one, some, thenOf(one.shape, one.items), byDraft, byToday)] : [];
  });
  const others = withoutThose([...judged.values()], waited);
  return { offers, ...(await told(shopId, [...others, ...apart])) };
}

const thenOf = ({ anchorProductId, strategy, setGives, afterBrowsing }: OfferShape, items: readonly KeptItem[]): OfferThen => ({
  items, anchorProductId, completes: strategy === null || STRATEGY[strategy].beside === 'completes', setGives, inOrder: afterBrowsing ? 'begins' : inOrderOf(strategy ?? ''),
});

function waitingShape({ items, draft, today }: Judged): WaitingShape {
  const refusedBy = (replay: OfferReplay) => new Set(items.flatMap(({ productId }, at) => (replay.items[at]?.kind === 'refused' ? [productId] : [])));
  return { items: items.map(({ productId }) => productId), refused: { draft: refusedBy(draft), today: refusedBy(today) } };
}

function ofWaited({ shape, items }: Judged, { draft, today, times, lastAt, lastDecisionId, lastCart }: WaitedOffers, then: OfferThen, byDraft: ReplayOffer, byToday: ReplayOffer): Judged {
  return { shape: { ...shape, times, lastAt, lastDecisionId, lastCart }, items, draft: byDraft(then, draft), today: byToday(then, today) };
}

/** So many offers of each shape as no wait says anything of. */
function withoutThose(judged: readonly Judged[], waited: readonly WaitedOffers[]): Judged[] {
  const apart = new Map<string, number>();
  for (const { shapeKey, times } of waited) apart.set(shapeKey, (apart.get(shapeKey) ?? 0) + times);
  return judged.flatMap((one) => {
    const times = one.shape.times - (apart.get(one.shape.shapeKey) ?? 0);
    return times > 0 ? [{ ...one, shape: { ...one.shape, times } }] : [];
  });
}

async function told(shopId: bigint, judged: readonly Judged[]): Promise<Omit<GuardrailsReplay, 'offers'>> {
  const counts = { judged: 0, changed: 0, refused: 0, already: 0 };
  const different: Different[] = [];
  for (const one of judged) {
    const { shape: { times }, draft: { kind }, draft, today } = one;
    counts.judged += times;
    if (today.kind !== 'same' && isSameReplay(draft, today)) counts.already += times;
    else if (kind === 'changed' || kind === 'refused') {
      counts[kind] += times;
      different.push({ ...one, kind });
    }
  }
  return { ...counts, examples: await examplesOf(shopId, different.sort((one, other) => other.shape.times - one.shape.times)) };
}

const remembered = remember('setwise.offer-shapes', () => new Map<bigint, { at: number; read: ReturnType<typeof offerShapes> }>());

/** Many are kept for a minute: a merchant who types asks with every pause, and a month's offers may be a million. */
function shapesLately(shopId: bigint, since: Date, now: Date): ReturnType<typeof offerShapes> {
  for (const [known, { at }] of remembered) if (Math.abs(now.getTime() - at) > KEPT_MS) remembered.delete(known);
  const read = remembered.get(shopId)?.read ?? offerShapes(shopId, since, MOST_SHAPES);
  if (!remembered.has(shopId)) remembered.set(shopId, { at: now.getTime(), read });
  read.then(({ offers }) => offers < MANY_OFFERS && remembered.delete(shopId), () => remembered.delete(shopId));
  return read;
}

/** The commonest of both kinds, as far as there are, and as different from each other as can be. */
function pick(different: readonly Different[]): Different[] {
  const firstOfItsSet = new Set<string>();
  const [firsts, others] = [[] as Different[], [] as Different[]];
  for (const one of different) {
    const key = `${one.kind} ${one.shape.setId}`;
    (firstOfItsSet.has(key) ? others : firsts).push(one);
    firstOfItsSet.add(key);
  }
  const inOrder = [...firsts, ...others];
  const refused = inOrder.filter(({ kind }) => kind === 'refused');
  const changed = inOrder.filter(({ kind }) => kind === 'changed');
  const ofRefused = refused.slice(0, Math.max(MOST_EXAMPLES / 2, MOST_EXAMPLES - changed.length));
  return [...ofRefused, ...changed.slice(0, MOST_EXAMPLES - ofRefused.length)];
}

async function examplesOf(shopId: bigint, different: readonly Different[]): Promise<ReplayExample[]> {
  const picked = pick(different);
  const titles = await productTitles(shopId, [...new Set(picked.flatMap(({ shape, items }) => [...shape.lastCart, ...items.map(({ productId }) => productId)]))]);
  return picked.map(({ shape, items, draft, kind }) => ({
    kind,
    decisionId: shape.lastDecisionId,
    decidedAt: shape.lastAt.toISOString(),
    times: shape.times,
    cart: shape.lastCart.map((productId) => productName(productId, titles)),
    items: items.flatMap(({ productId, priceMinor, offerPriceMinor }, at) => {
      const verdict = draft.items[at];
      return verdict?.kind === 'changed' || verdict?.kind === 'refused' ? [{ ...productName(productId, titles), priceMinor, offerPriceMinor, now: verdict }] : [];
    }),
  }));
}
