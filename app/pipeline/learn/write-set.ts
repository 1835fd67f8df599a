// A person writes a set, or writes it anew: checked, resolved, logged and published in one transaction, or refused with a
// sentence that says what to do. Of two who change the same set at once the second is told.
import { randomUUID } from 'node:crypto';
import { now } from '#app/adapters/clock/clock.ts';
import { countWithAnchor } from '#app/db/admin-sets.ts';
import { recordChange } from '#app/db/changes.ts';
import { guardrailsOf } from '#app/db/guardrails.ts';
import { type Queryable, withTransaction } from '#app/db/pool.ts';
import { definitionOf, givenProducts, insertDefinition, type KeptDefinition, rewriteDefinition, standingIn, writeResolved } from '#app/db/set-definitions.ts';
import { countTogether } from '#app/db/sets.ts';
import { shopById } from '#app/db/shops.ts';
import { AppError } from '#app/domain/app-error.ts';
import { type Language, REGION } from '#app/domain/language.ts';
import { says, saysIn } from '#app/domain/says/says.ts';
import { NO_TERMS, type OfferTerms } from '#app/domain/offer/offer-terms.ts';
import { checkCatalogue, checkResolved, checkWritten, type DefinitionProblem, givenAnchors, givenTo, isOfOwners } from '#app/domain/set/check-definition.ts';
import type { ProductRule, SetDefinition } from '#app/domain/set/set-definition.ts';
import { de } from '#app/domain/set/words/de.ts';
import { en } from '#app/domain/set/words/en.ts';
import { problemSentence } from '#app/domain/set/words/words.ts';
import { publishSets } from '#app/jobs/definitions/publish-sets.ts';
import { enqueue } from '#app/jobs/enqueue.ts';
import { readUnknownCollections } from '../sync/reread/collections.ts';
import { checkTerms } from './check-terms.ts';
import { type Resolution, resolveSet } from './resolve-sets.ts';

/** Ten per cent where the guardrails allow it. */
const USUAL_DISCOUNT_BP = 1_000;
/** More sentences than this nobody reads at once; the next come when these are mended. */
const MOST_SENTENCES = 3;

export interface Writing {
  /** What the set gives; absent: as it was, of a new one the usual discount. */
  terms?: OfferTerms;
  origin?: 'merchant' | 'learned';
  at?: Date;
}

/** @returns the set's id; it waits among the suggestions. @throws AppError bad_request with what to do */
export async function createSet(shopId: bigint, written: SetDefinition, actor: string, { terms, origin = 'merchant', at = now() }: Writing = {}): Promise<string> {
  const setId = randomUUID();
  await prepare(shopId, written, at);
  const given = terms ?? (await usualTerms(shopId, written));
  await withTransaction(async (client) => {
    const set = await asWritten(shopId, written, given, null, client);
    await insertDefinition(shopId, { setId, ...set }, origin, at, client);
    await writeResolved(shopId, setId, set.definition, set.resolved, client);
    await recordChange(shopId, { changedAt: at, actor, event: 'set_created', detail: { setId, after: told(set) } }, client);
  });
  return setId;
}

/**
 * @param version of the set as the person saw it
 * @throws AppError bad_request with what to do, conflict when somebody changed it since, not_found
 */
export async function reviseSet(shopId: bigint, setId: string, written: SetDefinition, version: number, actor: string, { terms, at = now() }: Omit<Writing, 'origin'> = {}): Promise<void> {
  await prepare(shopId, written, at);
  const timezone = (await shopById(shopId))?.timezone ?? 'UTC';
  await withTransaction(async (client) => {
    const kept = await definitionOf(shopId, setId, client, { held: true });
    if (!kept) throw new AppError('not_found', says(({ sets }) => sets.gone));
    if (kept.version !== version) throw new AppError('conflict', (language) => saysIn(language).sets.changedMeanwhile(timeOf(kept.updatedAt, timezone, language)));
    if (kept.definition.strategy !== written.strategy) throw new AppError('bad_request', says(({ sets }) => sets.kindStays));
    const set = await asWritten(shopId, written, terms ?? kept.terms, kept, client);
    await rewriteDefinition(shopId, { setId, ...set }, at, client);
    await writeResolved(shopId, setId, set.definition, set.resolved, client);
    await recordChange(shopId, { changedAt: at, actor, event: 'set_revised', detail: { setId, before: told(kept), after: told(set) } }, client);
    if (kept.status === 'approved') await enqueue(publishSets, { shopId: String(shopId) }, { client, jobKey: `publish-sets:${shopId}` });
  });
}

/** @returns undefined for no such set. The version goes back with what is saved. */
export async function readDefinition(shopId: bigint, setId: string): Promise<Pick<KeptDefinition, 'definition' | 'version' | 'terms'> | undefined> {
  const kept = await definitionOf(shopId, setId);
  return kept && { definition: kept.definition, version: kept.version, terms: kept.terms };
}

/** Before the transaction: what the store has to be asked. */
async function prepare(shopId: bigint, { anchor, slots }: SetDefinition, at: Date): Promise<void> {
  const collectionIds = [anchor, ...slots.map(({ source }) => source)].flatMap((rule) => (rule.kind === 'collection' ? [rule.collectionId] : []));
  await readUnknownCollections(shopId, [...new Set(collectionIds)], at);
}

interface AsWritten {
  definition: SetDefinition;
  terms: OfferTerms;
  resolved: Resolution;
  anchorProductId: bigint;
  support: number;
}

async function asWritten(shopId: bigint, written: SetDefinition, givenTerms: OfferTerms, kept: KeptDefinition | null, on: Queryable): Promise<AsWritten> {
  const given = [...new Set([...givenAnchors(written), ...written.slots.flatMap(givenTo), ...written.excludedIds])];
  const known = await givenProducts(shopId, given, on);
  refuse(checkWritten(written, (productId) => known.get(productId)?.title ?? `#${productId}`));
  refuse(checkCatalogue(written, known, kept ? standingIn(kept) : new Set()));
  const { definition, terms } = inOrder(written, givenTerms);
  checkTerms(terms, definition, await guardrailsOf(shopId, on));
  const resolved = await resolveSet(shopId, definition, { counted: kept?.candidates ?? new Map(), anchorProductId: kept?.anchorProductId ?? null }, on);
  refuse(checkResolved(definition, resolved.anchorCameTo, resolved.slotsCameTo));
  const { anchorProductId } = resolved;
  if (isOfOwners(definition.strategy)) return { definition, terms, resolved, anchorProductId, support: 0 };
  const counted = await withCounts(shopId, resolved, kept, on);
  const candidateIds = counted.slots.flatMap(({ candidates }) => candidates.map(({ productId }) => productId));
  const [support = 0] = await countTogether(shopId, [{ anchorProductId, candidateIds }], on);
  return { definition, terms, resolved: counted, anchorProductId, support };
}

/** Candidates that nothing was counted for yet are counted with the anchor, as learning counts. */
async function withCounts(shopId: bigint, resolved: Resolution, kept: KeptDefinition | null, on: Queryable): Promise<Resolution> {
  const isCounted = (productId: bigint, support: number) => support > 0 || (kept?.candidates.has(productId) ?? false);
  const fresh = resolved.slots.flatMap(({ candidates }) => candidates.flatMap(({ productId, support }) => (isCounted(productId, support) ? [] : [productId])));
  const together = await countWithAnchor(shopId, resolved.anchorProductId, fresh, on);
  const slots = resolved.slots.map(({ slotNo, candidates }) => ({ slotNo, candidates: candidates.map((candidate) => ({ ...candidate, support: together.get(candidate.productId) ?? candidate.support })) }));
  return { ...resolved, slots };
}

/** Slots are numbered in their order; the gift goes along with its slot. Tags and types are kept as they compare. */
function inOrder(written: SetDefinition, terms: OfferTerms): { definition: SetDefinition; terms: OfferTerms } {
  const slots = written.slots.map((slot, index) => ({ ...slot, slotNo: index + 1, name: slot.name.trim(), words: said(slot.words), source: asCompared(slot.source), pinnedIds: [...new Set(slot.pinnedIds)] }));
  const giftAt = terms.kind === 'gift' ? written.slots.findIndex(({ slotNo }) => slotNo === terms.slotNo) : -1;
  const anchor = isOfOwners(written.strategy) ? { kind: 'products' as const, productIds: [] } : asCompared(written.anchor);
  return {
    definition: { ...written, goal: written.goal.trim(), outcome: said(written.outcome), anchor, slots, excludedIds: [...new Set(written.excludedIds)] },
    terms: giftAt >= 0 ? { kind: 'gift', slotNo: giftAt + 1 } : terms.kind === 'gift' ? { kind: 'gift', slotNo: 0 } : terms,
  };
}

const said = (words: string | null): string | null => (words?.trim() ? words.trim() : null);

function asCompared(rule: ProductRule): ProductRule {
  switch (rule.kind) {
    case 'tag':
      return { kind: 'tag', tag: rule.tag.trim().toLowerCase() };
    case 'type':
      return { kind: 'type', type: rule.type.trim().toLowerCase() };
    case 'products':
      return { kind: 'products', productIds: [...new Set(rule.productIds)] };
    default:
      return rule;
  }
}

/** Who has outgrown a rung has nothing of the set in the cart, so no discount starts. */
async function usualTerms(shopId: bigint, { strategy }: SetDefinition): Promise<OfferTerms> {
  if (strategy === 'evolution') return NO_TERMS;
  const { maxDiscountBp } = await guardrailsOf(shopId);
  return { kind: 'percent', bp: Math.min(USUAL_DISCOUNT_BP, maxDiscountBp) };
}

function refuse(problems: readonly DefinitionProblem[]): void {
  if (problems.length > 0) throw new AppError('bad_request', (language) => problems.slice(0, MOST_SENTENCES).map((problem) => problemSentence({ en, de }[language], problem)).join(' '));
}

const told = ({ definition, terms }: Pick<AsWritten, 'definition' | 'terms'>) => ({ goal: definition.goal, definition, terms });

const timeOf = (moment: Date, timezone: string, language: Language): string => new Intl.DateTimeFormat(REGION[language], { timeZone: timezone, hour: '2-digit', minute: '2-digit' }).format(moment);
