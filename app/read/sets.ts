// The list of sets in one state, each with what a person needs to judge it in five seconds.
import { type AnswersOfSet, answersBySet } from '#app/db/answer-signals.ts';
import { deskProducts } from '#app/db/admin-products.ts';
import { countSets, firstSuggestedAt, pageOfSets, type SetList, type SetRow, type SetStatus } from '#app/db/admin-sets.ts';
import { marginPolicyOf } from '#app/db/margin-policy.ts';
import { evidenceOf, type ReadEvidence } from '#app/db/set-evidence.ts';
import { shopById } from '#app/db/shops.ts';
import type { ProductFacts } from '#app/domain/catalog/product.ts';
import { inOrderOf } from '#app/domain/margin/fixed-fee.ts';
import { type MarginPolicy, policyFor } from '#app/domain/margin/rails.ts';
import { productsAt } from '#app/domain/market/in-own-currency.ts';
import { isOfOwners } from '#app/domain/set/check-definition.ts';
import { itemTerms, setTerms } from '#app/domain/offer/item-terms.ts';
import type { OfferTerms } from '#app/domain/offer/offer-terms.ts';
import type { Evidence } from '#app/domain/set/evidence.ts';
import type { WhyRefused } from '#app/domain/set/refusal.ts';
import { monthsUntilSeason } from '#app/domain/set/season.ts';
import type { OutgrownSignals } from '#app/domain/set/set-definition.ts';
import { type WhyNow, whyNow } from '#app/domain/set/why-now.ts';
import { type DiscountWarning, discountWarnings } from './discount-warnings.ts';
import { type SetProduct, setProduct } from './set-product.ts';

export const SETS_PER_PAGE = 10;

export interface SetSummary {
  setId: string;
  status: SetStatus;
  strategy: string;
  goal: string;
  discountBp: number;
  terms: OfferTerms;
  support: number;
  /** What it rests on where orders do not say it yet; null: on orders, or on the merchant who edited it. */
  grounds: { evidence: Evidence; borrowedFrom: string[]; sharedWords: string[] } | null;
  /** What shoppers said of it; null: nothing, or it was not asked for. */
  answers: Pick<AnswersOfSet, 'haveIt' | 'notForMe' | 'quiet'> | null;
  /** Other discounts of the store that would bring something of it below the floor; where that was asked for. */
  warnings: DiscountWarning[];
  /** ISO; when it was approved, paused or refused. */
  decidedAt: string | null;
  /** ISO; out of the queue until then. */
  snoozedUntil: string | null;
  /** Share of shoppers that it is tried on, basis points; null: all. */
  trialBp: number | null;
  refused: WhyRefused | null;
  signals: OutgrownSignals | null;
  /** What was counted for it when it was suggested; null: nothing, or it was not asked for. */
  evidence: SuggestionEvidence | null;
  whyNow: WhyNow | null;
  anchor: SetProduct;
  slots: { slotNo: number; name: string; candidates: (SetProduct & { support: number })[] }[];
}

export interface SuggestionEvidence {
  /** Small ones of the last orders of it, and what else was in them. */
  examples: { orderId: string; name: string; orderedAt: string; others: string[] }[];
  /** Orders of the anchor in the last twelve whole months, January first. */
  months: number[];
  /** 1 to 12. */
  seasonMonths: number[];
  /** It has a season, and it is not now. */
  seasonAhead: boolean;
}

export interface SetsPage {
  sets: SetSummary[];
  total: number;
  page: number;
  pages: number;
  counts: Record<SetList, number>;
}

/** @param page from 1; a page past the end shows the last */
export async function listSets(shopId: bigint, { status: list, search, page, strategy = null }: { status: SetList; search: string; page: number; strategy?: string | null }, at: Date): Promise<SetsPage> {
  const query = { list, search, strategy, at, limit: SETS_PER_PAGE };
  const [asked, counts, policy, shop, firstAt] = await Promise.all([pageOfSets(shopId, { ...query, offset: (page - 1) * SETS_PER_PAGE }), countSets(shopId, at), marginPolicyOf(shopId), shopById(shopId), firstSuggestedAt(shopId)]);
  const pages = Math.max(1, Math.ceil(asked.total / SETS_PER_PAGE));
  const { rows } = page <= pages ? asked : await pageOfSets(shopId, { ...query, offset: (pages - 1) * SETS_PER_PAGE });
  const setIds = rows.map(({ setId }) => setId);
  const undecided = rows.flatMap(({ setId, status }) => (status === 'suggested' ? [setId] : []));
  const [found, answers, warnings, evidence] = await Promise.all([
    deskProducts(shopId, [...new Set(rows.flatMap(productIdsOf))]), answersBySet(shopId, setIds), discountWarnings(shopId, setIds, at), evidenceOf(shopId, undecided),
  ]);
  const products = productsAt(found, policy, null, shop?.currency ?? '');
  const month = monthOf(at, shop?.timezone ?? 'UTC');
  return {
    sets: rows.map((row) => ({
      ...setSummary(row, products, policy, at),
      answers: toldOf(answers.get(row.setId)),
      warnings: warnings[row.setId] ?? [],
      ...suggestionFacts(row, evidence.get(row.setId), firstAt, { now: at, month }),
    })),
    total: asked.total, page: Math.min(page, pages), pages, counts,
  };
}

const monthOf = (at: Date, timeZone: string): number => Number(new Intl.DateTimeFormat('en', { month: 'numeric', timeZone }).format(at));

function suggestionFacts(row: SetRow, found: ReadEvidence | undefined, firstSuggestedAt: Date | null, today: { now: Date; month: number }): Pick<SetSummary, 'evidence' | 'whyNow'> {
  if (row.status !== 'suggested') return { evidence: null, whyNow: null };
  const { examples = [], months = [], seasonMonths = [], anchorPlace = null, lastOrderedAt = null } = found ?? {};
  return {
    whyNow: whyNow({ seasonMonths, createdAt: row.createdAt, firstSuggestedAt: row.origin === 'learned' ? firstSuggestedAt : null, anchorPlace, lastOrderedAt: lastOrderedAt ?? examples[0]?.orderedAt ?? null }, today),
    evidence: found ? {
      examples: examples.map(({ orderId, name, orderedAt, products }) => ({
        orderId: String(orderId), name, orderedAt: orderedAt.toISOString(), others: products.flatMap(({ productId, title }) => (productId === row.anchorProductId ? [] : [title])),
      })),
      months: [...months],
      seasonMonths: [...seasonMonths],
      seasonAhead: (monthsUntilSeason(seasonMonths, today.month) ?? 0) > 0,
    } : null,
  };
}

/** Without its products, which a list does not tell. */
export const toldOf = (answers: AnswersOfSet | undefined): SetSummary['answers'] => (answers ? { haveIt: answers.haveIt, notForMe: answers.notForMe, quiet: answers.quiet } : null);

export function productIdsOf(row: SetRow): bigint[] {
  return [row.anchorProductId, ...row.borrowedFrom, ...row.slots.flatMap(({ candidates }) => candidates.map(({ productId }) => productId))];
}

export function setSummary(row: SetRow, products: ReadonlyMap<bigint, ProductFacts>, ofShop: MarginPolicy, at: Date): SetSummary {
  const policy = policyFor(inOrderOf(row.strategy), ofShop);
  // A rung or part is judged beside what the customer has, which differs from one to the next.
  const anchor = isOfOwners(row.strategy) ? undefined : products.get(row.anchorProductId);
  const ready = setTerms(row, products, policy);
  return {
    setId: row.setId,
    status: row.status,
    strategy: row.strategy,
    goal: row.goal,
    discountBp: row.discountBp,
    terms: row.terms,
    support: row.support,
    grounds: groundsOf(row, products),
    answers: null,
    warnings: [],
    decidedAt: row.decidedAt?.toISOString() ?? null,
    snoozedUntil: row.snoozedUntil?.toISOString() ?? null,
    trialBp: row.trialBp,
    refused: row.refused,
    signals: row.signals,
    evidence: null,
    whyNow: null,
    // The anchor is what the shopper has already: it carries no discount, and makes the order.
    anchor: setProduct(row.anchorProductId, products.get(row.anchorProductId), null, policyFor('begins', ofShop), at),
    slots: row.slots.map(({ slotNo, name, candidates }) => ({
      slotNo,
      name,
      candidates: candidates.map(({ productId, support }) => {
        const facts = products.get(productId);
        return { ...setProduct(productId, facts, facts ? itemTerms(ready, facts, policy) : null, policy, at, anchor), support };
      }),
    })),
  };
}

/** With the titles of the products it borrows from, as far as they are still there. */
function groundsOf({ origin, evidence, borrowedFrom, sharedWords }: SetRow, products: ReadonlyMap<bigint, ProductFacts>): SetSummary['grounds'] {
  if (origin === 'merchant' || evidence === 'orders') return null;
  return { evidence, borrowedFrom: borrowedFrom.flatMap((productId) => products.get(productId)?.title ?? []), sharedWords: [...sharedWords] };
}
