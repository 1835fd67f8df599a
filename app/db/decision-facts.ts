// What a decision about one cart is made from, in two named prepared statements: a shopper waits. First what the cart
// starts, then the products that it and the associations (associations.ts) name.
import { measuredUplift, type UpliftCounts } from '#app/domain/audience/uplift.ts';
import type { ProductFacts } from '#app/domain/catalog/product.ts';
import { UNMEASURED, type Uplift } from '#app/domain/decision/facts.ts';
import type { MarginPolicy } from '#app/domain/margin/rails.ts';
import type { SetFacts } from '#app/domain/set/set.ts';
import type { ExperimentRow } from './experiments.ts';
import { MARGIN_POLICY_COLUMNS, type MarginPolicyColumns, marginPolicyFromRow } from './margin-policy.ts';
import { sellsTo } from './markets.ts';
import { type TermsColumns, termsFromRow } from './offer-terms.ts';
import { hotRead } from './pool.ts';
import { PRODUCT_FACTS_COLUMNS, PRODUCT_FACTS_JOIN, type ProductFactsColumns, productFactsFromRow } from './product-facts.ts';

/** More sets than this are not weighed against each other while a shopper waits; the best supported are. */
const MAX_SETS = 40;

export interface CartContext {
  currency: string;
  /** False once the app was uninstalled. */
  installed: boolean;
  /** Whether the placement is switched on. */
  enabled: boolean;
  /** Whether a market serves the country; true where that is not known. */
  soldHere: boolean;
  /** Where it goes; null: not known. */
  country: string | null;
  timezone: string;
  /** False: somebody changed the set discount by hand, and it can't be promised. */
  discountRuns: boolean;
  policy: MarginPolicy;
  /** Who is held out here, and of everything; empty: nobody is, nothing is measured. */
  experiments: Pick<ExperimentRow, 'experimentId' | 'subjectOf' | 'salt' | 'holdoutBp'>[];
  /** The product of each variant in the cart, as far as they are known. */
  productOfVariant: ReadonlyMap<bigint, bigint>;
  sets: SetFacts[];
  /** What showing offers has done in this place. */
  uplift: Uplift;
}

type ContextRow = MarginPolicyColumns & {
  currency: string;
  installed: boolean;
  enabled: boolean;
  sold_here: boolean;
  country: string | null;
  timezone: string;
  discount_runs: boolean;
  experiments: CartContext['experiments'] | null;
  cart: [variantId: string, productId: string][] | null;
  sets: SetJson[] | null;
  uplift: UpliftCounts | null;
};

interface SetJson {
  setId: string;
  strategy: string;
  anchor: string;
  goal: string;
  terms: TermsColumns;
  slots: { slotNo: number; name: string; candidates: [productId: string, support: number, score: number][] | null }[] | null;
}

const CONTEXT = `
  WITH cart AS MATERIALIZED (SELECT variant_id, product_id FROM variants WHERE shop_id = $1 AND variant_id = ANY($3::bigint[]))
  SELECT s.currency, s.uninstalled_at IS NULL AS installed, COALESCE(pl.enabled, false) AS enabled, ${sellsTo('s.shop_id', 'place.country')} AS sold_here, place.country, s.timezone,
         s.discount_stopped IS NULL AS discount_runs, ${MARGIN_POLICY_COLUMNS},
         (SELECT json_agg(json_build_object('experimentId', e.experiment_id, 'subjectOf', e.subject_of, 'salt', e.salt, 'holdoutBp', e.holdout_bp)) FROM experiments e
           WHERE e.shop_id = $1 AND e.subject_of IN ('global', 'placement:' || $2) AND e.ended_at IS NULL) AS experiments,
         (SELECT json_agg(json_build_array(variant_id::text, product_id::text)) FROM cart) AS cart,
         (SELECT json_agg(json_build_object('setId', t.set_id, 'strategy', t.strategy, 'anchor', t.anchor_product_id::text, 'goal', t.goal, 'terms',
                   json_build_object('offer_kind', t.offer_kind, 'discount_bp', t.discount_bp, 'offer_minor', t.offer_minor, 'offer_slot_no', t.offer_slot_no, 'offer_tag', t.offer_tag),
                   'slots', (SELECT json_agg(json_build_object('slotNo', o.slot_no, 'name', o.name, 'candidates',
                               (SELECT json_agg(json_build_array(c.product_id::text, c.support, c.score) ORDER BY c.rank) FROM set_candidates c
                                 WHERE c.shop_id = o.shop_id AND c.set_id = o.set_id AND c.slot_no = o.slot_no)) ORDER BY o.slot_no)
                               FROM set_slots o WHERE o.shop_id = t.shop_id AND o.set_id = t.set_id)))
            FROM (SELECT * FROM sets WHERE shop_id = $1 AND status = 'approved' AND anchor_product_id IN (SELECT product_id FROM cart)
                   ORDER BY support DESC, set_id LIMIT ${MAX_SETS}) t) AS sets,
         (SELECT json_build_object('shown', u.shown, 'shownBought', u.shown_bought, 'held', u.held, 'heldBought', u.held_bought) FROM uplifts u
           WHERE u.shop_id = $1 AND u.place = 'placement:' || $2) AS uplift
    FROM shops s
   CROSS JOIN (SELECT COALESCE($4::text, CASE WHEN $2 = 'email' THEN (SELECT country_code FROM customers WHERE shop_id = $1 AND customer_id = $5::bigint) END) AS country) place
    LEFT JOIN placements pl ON pl.shop_id = s.shop_id AND pl.placement = $2
    LEFT JOIN guardrails g ON g.shop_id = s.shop_id
   WHERE s.shop_id = $1`;

export interface CartQuestion {
  placement: string;
  variantIds: readonly bigint[];
  /** Of the storefront that asks; null: not known. A message goes to where its customer lives. */
  country: string | null;
  customerId: bigint | null;
}

/** @returns undefined for a shop that is not here */
export async function cartContext(shopId: bigint, question: CartQuestion): Promise<CartContext | undefined> {
  const { rows } = await hotRead<ContextRow>({ name: 'decision-context', text: CONTEXT, values: [shopId, question.placement, question.variantIds, question.country, question.customerId] });
  const row = rows[0];
  if (!row) return undefined;
  return {
    currency: row.currency,
    installed: row.installed,
    enabled: row.enabled,
    soldHere: row.sold_here,
    country: row.country,
    timezone: row.timezone,
    discountRuns: row.discount_runs,
    policy: marginPolicyFromRow(row),
    experiments: row.experiments ?? [],
    productOfVariant: new Map(row.cart?.map(([variantId, productId]) => [BigInt(variantId), BigInt(productId)])),
    sets: (row.sets ?? []).map(setFromJson),
    uplift: row.uplift ? measuredUplift(row.uplift) : UNMEASURED,
  };
}

function setFromJson({ setId, strategy, anchor, goal, terms, slots }: SetJson): SetFacts {
  return {
    setId,
    strategy,
    anchorProductId: BigInt(anchor),
    goal,
    terms: termsFromRow(terms),
    slots: (slots ?? []).map(({ slotNo, name, candidates }) => ({
      slotNo,
      name,
      candidates: (candidates ?? []).map(([productId, support, score]) => ({ productId: BigInt(productId), support, score })),
    })),
  };
}

const PRODUCTS = `SELECT ${PRODUCT_FACTS_COLUMNS} FROM products p ${PRODUCT_FACTS_JOIN} WHERE p.shop_id = $1 AND p.product_id = ANY($2::bigint[])`;

export async function productsOf(shopId: bigint, productIds: readonly bigint[]): Promise<ReadonlyMap<bigint, ProductFacts>> {
  if (productIds.length === 0) return new Map();
  const { rows } = await hotRead<ProductFactsColumns>({ name: 'decision-products', text: PRODUCTS, values: [shopId, productIds] });
  return new Map(rows.map((row) => [row.product_id, productFactsFromRow(row)]));
}
