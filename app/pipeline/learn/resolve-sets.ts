// What a set's rules come to: anchors from what it starts with, candidates from what its slots take. Pinned products stand
// first, then what the model ranks highest beside the anchor, then what sells best; what is left out is out. Worked out when a
// set is saved, every night, and when what a rule names changes. Never changes what the merchant wrote.
import { currentModel, listsOf } from '#app/db/associations.ts';
import { recordChange } from '#app/db/changes.ts';
import { forgetUnnamedCollections, setCollections } from '#app/db/collections.ts';
import { type Queryable, withTransaction } from '#app/db/pool.ts';
import { bestSoldFirst, definitionOf, type KeptDefinition, membersOf, replaceResolved, type ResolvedSet, setsByRule } from '#app/db/set-definitions.ts';
import { rankAssociations } from '#app/domain/association/rank.ts';
import { MAX_PUBLISHED_CANDIDATES } from '#app/domain/portable/names.ts';
import { type CameTo, isOfOwners, SET_BOUNDS } from '#app/domain/set/check-definition.ts';
import type { ProductRule, SetDefinition, SlotDefinition } from '#app/domain/set/set-definition.ts';
import { publishSets } from '#app/jobs/definitions/publish-sets.ts';
import { enqueue } from '#app/jobs/enqueue.ts';
import { resolveRules } from './resolve-rules.ts';

/** So deep into an anchor's companions a source's products are looked for; below that they go by sales. */
const DEPTH = 5_000;

export interface Resolution extends ResolvedSet {
  /** Of plain anchors; null: of owners. */
  anchorCameTo: CameTo | null;
  slotsCameTo: ReadonlyMap<number, CameTo>;
}

type Counted = KeptDefinition['candidates'];

/** Every set of the shop that goes by a rule, and the offer rules themselves. @returns how many sets came to something else */
export async function resolveSets(shopId: bigint, now: Date): Promise<number> {
  let changed = 0;
  for (const setId of await setsByRule(shopId)) {
    const isChanged = await withTransaction(async (client) => {
      const kept = await definitionOf(shopId, setId, client, { held: true });
      if (!kept) return false;
      const resolved = await resolveSet(shopId, kept.definition, { counted: kept.candidates, anchorProductId: kept.anchorProductId }, client);
      if (!(await replaceResolved(shopId, setId, resolved, client))) return false;
      await recordChange(shopId, { changedAt: now, actor: 'setwise', event: 'set_resolved', detail: { setId, goal: kept.definition.goal } }, client);
      if (kept.status === 'approved') await enqueue(publishSets, { shopId: String(shopId) }, { client, jobKey: `publish-sets:${shopId}` });
      return true;
    });
    if (isChanged) changed += 1;
  }
  await resolveRules(shopId);
  await forgetUnnamedCollections(shopId);
  return changed;
}

/**
 * @param known what the candidates that stand have counted, and the product that stood for its anchors: it stays where rules come to nothing today
 * @returns what it comes to now; anchors beyond the bound are left out, those sold least
 */
export async function resolveSet(shopId: bigint, definition: SetDefinition, known: { counted: Counted; anchorProductId: bigint | null }, on: Queryable): Promise<Resolution> {
  return isOfOwners(definition.strategy) ? resolveOfOwners(shopId, definition, known, on) : resolvePlain(shopId, definition, known, on);
}

async function resolvePlain(shopId: bigint, definition: SetDefinition, { counted, anchorProductId }: { counted: Counted; anchorProductId: bigint | null }, on: Queryable): Promise<Resolution> {
  const excluded = new Set(definition.excludedIds);
  const given = new Set(definition.slots.flatMap(givenIds));
  const started = await productsOf(shopId, definition.anchor, false, on);
  const anchorIds = started.productIds.filter((productId) => !excluded.has(productId) && !given.has(productId)).slice(0, SET_BOUNDS.anchors);
  const [first = anchorProductId] = await bestSoldFirst(shopId, anchorIds, on);
  const scored = await scoresBeside(shopId, first, on);
  // A better version is of the kind that the set starts from; in other sets what starts it does not complete it.
  const out = definition.strategy === 'upsell' ? excluded : new Set([...excluded, ...anchorIds]);
  const slots: ResolvedSet['slots'][number][] = [];
  const slotsCameTo = new Map<number, CameTo>();
  const taken = new Set(given);
  for (const slot of definition.slots) {
    const source = await productsOf(shopId, slot.source, true, on);
    const ranked = slot.source.kind === 'products' ? source.productIds : byScore(source.productIds.filter((productId) => !taken.has(productId) && !out.has(productId)), scored);
    const candidates = candidatesOf(slot, ranked.filter((productId) => !excluded.has(productId)), slot.source.kind === 'products' ? Number.MAX_SAFE_INTEGER : MAX_PUBLISHED_CANDIDATES);
    for (const { productId } of candidates) taken.add(productId);
    slots.push({ slotNo: slot.slotNo, candidates: candidates.map((candidate) => ({ ...candidate, ...(scored.get(candidate.productId) ?? counted.get(candidate.productId) ?? NOTHING_COUNTED) })) });
    slotsCameTo.set(slot.slotNo, { members: source.total, left: candidates.length, title: source.title });
  }
  return {
    anchorProductId: first ?? 0n,
    anchors: anchorIds.map((productId) => ({ productId, slotNo: 0 })),
    slots,
    anchorCameTo: { members: started.total, left: anchorIds.length, title: started.title },
    slotsCameTo,
  };
}

/** All that a rung or part holds says who owns it; what is offered of it are the pinned and the best sold. */
async function resolveOfOwners(shopId: bigint, definition: SetDefinition, { counted, anchorProductId }: { counted: Counted; anchorProductId: bigint | null }, on: Queryable): Promise<Resolution> {
  const excluded = new Set(definition.excludedIds);
  const anchors = new Map<bigint, number>();
  for (const { slotNo, ...slot } of definition.slots) for (const productId of givenIds(slot)) anchors.set(productId, slotNo);
  const slots: ResolvedSet['slots'][number][] = [];
  const slotsCameTo = new Map<number, CameTo>();
  for (const slot of definition.slots) {
    const source = await productsOf(shopId, slot.source, true, on);
    const own = source.productIds.filter((productId) => !excluded.has(productId) && (anchors.get(productId) ?? slot.slotNo) === slot.slotNo);
    for (const productId of own) if (anchors.size < SET_BOUNDS.anchors) anchors.set(productId, slot.slotNo);
    const candidates = candidatesOf(slot, own, slot.source.kind === 'products' ? Number.MAX_SAFE_INTEGER : MAX_PUBLISHED_CANDIDATES);
    slots.push({ slotNo: slot.slotNo, candidates: candidates.map((candidate) => ({ ...candidate, ...(counted.get(candidate.productId) ?? NOTHING_COUNTED) })) });
    slotsCameTo.set(slot.slotNo, { members: source.total, left: candidates.length, title: source.title });
  }
  const [first = anchorProductId] = slots.flatMap(({ candidates }) => candidates.map(({ productId }) => productId));
  return { anchorProductId: first ?? 0n, anchors: [...anchors].map(([productId, slotNo]) => ({ productId, slotNo })), slots, anchorCameTo: null, slotsCameTo };
}

const NOTHING_COUNTED = { support: 0, score: 0 };

const givenIds = ({ pinnedIds, source }: Pick<SlotDefinition, 'pinnedIds' | 'source'>): readonly bigint[] => [...pinnedIds, ...(source.kind === 'products' ? source.productIds : [])];

function candidatesOf({ pinnedIds }: Pick<SlotDefinition, 'pinnedIds'>, others: readonly bigint[], most: number): { productId: bigint; pinned: boolean }[] {
  const pinned = new Set(pinnedIds);
  return [...[...pinned].map((productId) => ({ productId, pinned: true })), ...[...new Set(others)].filter((productId) => !pinned.has(productId)).map((productId) => ({ productId, pinned: false }))].slice(0, Math.max(most, pinned.size));
}

async function productsOf(shopId: bigint, rule: ProductRule, offered: boolean, on: Queryable): Promise<{ productIds: readonly bigint[]; total: number; title: string | null }> {
  if (rule.kind === 'products') return { productIds: rule.productIds, total: rule.productIds.length, title: null };
  const members = await membersOf(shopId, rule, { limit: SET_BOUNDS.anchors, offered }, on);
  const collection = rule.kind === 'collection' ? (await setCollections(shopId, [rule.collectionId], on)).get(rule.collectionId) : undefined;
  return { ...members, title: collection && collection.goneAt === null ? collection.title : null };
}

/** What the model says of products beside the anchor; what is only popular it does not say of this one. */
async function scoresBeside(shopId: bigint, anchorProductId: bigint | null, on: Queryable): Promise<Map<bigint, { support: number; score: number }>> {
  const model = anchorProductId === null ? undefined : await currentModel(shopId, on);
  if (!model || anchorProductId === null) return new Map();
  const ranked = rankAssociations(model, await listsOf(shopId, model.modelId, [anchorProductId], on), [anchorProductId], { limit: DEPTH });
  return new Map(ranked.flatMap(({ product, score, support, because }) => (because === null ? [] : [[product, { support, score }] as const])));
}

/** Those without a score stay in their order, behind the others. */
function byScore(productIds: readonly bigint[], scored: ReadonlyMap<bigint, { score: number }>): bigint[] {
  return [...productIds].sort((one, other) => (scored.get(other)?.score ?? -1) - (scored.get(one)?.score ?? -1));
}
