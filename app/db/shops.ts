// Shops: the tenants. A shop's numeric id is Shopify's own; its domain finds it when a request knows nothing else.
import type { Stack } from '#app/domain/discount/could-stack.ts';
import type { DiscountClass } from '#app/domain/discount/shop-discount.ts';
import type { Queryable } from './pool.ts';
import { hotRead, pool } from './pool.ts';

export interface ShopFacts {
  shopId: bigint;
  /** *.myshopify.com */
  domain: string;
  name: string;
  currency: string;
  /** IANA name. */
  timezone: string;
  primaryLocale: string;
  storefrontUrl: string;
  /** Granted scopes, comma separated. */
  scopes: string;
}

export interface ShopRow extends ShopFacts {
  installedAt: Date;
  /** Set: the app was uninstalled; nothing is sent or decided for the shop from then on. */
  uninstalledAt: Date | null;
  discountNodeId: string | null;
  /** Somebody changed the set discount by hand: none is promised until it is restored. */
  discountStopped: DiscountStop | null;
  /** Classes of other discounts that the store was told the set discount combines with. */
  discountCombines: DiscountClass[];
}

/** What was done to the set discount in the Shopify admin: it was deleted, ended, or made to combine with others. */
export type DiscountStop = 'deleted' | 'deactivated' | 'combines';

const COLUMNS = `shop_id AS "shopId", domain, name, currency, timezone, primary_locale AS "primaryLocale", storefront_url AS "storefrontUrl",
  scopes, installed_at AS "installedAt", uninstalled_at AS "uninstalledAt", discount_node_id AS "discountNodeId",
  discount_stopped AS "discountStopped", discount_combines AS "discountCombines"`;

export async function shopById(shopId: bigint, on: Queryable = pool()): Promise<ShopRow | undefined> {
  return (await on.query<ShopRow>({ name: 'shop-by-id', text: `SELECT ${COLUMNS} FROM shops WHERE shop_id = $1`, values: [shopId] })).rows[0];
}

export async function shopByDomain(domain: string, on: Queryable = pool()): Promise<ShopRow | undefined> {
  return (await hotRead<ShopRow>({ name: 'shop-by-domain', text: `SELECT ${COLUMNS} FROM shops WHERE domain = $1`, values: [domain] }, on)).rows[0];
}

/**
 * Writes that the shop has the app. Of several at once, one is told that it was the arrival.
 * @returns 'installed' for a new shop, 'reinstalled' for one that had left, 'known' for one that is here
 */
export async function saveArrival(shop: ShopFacts, at: Date, on: Queryable): Promise<'installed' | 'reinstalled' | 'known'> {
  const values = [shop.shopId, shop.domain, shop.name, shop.currency, shop.timezone, shop.primaryLocale, shop.storefrontUrl, shop.scopes, at];
  // Without a target: of two at once, the later one may meet the domain's index before the id's.
  const inserted = await on.query(
    `INSERT INTO shops (shop_id, domain, name, currency, timezone, primary_locale, storefront_url, scopes, installed_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT DO NOTHING`,
    values,
  );
  if (inserted.rowCount === 1) return 'installed';
  const before = await on.query<{ left: boolean }>('SELECT uninstalled_at IS NOT NULL AS left FROM shops WHERE shop_id = $1 FOR UPDATE', [shop.shopId]);
  if (!before.rows[0]) throw new Error(`The domain of shop ${shop.shopId} is kept as another shop's.`);
  await on.query(
    `UPDATE shops SET domain = $2, name = $3, currency = $4, timezone = $5, primary_locale = $6, storefront_url = $7, scopes = $8,
            installed_at = CASE WHEN uninstalled_at IS NULL THEN installed_at ELSE $9 END, uninstalled_at = NULL
      WHERE shop_id = $1`,
    values,
  );
  return before.rows[0].left ? 'reinstalled' : 'known';
}

/** @returns false when the shop had left already, or came back after `at` */
export async function saveDeparture(shopId: bigint, at: Date, on: Queryable): Promise<boolean> {
  const updated = await on.query(
    `UPDATE shops SET uninstalled_at = $2, discount_node_id = NULL, discount_stopped = NULL, discount_combines = '{}' WHERE shop_id = $1 AND uninstalled_at IS NULL AND installed_at <= $2`,
    [shopId, at],
  );
  return updated.rowCount === 1;
}

export async function saveScopes(shopId: bigint, scopes: string, on: Queryable = pool()): Promise<void> {
  await on.query('UPDATE shops SET scopes = $2 WHERE shop_id = $1', [shopId, scopes]);
}

export async function saveDiscountNode(shopId: bigint, discountNodeId: string | null, on: Queryable = pool()): Promise<void> {
  await on.query(`UPDATE shops SET discount_node_id = $2, discount_stopped = NULL, discount_combines = '{}' WHERE shop_id = $1`, [shopId, discountNodeId]);
}

/** Nothing is changed when the shop has another discount by now. */
export async function saveDiscountCombines(shopId: bigint, discountNodeId: string, classes: readonly DiscountClass[], on: Queryable = pool()): Promise<void> {
  await on.query('UPDATE shops SET discount_combines = $3 WHERE shop_id = $1 AND discount_node_id = $2', [shopId, discountNodeId, classes]);
}

/** @returns whether that is news */
export async function saveStack(shopId: bigint, { bp, minor }: Stack, on: Queryable): Promise<boolean> {
  const { rowCount } = await on.query('UPDATE shops SET stacked_bp = $2, stacked_minor = $3 WHERE shop_id = $1 AND (stacked_bp, stacked_minor) IS DISTINCT FROM ($2::int, $3::bigint)', [shopId, bp, minor]);
  return rowCount === 1;
}

/** @returns whether that is news; nothing is changed when the shop has another discount by now */
export async function saveDiscountStop(shopId: bigint, discountNodeId: string, stopped: DiscountStop | null, on: Queryable): Promise<boolean> {
  const { rowCount } = await on.query('UPDATE shops SET discount_stopped = $3 WHERE shop_id = $1 AND discount_node_id = $2 AND discount_stopped IS DISTINCT FROM $3', [shopId, discountNodeId, stopped]);
  return rowCount === 1;
}

/** @returns the facts as they were before, where they differ now */
export async function saveShopFacts(shop: Omit<ShopFacts, 'domain' | 'scopes'>, on: Queryable): Promise<ShopRow | undefined> {
  const before = await shopById(shop.shopId, on);
  const { rowCount } = await on.query(
    `UPDATE shops SET name = $2, currency = $3, timezone = $4, primary_locale = $5, storefront_url = $6
      WHERE shop_id = $1 AND (name, currency, timezone, primary_locale, storefront_url) IS DISTINCT FROM ($2::text, $3::text, $4::text, $5::text, $6::text)`,
    [shop.shopId, shop.name, shop.currency, shop.timezone, shop.primaryLocale, shop.storefrontUrl],
  );
  return rowCount === 1 ? before : undefined;
}

/** Every table with rows of a shop, those that refer to others first. A test compares it with the database. */
export const TABLES_OF_A_SHOP = [
  'attributions', 'exposures', 'assignments', 'subject_links', 'touches', 'test_shares', 'tests', 'place_settings', 'experiments', 'subject_outcomes', 'stale_outcomes', 'outcome_rollups', 'message_events', 'discount_codes', 'steps', 'enrollments', 'workflows',
  'klaviyo_connections', 'checkouts', 'awaited_deliveries', 'transit_times', 'return_lines', 'returns', 'fulfillment_events', 'fulfillments', 'set_anchors', 'set_exclusions', 'set_evidence', 'strategy_counts', 'review_settings', 'digests', 'set_collections', 'set_candidates', 'set_slots', 'sets', 'associations', 'product_substitutes', 'association_counts', 'association_models', 'learning_progress', 'refund_lines', 'refunds', 'order_lines', 'orders',
  'customers', 'customer_merges', 'customer_emails', 'guest_orders', 'redactions', 'moved_orders', 'left_alone_tags', 'subscription_contracts', 'deleted_checkouts', 'collection_products', 'blocks', 'offer_limits', 'offer_rule_days', 'offer_rule_products', 'offer_rules', 'compatibility_rules', 'product_metafields', 'market_prices', 'market_currencies', 'markets', 'locations', 'inventory_levels', 'inventory_items', 'variants', 'product_complements', 'products', 'backfills', 'reconciliations', 'listed_ids', 'ids_to_read', 'webhook_watches', 'guardrails', 'shop_discounts', 'margin_rules', 'placements', 'publications', 'measure_settings',
  'subject_answers', 'quiet_subjects', 'product_stats', 'uplifts', 'shop_audiences', 'segments', 'decisions', 'changes', 'delivery_tallies', 'product_sales', 'shop_sales', 'sold_out_products', 'webhook_deliveries', 'shops',
] as const;

/**
 * Deletes every row of a shop, its sessions too, unless it came back after it left.
 * @param leftBefore a shop installed after this moment is a new one and keeps its rows
 * @returns whether it was deleted
 */
export async function deleteShop(shopId: bigint, leftBefore: Date, on: Queryable): Promise<boolean> {
  const found = await on.query<{ domain: string }>('SELECT domain FROM shops WHERE shop_id = $1 AND installed_at <= $2 FOR UPDATE', [shopId, leftBefore]);
  const shop = found.rows[0];
  if (!shop) return false;
  for (const table of TABLES_OF_A_SHOP) await on.query(`DELETE FROM ${table} WHERE shop_id = $1`, [shopId]);
  await on.query('DELETE FROM sessions WHERE shop_domain = $1', [shop.domain]);
  return true;
}
