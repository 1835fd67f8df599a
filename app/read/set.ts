// One set for its editor: as it was written, what it comes to, what there is to choose from, what happened to it; and what a
// draft comes to that is not saved yet.
import { answersBySet } from '#app/db/answer-signals.ts';
import { deskProducts } from '#app/db/admin-products.ts';
import { countWithAnchor, oneSet } from '#app/db/admin-sets.ts';
import { setCollections } from '#app/db/collections.ts';
import { marginPolicyOf } from '#app/db/margin-policy.ts';
import { marketsOf } from '#app/db/markets.ts';
import { segmentsOfShop } from '#app/db/segments.ts';
import { definitionOf, type ResolvedSet } from '#app/db/set-definitions.ts';
import { changesOfSet, isNeverLive } from '#app/db/set-history.ts';
import { shopById } from '#app/db/shops.ts';
import { AppError } from '#app/domain/app-error.ts';
import { SEGMENTS } from '#app/domain/audience/segments.ts';
import { inOrderOf } from '#app/domain/margin/fixed-fee.ts';
import { policyFor } from '#app/domain/margin/rails.ts';
import { productsAt } from '#app/domain/market/in-own-currency.ts';
import { itemTerms, setTerms } from '#app/domain/offer/item-terms.ts';
import { NO_TERMS, type OfferTerms, type WrittenTerms, writtenTerms } from '#app/domain/offer/offer-terms.ts';
import { says } from '#app/domain/says/says.ts';
import { type CameTo, isOfOwners } from '#app/domain/set/check-definition.ts';
import type { SetDefinition } from '#app/domain/set/set-definition.ts';
import { type SetText, toText } from '#app/domain/set/set-text.ts';
import { discountWarnings } from './discount-warnings.ts';
import { type SetProduct, setProduct } from './set-product.ts';
import { productIdsOf, type SetSummary, setSummary, toldOf } from './sets.ts';

/** A set of a collection of thousands does not show them all. */
const ANCHORS_SHOWN = 12;
const CHANGES_SHOWN = 50;

export interface EditorChoices {
  markets: { marketId: string; name: string }[];
  /** Codes that Setwise knows by itself; then the merchant's own, with their titles. */
  segments: { name: string; title: string | null }[];
  /** The most that the guardrails let any set give, basis points. */
  maxDiscountBp: number;
}

export interface SetChange {
  changeId: string;
  /** ISO. */
  changedAt: string;
  actor: string;
  event: string;
  before: SavedVersion | null;
  after: SavedVersion | null;
}

/** As a change log keeps it; of changes from before sets had definitions nothing but the goal. */
export interface SavedVersion {
  goal: string | null;
  definition: SetText | null;
  terms: WrittenTerms | null;
}

export interface SetForEditor {
  /** As its list shows it. */
  set: SetSummary;
  definition: SetText;
  terms: WrittenTerms;
  version: number;
  /** Titles by id. */
  collections: Record<string, string>;
  /** The newest first. */
  changes: SetChange[];
  /** Nobody would miss it: the merchant wrote it, and it was never live. */
  removable: boolean;
}

/** @throws AppError not_found when the shop has no such set */
export async function setForEditor(shopId: bigint, setId: string, at: Date): Promise<SetForEditor> {
  const [shop, row, kept, changes, removable, policy] = await Promise.all([shopById(shopId), oneSet(shopId, setId), definitionOf(shopId, setId), changesOfSet(shopId, setId, CHANGES_SHOWN), isNeverLive(shopId, setId), marginPolicyOf(shopId)]);
  if (!row || !kept) throw new AppError('not_found', says(({ sets }) => sets.gone));
  const { definition, version, terms } = kept;
  const named = [definition.anchor, ...definition.slots.map(({ source }) => source)].flatMap((rule) => (rule.kind === 'collection' ? [rule.collectionId] : []));
  const [found, collections, answers, warnings] = await Promise.all([deskProducts(shopId, productIdsOf(row)), setCollections(shopId, named), answersBySet(shopId, [setId]), discountWarnings(shopId, [setId], at)]);
  return {
    set: { ...setSummary(row, productsAt(found, policy, null, shop?.currency ?? ''), policy, at), answers: toldOf(answers.get(setId)), warnings: warnings[setId] ?? [] },
    definition: toText(definition),
    terms: writtenTerms(terms),
    version,
    collections: Object.fromEntries([...collections].map(([id, { title }]) => [String(id), title])),
    changes: changes.map(({ changeId, changedAt, actor, event, detail }) => ({ changeId, changedAt: changedAt.toISOString(), actor, event, before: versionOf(detail.before), after: versionOf(detail.after) })),
    removable,
  };
}

function versionOf(told: unknown): SavedVersion | null {
  if (typeof told !== 'object' || told === null) return null;
  const { goal, definition, terms } = told as { goal?: string; definition?: SetText; terms?: OfferTerms };
  return { goal: goal ?? null, definition: definition ?? null, terms: terms ? writtenTerms(terms) : null };
}

export async function editorChoices(shopId: bigint): Promise<EditorChoices> {
  const [markets, own, { guardrails }] = await Promise.all([marketsOf(shopId), segmentsOfShop(shopId), marginPolicyOf(shopId)]);
  return {
    markets: markets.filter(({ countries }) => countries.length > 0).map(({ marketId, name }) => ({ marketId: String(marketId), name })),
    segments: [...Object.keys(SEGMENTS).filter((code) => code !== 'fond_of').map((name) => ({ name, title: null })), ...own.map(({ name, title }) => ({ name, title }))],
    maxDiscountBp: guardrails.maxDiscountBp,
  };
}

export interface DraftFacts {
  /** By product id: all that the draft names, and what its rules come to. */
  products: Record<string, SetProduct & { support: number }>;
  /** The best sold first, of many the first few. */
  anchor: { productIds: string[]; count: number };
  /** Candidates in the order in which they are tried; how many products the slot's rule names. */
  slots: { slotNo: number; productIds: string[]; count: number }[];
}

/** What a person needs to judge every product of a draft, by the same rules that an offer passes. */
export async function draftFacts(
  shopId: bigint,
  definition: SetDefinition,
  terms: OfferTerms | null,
  resolved: ResolvedSet & { anchorCameTo: CameTo | null; slotsCameTo: ReadonlyMap<number, CameTo> },
  at: Date,
): Promise<DraftFacts> {
  const { anchorProductId, slots, anchorCameTo, slotsCameTo } = resolved;
  const ofOwners = isOfOwners(definition.strategy);
  const given = definition.anchor.kind === 'products' ? definition.anchor.productIds : [];
  const anchorIds = ofOwners ? [] : [...new Set([...given, ...resolved.anchors.map(({ productId }) => productId).slice(0, ANCHORS_SHOWN)])];
  const candidates = slots.flatMap((slot) => slot.candidates);
  const named = definition.slots.flatMap(({ source, pinnedIds }) => [...pinnedIds, ...(source.kind === 'products' ? source.productIds : [])]);
  const fresh = ofOwners || anchorProductId === 0n ? [] : candidates.flatMap(({ productId, support }) => (support > 0 ? [] : [productId]));
  const [shop, found, ofShop, together] = await Promise.all([
    shopById(shopId),
    deskProducts(shopId, [...new Set([...anchorIds, anchorProductId, ...named, ...candidates.map(({ productId }) => productId), ...definition.excludedIds])]),
    marginPolicyOf(shopId),
    countWithAnchor(shopId, anchorProductId, fresh),
  ]);
  const products = productsAt(found, ofShop, null, shop?.currency ?? '');
  const policy = policyFor(inOrderOf(definition.strategy), ofShop);
  const anchor = ofOwners ? undefined : products.get(anchorProductId);
  const ready = setTerms({ anchorProductId, terms: terms ?? NO_TERMS, slots }, products, policy);
  const support = new Map(candidates.map((candidate) => [candidate.productId, together.get(candidate.productId) ?? candidate.support]));
  const startsIt = new Set(anchorIds);
  const judged = [...new Set([...products.keys(), ...named, ...anchorIds])].map((productId) => {
    const facts = products.get(productId);
    const given = facts && !startsIt.has(productId) ? itemTerms(ready, facts, policy) : null;
    // What starts the set stands against nothing.
    return [String(productId), { ...setProduct(productId, facts, given, policy, at, startsIt.has(productId) ? undefined : anchor), support: support.get(productId) ?? 0 }] as const;
  });
  return {
    products: Object.fromEntries(judged),
    anchor: { productIds: anchorIds.slice(0, Math.max(ANCHORS_SHOWN, given.length)).map(String), count: anchorCameTo?.members ?? 0 },
    slots: slots.map(({ slotNo, candidates }) => ({ slotNo, productIds: candidates.map(({ productId }) => String(productId)), count: slotsCameTo.get(slotNo)?.members ?? 0 })),
  };
}
