// What guardrails that are not saved yet would have made of the offers of the last 30 days: counts, and ten of them to look at.
// Only what saving them would change is counted: what prices, costs or guardrails of meanwhile change by themselves is said apart.
import { remember } from '@epic-web/remember';
import { deskProducts } from '#app/db/admin-products.ts';
import { blockedOnSale } from '#app/db/blocks.ts';
import { offerShapes, type OfferShape } from '#app/db/offer-shapes.ts';
import { productTitles } from '#app/db/product-titles.ts';
import { shopById } from '#app/db/shops.ts';
import { decodeDecision, type KeptItem } from '#app/domain/decision/encode.ts';
import { isSameReplay, type ItemReplay, offerReplayer, type OfferReplay } from '#app/domain/decision/replay.ts';
import type { BlockEntry } from '#app/domain/eligibility/block-list.ts';
import type { Guardrails } from '#app/domain/margin/guardrails.ts';
import type { MarginRule } from '#app/domain/margin/margin-rule.ts';
import { STRATEGY } from '#app/domain/set/strategies.ts';
import { type ProductName, productName } from './activity.ts';
import { draftPolicy } from './draft-policy.ts';

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

interface Judged {
  shape: OfferShape;
  items: readonly KeptItem[];
  draft: OfferReplay;
  kind: 'changed' | 'refused';
}

/** @param now business time */
export async function guardrailsReplay(shopId: bigint, draft: GuardrailsDraft, now: Date): Promise<GuardrailsReplay> {
  const [shop, policy, { shapes, offers }, blocked] = await Promise.all([
    shopById(shopId), draftPolicy(shopId, draft.guardrails, draft.marginRules, now), shapesLately(shopId, now),
    blockedOnSale(shopId, draft.blocks, MOST_BLOCKED),
  ]);
  const judgeable = shapes.filter(({ currency }) => currency === shop?.currency).map((shape) => ({ shape, items: decodeDecision({ offered: shape.offered, refused: [] }).items }));
  const products = await deskProducts(shopId, [...new Set(judgeable.flatMap(({ shape, items }) => [...(shape.anchorProductId === null ? [] : [shape.anchorProductId]), ...items.map(({ productId }) => productId)]))]);
  const blockedToday = new Set([...products.values()].filter((product) => product.blocked).map(({ productId }) => productId));
  const byDraft = offerReplayer({ products, blocked }, policy.draft);
  const byToday = offerReplayer({ products, blocked: blockedToday }, policy.saved);

  const told: GuardrailsReplay = { offers, judged: 0, changed: 0, refused: 0, already: 0, examples: [] };
  const different: Judged[] = [];
  for (const { shape, items } of judgeable) {
    const then = { items, anchorProductId: shape.anchorProductId, completes: shape.strategy === null || STRATEGY[shape.strategy].beside === 'completes', setGives: shape.setGives };
    const replay = byDraft(then);
    if (replay.kind === 'gone') continue;
    told.judged += shape.times;
    const today = byToday(then);
    if (today.kind !== 'same' && isSameReplay(replay, today)) told.already += shape.times;
    else if (replay.kind !== 'same') {
      told[replay.kind] += shape.times;
      different.push({ shape, items, draft: replay, kind: replay.kind });
    }
  }
  return { ...told, examples: await examplesOf(shopId, different) };
}

const remembered = remember('setwise.offer-shapes', () => new Map<bigint, { at: number; read: ReturnType<typeof offerShapes> }>());

/** Many are kept for a minute: a merchant who types asks with every pause, and a month's offers may be a million. */
function shapesLately(shopId: bigint, now: Date): ReturnType<typeof offerShapes> {
  for (const [known, { at }] of remembered) if (Math.abs(now.getTime() - at) > KEPT_MS) remembered.delete(known);
  const read = remembered.get(shopId)?.read ?? offerShapes(shopId, new Date(now.getTime() - REPLAY_DAYS * 86_400_000), MOST_SHAPES);
  if (!remembered.has(shopId)) remembered.set(shopId, { at: now.getTime(), read });
  read.then(({ offers }) => offers < MANY_OFFERS && remembered.delete(shopId), () => remembered.delete(shopId));
  return read;
}

/** The commonest of both kinds, as far as there are, and as different from each other as can be. */
function pick(different: readonly Judged[]): Judged[] {
  const firstOfItsSet = new Set<string>();
  const [firsts, others] = [[] as Judged[], [] as Judged[]];
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

async function examplesOf(shopId: bigint, different: readonly Judged[]): Promise<ReplayExample[]> {
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
