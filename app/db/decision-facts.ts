// What a decision about one cart is made from, in named prepared statements: a shopper waits. Each asks for one kind of fact,
// so that it can be kept (pipeline/decide/kept-facts.ts): the place, whose variants there are in the cart, the sets that they
// start, the products that those and the associations (associations.ts) name. Every table that is read here tells of its changes
// by the triggers of migration facts_told; a test finds one that does not.
import { measuredUplift, type UpliftCounts } from '#app/domain/audience/uplift.ts';
import type { ProductFacts } from '#app/domain/catalog/product.ts';
import { UNMEASURED, type Uplift } from '#app/domain/decision/facts.ts';
import type { MarginPolicy } from '#app/domain/margin/rails.ts';
import type { MarketCurrency } from '#app/domain/market/market-currency.ts';
import { AS_SETS_SAY, type PlaceLook } from '#app/domain/decision/place-look.ts';
import type { RunningTest } from '#app/domain/experiment-test/test.ts';
import type { LoadedRule } from '#app/domain/offer-rule/offer-rule.ts';
import type { SetFacts } from '#app/domain/set/set.ts';
import type { ExperimentRow } from './experiments.ts';
import { MARGIN_POLICY_COLUMNS, type MarginPolicyColumns, marginPolicyFromRow } from './margin-policy.ts';
import { MARKET_CURRENCIES_JSON, type MarketCurrencyJson, marketCurrenciesFrom } from './market-currencies.ts';
import { marketsServing, sellsTo } from './markets.ts';
import { loadedRules } from './offer-rules.ts';
import { PLACE_LOOK_JSON } from './place-settings.ts';
import { hotRead } from './pool.ts';
import { SET_FACTS_COLUMNS, type SetFactsColumns, setFactsFromRow } from './set-facts.ts';
import { PRODUCT_FACTS_COLUMNS, PRODUCT_FACTS_JOIN, type ProductFactsColumns, productFactsFromRow } from './product-facts.ts';
import { RUNNING_TEST_JSON, runningTestFrom } from './tests.ts';

/** More sets than this are not weighed against each other while a shopper waits; the best supported are. */
const MAX_SETS = 40;

/** What holds for every cart in a place, going to a country. */
export interface PlaceFacts {
  currency: string;
  /** False once the app was uninstalled. */
  installed: boolean;
  /** Whether the placement is switched on. */
  enabled: boolean;
  /** Whether a market serves the country; true where that is not known. */
  soldHere: boolean;
  /** Markets that serve the country; null: it is not known, or the markets are not. */
  marketIds: readonly bigint[] | null;
  /** Other currencies that its markets sell in. */
  marketCurrencies: readonly MarketCurrency[];
  timezone: string;
  /** False: somebody changed the set discount by hand, and it can't be promised. */
  discountRuns: boolean;
  policy: MarginPolicy;
  /** Who is held out here, and of everything; empty: nobody is, nothing is measured. */
  experiments: Pick<ExperimentRow, 'experimentId' | 'subjectOf' | 'salt' | 'holdoutBp'>[];
  /** What is compared here among those who are shown offers; null: nothing. */
  test: RunningTest | null;
  look: PlaceLook;
  /** What showing offers has done in this place. */
  uplift: Uplift;
}

type PlaceRow = MarginPolicyColumns & {
  currency: string;
  installed: boolean;
  enabled: boolean;
  sold_here: boolean;
  market_ids: bigint[] | null;
  market_currencies: MarketCurrencyJson[] | null;
  timezone: string;
  discount_runs: boolean;
  experiments: PlaceFacts['experiments'] | null;
  test: unknown;
  look: PlaceLook | null;
  uplift: UpliftCounts | null;
};

export const PLACE = `
  SELECT s.currency, s.uninstalled_at IS NULL AS installed, COALESCE(pl.enabled, false) AS enabled, ${sellsTo('s.shop_id', '$3::text')} AS sold_here, ${marketsServing('s.shop_id', '$3::text')} AS market_ids, ${MARKET_CURRENCIES_JSON} AS market_currencies, s.timezone,
         s.discount_stopped IS NULL AS discount_runs, ${MARGIN_POLICY_COLUMNS},
         (SELECT json_agg(json_build_object('experimentId', e.experiment_id, 'subjectOf', e.subject_of, 'salt', e.salt, 'holdoutBp', e.holdout_bp)) FROM experiments e
           WHERE e.shop_id = $1 AND e.subject_of IN ('global', 'placement:' || $2) AND e.ended_at IS NULL) AS experiments, ${RUNNING_TEST_JSON('$2')} AS test, ${PLACE_LOOK_JSON('$2')} AS look,
         (SELECT json_build_object('shown', u.shown, 'shownBought', u.shown_bought, 'held', u.held, 'heldBought', u.held_bought) FROM uplifts u
           WHERE u.shop_id = $1 AND u.place = 'placement:' || $2) AS uplift
    FROM shops s
    LEFT JOIN placements pl ON pl.shop_id = s.shop_id AND pl.placement = $2
    LEFT JOIN guardrails g ON g.shop_id = s.shop_id
   WHERE s.shop_id = $1`;

/** @param country ISO 3166; null: not known. @returns undefined for a shop that is not here */
export async function placeFacts(shopId: bigint, placement: string, country: string | null): Promise<PlaceFacts | undefined> {
  const { rows } = await hotRead<PlaceRow>({ name: 'decision-place', text: PLACE, values: [shopId, placement, country] });
  const row = rows[0];
  if (!row) return undefined;
  return {
    currency: row.currency,
    installed: row.installed,
    enabled: row.enabled,
    soldHere: row.sold_here,
    marketIds: row.market_ids,
    marketCurrencies: marketCurrenciesFrom(row.market_currencies),
    timezone: row.timezone,
    discountRuns: row.discount_runs,
    policy: marginPolicyFromRow(row),
    experiments: row.experiments ?? [],
    test: runningTestFrom(row.test),
    look: row.look ?? AS_SETS_SAY,
    uplift: row.uplift ? measuredUplift(row.uplift) : UNMEASURED,
  };
}

/** Where a customer lives, ISO 3166; null: not known. A message goes there. */
export async function countryOf(shopId: bigint, customerId: bigint): Promise<string | null> {
  const { rows } = await hotRead<{ country_code: string | null }>({
    name: 'decision-country', text: 'SELECT country_code FROM customers WHERE shop_id = $1 AND customer_id = $2', values: [shopId, customerId],
  });
  return rows[0]?.country_code ?? null;
}

export const VARIANTS = 'SELECT variant_id, product_id FROM variants WHERE shop_id = $1 AND variant_id = ANY($2::bigint[])';

/** The product of each variant, as far as they are known. */
export async function productsOfVariants(shopId: bigint, variantIds: readonly bigint[]): Promise<Map<bigint, bigint>> {
  if (variantIds.length === 0) return new Map();
  const { rows } = await hotRead<{ variant_id: bigint; product_id: bigint }>({ name: 'decision-variants', text: VARIANTS, values: [shopId, variantIds] });
  return new Map(rows.map((row) => [row.variant_id, row.product_id]));
}

/** A set, and in how many orders it was seen. */
export interface StartedSet {
  set: SetFacts;
  support: number;
}

const SET_COLUMNS = `${SET_FACTS_COLUMNS}, s.support`;

/** A ladder starts from what somebody has, not from what they put into the cart. */
export const SETS = `
  SELECT ${SET_COLUMNS}, anchor.product_id AS started_by, s.slot_no AS started_slot
    FROM unnest($2::bigint[]) AS anchor(product_id)
   CROSS JOIN LATERAL (
     SELECT s.*, a.slot_no FROM set_anchors a JOIN sets s ON s.shop_id = a.shop_id AND s.set_id = a.set_id
      WHERE a.shop_id = $1 AND a.product_id = anchor.product_id AND s.status = 'approved' AND s.strategy <> 'evolution' ORDER BY s.support DESC, s.set_id LIMIT ${MAX_SETS}) s`;

type StartedRow = SetFactsColumns & { support: number; started_by: bigint; started_slot: number };

/** The approved sets that each product starts, the best supported; an entry for each, also where it starts none. */
export async function setsStartedBy(shopId: bigint, anchorIds: readonly bigint[]): Promise<Map<bigint, StartedSet[]>> {
  const started = new Map<bigint, StartedSet[]>(anchorIds.map((anchorId) => [anchorId, []]));
  if (anchorIds.length === 0) return started;
  const { rows } = await hotRead<StartedRow>({ name: 'decision-sets', text: SETS, values: [shopId, anchorIds] });
  for (const row of rows) started.get(row.started_by)?.push({ set: setFactsFromRow(row, new Map([[row.started_by, row.started_slot]])), support: row.support });
  return started;
}

/** Over `sets s`: all that starts a set, and on which rung or as which part. */
const ALL_ANCHORS = `ARRAY(SELECT a.product_id FROM set_anchors a WHERE a.shop_id = s.shop_id AND a.set_id = s.set_id ORDER BY a.product_id) AS anchor_ids,
         ARRAY(SELECT a.slot_no::int FROM set_anchors a WHERE a.shop_id = s.shop_id AND a.set_id = s.set_id ORDER BY a.product_id) AS anchor_slots`;

export const SETS_OF_OWNERS = `
  SELECT ${SET_COLUMNS}, ${ALL_ANCHORS}
    FROM sets s WHERE s.shop_id = $1 AND s.status = 'approved' AND s.strategy IN ('evolution', 'ecosystem') ORDER BY s.support DESC, s.set_id LIMIT ${MAX_SETS}`;

type OwnersRow = SetFactsColumns & { support: number; anchor_ids: bigint[]; anchor_slots: number[] };

const withAllAnchors = (row: OwnersRow): SetFacts => setFactsFromRow(row, new Map(row.anchor_ids.map((productId, at) => [productId, row.anchor_slots[at] ?? 0])));

/** Ladders and families, which begin with what a customer has: with all that stands on their rungs, or is a part of them. */
export async function setsOfOwners(shopId: bigint): Promise<StartedSet[]> {
  const { rows } = await hotRead<OwnersRow>({ name: 'decision-sets-of-owners', text: SETS_OF_OWNERS, values: [shopId] });
  return rows.map((row) => ({ set: withAllAnchors(row), support: row.support }));
}

/** Of all that the cart starts: the sets that are weighed against each other, each once with all that starts it. */
export function bestSupported(started: Iterable<readonly StartedSet[]>): SetFacts[] {
  const bySet = new Map<string, StartedSet>();
  for (const one of [...started].flat()) {
    const other = bySet.get(one.set.setId);
    bySet.set(one.set.setId, other ? { ...other, set: { ...other.set, startedBy: new Map([...other.set.startedBy, ...one.set.startedBy]) } } : one);
  }
  return [...bySet.values()].sort((one, other) => other.support - one.support || (one.set.setId < other.set.setId ? -1 : 1)).slice(0, MAX_SETS).map(({ set }) => set);
}

export const CALLED_SETS = `
  SELECT ${SET_COLUMNS}, ${ALL_ANCHORS}
    FROM sets s WHERE s.shop_id = $1 AND s.status = 'approved' AND s.set_id = ANY($2::uuid[])`;

/** The merchant's rules that are on, and the live sets that they call for. */
export interface ShopRules {
  rules: LoadedRule[];
  sets: SetFacts[];
}

export async function rulesOfShop(shopId: bigint): Promise<ShopRules> {
  const rules = await loadedRules(shopId);
  const setIds = rules.flatMap(({ action }) => (action.kind === 'show_set' ? [action.setId] : []));
  if (setIds.length === 0) return { rules, sets: [] };
  const { rows } = await hotRead<OwnersRow>({ name: 'decision-called-sets', text: CALLED_SETS, values: [shopId, [...new Set(setIds)]] });
  return { rules, sets: rows.map(withAllAnchors) };
}

export const PRODUCTS = `SELECT ${PRODUCT_FACTS_COLUMNS} FROM products p ${PRODUCT_FACTS_JOIN} WHERE p.shop_id = $1 AND p.product_id = ANY($2::bigint[])`;

export async function productsOf(shopId: bigint, productIds: readonly bigint[]): Promise<Map<bigint, ProductFacts>> {
  if (productIds.length === 0) return new Map();
  const { rows } = await hotRead<ProductFactsColumns>({ name: 'decision-products', text: PRODUCTS, values: [shopId, productIds] });
  return new Map(rows.map((row) => [row.product_id, productFactsFromRow(row)]));
}

/** Whose variants hold these inventory items. */
export async function productsOfItems(shopId: bigint, itemIds: readonly bigint[]): Promise<bigint[]> {
  const { rows } = await hotRead<{ product_id: bigint }>({
    name: 'products-of-items', text: 'SELECT DISTINCT product_id FROM variants WHERE shop_id = $1 AND inventory_item_id = ANY($2::bigint[])', values: [shopId, itemIds],
  });
  return rows.map((row) => row.product_id);
}
