// What a person decides about a set. Each verb writes the set, the change log and the job that publishes it in one
// transaction, so that none of them happens without the others.
import { now } from '#app/adapters/clock/clock.ts';
import { countWithAnchor } from '#app/db/admin-sets.ts';
import { recordChange } from '#app/db/changes.ts';
import { guardrailsOf } from '#app/db/guardrails.ts';
import { withTransaction } from '#app/db/pool.ts';
import { lockSet, type NamedProductRow, namedProducts, rewriteSet, type SetStatus, type SetToReview, setStatus } from '#app/db/sets.ts';
import { AppError } from '#app/domain/app-error.ts';
import { MAX_PUBLISHED_CANDIDATES, MAX_SLOTS } from '#app/domain/portable/names.ts';
import { publishSets } from '#app/jobs/definitions/publish-sets.ts';
import { enqueue } from '#app/jobs/enqueue.ts';

export const approveSet = (shopId: bigint, setId: string, actor: string, at: Date = now()): Promise<void> => decide(shopId, setId, 'approved', actor, at);
export const refuseSet = (shopId: bigint, setId: string, actor: string, at: Date = now()): Promise<void> => decide(shopId, setId, 'refused', actor, at);
export const pauseSet = (shopId: bigint, setId: string, actor: string, at: Date = now()): Promise<void> => decide(shopId, setId, 'paused', actor, at);
/** Back among the suggestions, as if nobody had decided. */
export const returnSet = (shopId: bigint, setId: string, actor: string, at: Date = now()): Promise<void> => decide(shopId, setId, 'suggested', actor, at);

const EVENTS: Record<SetStatus, string> = { approved: 'set_approved', refused: 'set_refused', paused: 'set_paused', suggested: 'set_returned' };

/** Deciding again what is so already changes nothing. */
async function decide(shopId: bigint, setId: string, status: SetStatus, actor: string, at: Date): Promise<void> {
  await withTransaction(async (client) => {
    const set = held(await lockSet(shopId, setId, client));
    if (set.status === status) return;
    if (status === 'approved') checkStands(set, await namedProducts(shopId, productIdsOf(set), client));
    await setStatus(shopId, setId, status, status === 'suggested' ? null : { by: actor, at }, at, client);
    await recordChange(shopId, { changedAt: at, actor, event: EVENTS[status], detail: { setId, goal: set.goal, anchorProductId: set.anchorProductId, before: set.status } }, client);
    if (set.status === 'approved' || status === 'approved') await publishLater(shopId, client);
  });
}

export interface SetRevision {
  goal: string;
  discountBp: number;
  slots: readonly { name: string; productIds: readonly bigint[] }[];
}

/**
 * Gives a set another goal, discount or slots; candidates keep what was counted for them, new ones are counted.
 * @throws AppError bad_request for a revision that could not be published, not_found for no such set
 */
export async function reviseSet(shopId: bigint, setId: string, revision: SetRevision, actor: string, at: Date = now()): Promise<void> {
  const { maxDiscountBp } = await guardrailsOf(shopId);
  await withTransaction(async (client) => {
    const set = held(await lockSet(shopId, setId, client));
    checkRevision(revision, set, maxDiscountBp);
    checkProducts(revision, await namedProducts(shopId, revision.slots.flatMap(({ productIds }) => productIds), client));
    const counted = new Map(set.slots.flatMap(({ candidates }) => candidates.map((candidate) => [candidate.productId, candidate] as const)));
    const fresh = revision.slots.flatMap(({ productIds }) => productIds).filter((productId) => !counted.has(productId));
    const together = await countWithAnchor(shopId, set.anchorProductId, fresh, client);
    const slots = revision.slots.map(({ name, productIds }) => ({
      name: name.trim(),
      candidates: productIds.map((productId) => counted.get(productId) ?? { productId, support: together.get(productId) ?? 0, score: 0 }),
    }));
    const goal = revision.goal.trim();
    await rewriteSet(shopId, { setId, goal, discountBp: revision.discountBp, slots }, at, client);
    await recordChange(shopId, {
      changedAt: at,
      actor,
      event: 'set_revised',
      detail: { setId, before: summary(set), after: summary({ goal, discountBp: revision.discountBp, slots }) },
    }, client);
    if (set.status === 'approved') await publishLater(shopId, client);
  });
}

function held(set: SetToReview | undefined): SetToReview {
  if (!set) throw new AppError('not_found', 'This set does not exist, or was removed.');
  return set;
}

const productIdsOf = (set: SetToReview): bigint[] => [set.anchorProductId, ...set.slots.flatMap(({ candidates }) => candidates.map(({ productId }) => productId))];

/** What could be shown to nobody does not go live: the merchant learns why here, not from a shop that stays empty. */
function checkStands(set: SetToReview, known: ReadonlyMap<bigint, NamedProductRow>): void {
  if (!known.has(set.anchorProductId)) throw new AppError('bad_request', `The product that “${set.goal}” starts from is not in your catalogue any more. Refuse the set instead.`);
  const left = set.slots.flatMap(({ candidates }) => candidates.filter(({ productId }) => known.get(productId)?.giftCard === false));
  if (left.length === 0) throw new AppError('bad_request', `No product of “${set.goal}” can be offered any more. Add one that is in your catalogue, or refuse the set.`);
}

/** Products that come and go are allowed beside ones that stay; a slot of nothing but gone ones is a slot of nothing. */
function checkProducts({ slots }: SetRevision, known: ReadonlyMap<bigint, NamedProductRow>): void {
  for (const { name, productIds } of slots) {
    const giftCard = productIds.map((productId) => known.get(productId)).find((product) => product?.giftCard);
    if (giftCard) throw new AppError('bad_request', `“${giftCard.title}” is a gift card, and gift cards are never offered. Remove it from “${name.trim()}”.`);
    if (!productIds.some((productId) => known.has(productId))) throw new AppError('bad_request', `None of the products of “${name.trim()}” is in your catalogue any more. Add one that is, or remove the slot.`);
  }
}

function checkRevision({ goal, discountBp, slots }: SetRevision, set: SetToReview, maxDiscountBp: number): void {
  const refuse = (why: string) => new AppError('bad_request', why);
  if (goal.trim() === '' || goal.length > 120) throw refuse('A set needs a goal of at most 120 characters.');
  if (!Number.isInteger(discountBp) || discountBp < 0 || discountBp > maxDiscountBp) throw refuse(`The discount has to be between 0 and ${maxDiscountBp / 100} %, the most your guardrails allow.`);
  if (slots.length === 0 || slots.length > MAX_SLOTS) throw refuse(`A set has one to ${MAX_SLOTS} slots.`);
  if (slots.some(({ name }) => name.trim() === '' || name.length > 60)) throw refuse('Each slot needs a name of at most 60 characters.');
  if (slots.some(({ productIds }) => productIds.length === 0 || productIds.length > MAX_PUBLISHED_CANDIDATES)) throw refuse(`Each slot holds one to ${MAX_PUBLISHED_CANDIDATES} products.`);
  const all = slots.flatMap(({ productIds }) => productIds);
  if (new Set(all).size < all.length) throw refuse('A product can stand in a set only once.');
  if (all.includes(set.anchorProductId)) throw refuse('The product that the set starts from cannot be one of its slots.');
}

const summary = (set: { goal: string; discountBp: number; slots: readonly { name: string; candidates: readonly { productId: bigint }[] }[] }) => ({
  goal: set.goal,
  discountBp: set.discountBp,
  slots: set.slots.map(({ name, candidates }) => ({ name, productIds: candidates.map(({ productId }) => productId) })),
});

/** One pending publication a shop is enough: it writes what approved sets look like when it runs. */
const publishLater = (shopId: bigint, client: Parameters<typeof recordChange>[2]) =>
  enqueue(publishSets, { shopId: shopId.toString() }, { ...(client && { client }), jobKey: `publish-sets:${shopId}` });
