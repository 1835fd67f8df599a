// The activity screen: what was decided and what was changed, newest first, a page at a time. A page begins where the one
// before ended, so rows that arrive meanwhile neither repeat nor hide any.
import { listChanges } from '#app/db/changes.ts';
import { type DecisionRow, lastLookedAt, listDecisions, type Place } from '#app/db/decisions.ts';
import { productIdsTitled, type ProductTitle, productTitles } from '#app/db/product-titles.ts';
import { decodeDecision } from '#app/domain/decision/encode.ts';
import { type ReasonCode, reasonNumber } from '#app/domain/decision/reason-codes.ts';

const ACTIVITY_PER_PAGE = 25;
/** A search that more titles match than this is too wide to mean anything. A word like "camera" is in thousands. */
const MOST_TITLES = 20_000;
/** No index knows what is inside of a decision: so many are looked through at a time, and the next page looks further back. */
const LOOKED_THROUGH = 10_000;

export interface DecisionSummary {
  decisionId: string;
  /** ISO. */
  decidedAt: string;
  placement: string;
  /** Decimal text; null for a visitor who was not logged in. */
  customerId: string | null;
  cart: ProductName[];
  offered: (ProductName & { substitute: boolean; discountBp: number })[];
  refused: (ProductName & { code: ReasonCode })[];
}

export interface ProductName {
  productId: string;
  title: string;
  imageUrl: string | null;
}

export interface ActivityFilter {
  /** Words of a product's title: in the cart, offered or refused. */
  product?: string | undefined;
  customerId?: bigint | undefined;
  reason?: ReasonCode | undefined;
  /** What `older` of the page before said. */
  before?: string | undefined;
}

export interface DecisionsPage {
  decisions: DecisionSummary[];
  /** Where the next page begins; null when there is none. */
  older: string | null;
  /** The search ended before the page was full, after so many decisions: older ones are not looked at yet. null: it did not. */
  stoppedAfter: number | null;
}

export async function activityDecisions(shopId: bigint, filter: ActivityFilter = {}): Promise<DecisionsPage> {
  const productIds = filter.product?.trim() ? await productIdsTitled(shopId, filter.product, MOST_TITLES) : undefined;
  const asked = { productIds, customerId: filter.customerId, reasonNumber: filter.reason && reasonNumber(filter.reason) };
  const before = parsePlace(filter.before);
  const isSearch = productIds !== undefined || filter.reason !== undefined;
  const rows = await listDecisions(shopId, asked, { before, limit: ACTIVITY_PER_PAGE + 1, lookAt: isSearch ? LOOKED_THROUGH : undefined });
  const page = rows.slice(0, ACTIVITY_PER_PAGE);
  const isFull = rows.length > ACTIVITY_PER_PAGE;
  const stoppedAt = isSearch && !isFull ? await lastLookedAt(shopId, asked, { before, lookAt: LOOKED_THROUGH }) : undefined;
  const last = isFull ? page.at(-1) : undefined;
  const next = last ? { at: last.decidedAt, id: last.decisionId } : stoppedAt;
  const titles = await productTitles(shopId, [...new Set(page.flatMap(productIdsOf))]);
  return {
    decisions: page.map((row) => summary(row, titles)),
    older: next ? formatPlace(next) : null,
    stoppedAfter: stoppedAt ? LOOKED_THROUGH : null,
  };
}

export interface ChangeSummary {
  changeId: string;
  /** ISO. */
  changedAt: string;
  actor: string;
  event: string;
  detail: Record<string, unknown>;
}

/** @returns one page, and where the next begins; null when there is none */
export async function activityChanges(shopId: bigint, before?: string): Promise<{ changes: ChangeSummary[]; older: string | null }> {
  const place = parsePlace(before);
  const rows = await listChanges(shopId, { limit: ACTIVITY_PER_PAGE + 1, ...(place ? { before: { changedAt: place.at, changeId: place.id } } : {}) });
  const page = rows.slice(0, ACTIVITY_PER_PAGE);
  const last = page.at(-1);
  return {
    changes: page.map((row) => ({ ...row, changedAt: row.changedAt.toISOString() })),
    older: last && rows.length > ACTIVITY_PER_PAGE ? formatPlace({ at: last.changedAt, id: last.changeId }) : null,
  };
}

function productIdsOf({ cartProductIds, offered, refused }: DecisionRow): bigint[] {
  return [...cartProductIds, ...[...offered, ...refused].map(({ p }) => BigInt(p))];
}

function summary(row: DecisionRow, titles: ReadonlyMap<bigint, ProductTitle>): DecisionSummary {
  const { items, refused } = decodeDecision(row);
  return {
    decisionId: row.decisionId,
    decidedAt: row.decidedAt.toISOString(),
    placement: row.placement,
    customerId: row.customerId === null ? null : String(row.customerId),
    cart: row.cartProductIds.map((productId) => productName(productId, titles)),
    offered: items.map((item) => ({ ...productName(item.productId, titles), substitute: item.insteadOf !== null, discountBp: item.discountBp })),
    refused: refused.map(({ productId, code }) => ({ ...productName(productId, titles), code })),
  };
}

/** A product that is gone from the database is called by its id. */
export function productName(productId: bigint, titles: ReadonlyMap<bigint, ProductTitle>): ProductName {
  const found = titles.get(productId);
  return { productId: String(productId), title: found?.title || `Product ${productId}`, imageUrl: found?.imageUrl ?? null };
}

const formatPlace = ({ at, id }: Place): string => `${at.toISOString()}_${id}`;

/** What does not parse is no place: the first page. */
function parsePlace(text: string | undefined): Place | undefined {
  const match = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z)_([0-9a-f-]{36})$/.exec(text ?? '');
  return match?.[1] && match[2] ? { at: new Date(match[1]), id: match[2] } : undefined;
}
