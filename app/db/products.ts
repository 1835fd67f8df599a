// Products and their variants, as Shopify has them. A product and its variants are one version: they are judged by the
// product's updated_at (and trigger, where that ties) and written together. A deletion is a tombstone that nothing lifts.
import { jsonRows } from './json-rows.ts';
import type { Queryable } from './pool.ts';
import { pool } from './pool.ts';
import { canBeBought } from './stock.ts';

export interface VariantFactsRow {
  variantId: bigint;
  title: string;
  sku: string | null;
  position: number;
  priceMinor: number;
  compareAtMinor: number | null;
  imageUrl: string | null;
  inventoryItemId: bigint;
  inventoryPolicy: 'DENY' | 'CONTINUE';
  /** Value by option name. */
  options: Readonly<Record<string, string>>;
  updatedAt: Date;
}

export interface ProductFactsRow {
  productId: bigint;
  title: string;
  handle: string;
  vendor: string;
  productType: string;
  tags: string[];
  status: string;
  category: string | null;
  /** null: a webhook does not tell, and what is known stays. */
  giftCard: boolean | null;
  needsSubscription: boolean | null;
  imageUrl: string | null;
  publishedAt: Date | null;
  createdAt: Date;
  updatedAt: Date;
  /** Of the webhook that brought it; null when it was read. */
  triggeredAt: Date | null;
  variants: VariantFactsRow[];
  /** Ids of all its variants where `variants` may be a part of them; what is not among them was deleted. */
  allVariantIds: bigint[];
}

/** @returns ids of the products that were written; the others are tombstones or newer here */
export async function upsertProducts(shopId: bigint, products: readonly ProductFactsRow[], on: Queryable = pool()): Promise<bigint[]> {
  if (products.length === 0) return [];
  const { rows } = await on.query<{ product_id: bigint }>(
    `INSERT INTO products (shop_id, product_id, title, handle, vendor, product_type, tags, status, category, gift_card, needs_subscription, image_url, published_at, created_at, updated_at, triggered_at)
     SELECT $1, r."productId", r.title, r.handle, r.vendor, r."productType", r.tags, r.status, r.category, COALESCE(r."giftCard", p.gift_card, false), COALESCE(r."needsSubscription", p.needs_subscription, false), r."imageUrl", r."publishedAt", r."createdAt", r."updatedAt", r."triggeredAt"
       FROM jsonb_to_recordset($2::jsonb) AS r("productId" bigint, title text, handle text, vendor text, "productType" text, tags text[], status text, category text,
            "giftCard" boolean, "needsSubscription" boolean, "imageUrl" text, "publishedAt" timestamptz, "createdAt" timestamptz, "updatedAt" timestamptz, "triggeredAt" timestamptz)
       LEFT JOIN products p ON p.shop_id = $1 AND p.product_id = r."productId"
     ON CONFLICT (shop_id, product_id) DO UPDATE SET title = excluded.title, handle = excluded.handle, vendor = excluded.vendor, product_type = excluded.product_type,
       tags = excluded.tags, status = excluded.status, category = excluded.category, gift_card = excluded.gift_card, needs_subscription = excluded.needs_subscription, image_url = excluded.image_url, published_at = excluded.published_at,
       created_at = excluded.created_at, updated_at = excluded.updated_at, triggered_at = excluded.triggered_at
     WHERE products.deleted_at IS NULL
       AND (excluded.updated_at, COALESCE(excluded.triggered_at, '-infinity')) >= (products.updated_at, COALESCE(products.triggered_at, '-infinity'))
     RETURNING product_id`,
    [shopId, jsonRows(products.map(({ variants: _variants, allVariantIds: _ids, ...product }) => product))],
  );
  const written = new Set(rows.map((row) => row.product_id));
  await writeVariants(shopId, products.filter((product) => written.has(product.productId)), on);
  return [...written];
}

async function writeVariants(shopId: bigint, products: readonly ProductFactsRow[], on: Queryable): Promise<void> {
  if (products.length === 0) return;
  await on.query(
    `INSERT INTO variants (shop_id, variant_id, product_id, title, sku, position, price_minor, compare_at_minor, image_url, inventory_item_id, inventory_policy, options, updated_at)
     SELECT $1, r."variantId", r."productId", r.title, r.sku, r.position, r."priceMinor", r."compareAtMinor", r."imageUrl", r."inventoryItemId", r."inventoryPolicy", r.options, r."updatedAt"
       FROM jsonb_to_recordset($2::jsonb) AS r("variantId" bigint, "productId" bigint, title text, sku text, position smallint, "priceMinor" bigint, "compareAtMinor" bigint,
            "imageUrl" text, "inventoryItemId" bigint, "inventoryPolicy" text, options jsonb, "updatedAt" timestamptz)
     ON CONFLICT (shop_id, variant_id) DO UPDATE SET product_id = excluded.product_id, title = excluded.title, sku = excluded.sku, position = excluded.position,
       price_minor = excluded.price_minor, compare_at_minor = excluded.compare_at_minor, image_url = excluded.image_url,
       inventory_item_id = excluded.inventory_item_id, inventory_policy = excluded.inventory_policy, options = excluded.options, updated_at = excluded.updated_at, deleted_at = NULL`,
    [shopId, jsonRows(products.flatMap((product) => product.variants.map((variant) => ({ ...variant, productId: product.productId }))))],
  );
  await on.query(
    `UPDATE variants v SET deleted_at = r."updatedAt"
       FROM jsonb_to_recordset($2::jsonb) AS r("productId" bigint, "updatedAt" timestamptz)
      WHERE v.shop_id = $1 AND v.product_id = r."productId" AND v.deleted_at IS NULL AND NOT EXISTS (SELECT FROM unnest($3::bigint[]) AS named(variant_id) WHERE named.variant_id = v.variant_id)`,
    [shopId, jsonRows(products.map(({ productId, updatedAt }) => ({ productId, updatedAt }))), products.flatMap((product) => product.allVariantIds)],
  );
}

/** Lets the next reading write each of them again, though its version is the same: what a webhook told no longer wins over it. */
export async function preferReadProducts(shopId: bigint, on: Queryable): Promise<void> {
  await on.query('UPDATE products SET triggered_at = NULL WHERE shop_id = $1 AND triggered_at IS NOT NULL AND deleted_at IS NULL', [shopId]);
}

export interface DeletedProduct {
  productId: bigint;
  at: Date;
}

/** Leaves tombstones, also for products that were never seen: their creation may arrive later. @returns titles of those that were alive here */
export async function deleteProducts(shopId: bigint, deleted: readonly DeletedProduct[], on: Queryable = pool()): Promise<Map<bigint, string>> {
  if (deleted.length === 0) return new Map();
  const ids = deleted.map(({ productId }) => productId);
  const alive = await on.query<{ product_id: bigint; title: string }>(
    'SELECT product_id, title FROM products WHERE shop_id = $1 AND product_id = ANY($2::bigint[]) AND deleted_at IS NULL FOR UPDATE',
    [shopId, ids],
  );
  await on.query(
    `INSERT INTO products (shop_id, product_id, title, handle, vendor, product_type, tags, status, created_at, updated_at, deleted_at)
     SELECT $1, r."productId", '', '', '', '', '{}', 'ARCHIVED', r.at, r.at, r.at FROM jsonb_to_recordset($2::jsonb) AS r("productId" bigint, at timestamptz)
     ON CONFLICT (shop_id, product_id) DO UPDATE SET deleted_at = COALESCE(products.deleted_at, excluded.deleted_at)`,
    [shopId, jsonRows(deleted)],
  );
  await on.query(
    `UPDATE variants v SET deleted_at = r.at FROM jsonb_to_recordset($2::jsonb) AS r("productId" bigint, at timestamptz)
      WHERE v.shop_id = $1 AND v.product_id = r."productId" AND v.deleted_at IS NULL`,
    [shopId, jsonRows(deleted)],
  );
  return new Map(alive.rows.map((row) => [row.product_id, row.title]));
}

/** What a change of a product is measured against: what was known before a delivery, and what after. */
export interface ProductState {
  productId: bigint;
  title: string;
  status: string;
  published: boolean;
  /** As sets name it: tags and type in lower case. */
  tags: readonly string[];
  type: string;
  /** Some variant can be bought: not counted, sold below zero, or in stock. */
  available: boolean;
  prices: { variantId: bigint; title: string; priceMinor: number; unitCostMinor: number | null }[];
}

interface ProductStateColumns {
  product_id: bigint;
  title: string;
  status: string;
  published: boolean;
  tags: string[];
  product_type: string;
  variant_id: bigint | null;
  variant_title: string;
  price_minor: bigint;
  unit_cost_minor: bigint | null;
  sellable: boolean;
}

/** @returns those that are known and were not deleted */
export async function productStates(shopId: bigint, productIds: readonly bigint[], on: Queryable = pool()): Promise<Map<bigint, ProductState>> {
  if (productIds.length === 0) return new Map();
  const { rows } = await on.query<ProductStateColumns>({
    name: 'product-states',
    text: `SELECT p.product_id, p.title, p.status, p.published_at IS NOT NULL AS published, p.tags, p.product_type, v.variant_id, v.title AS variant_title, v.price_minor, i.unit_cost_minor,
                  ${canBeBought('v', 'i')} AS sellable
             FROM products p
             LEFT JOIN variants v ON v.shop_id = p.shop_id AND v.product_id = p.product_id AND v.deleted_at IS NULL
             LEFT JOIN inventory_items i ON i.shop_id = v.shop_id AND i.inventory_item_id = v.inventory_item_id
            WHERE p.shop_id = $1 AND p.product_id = ANY($2::bigint[]) AND p.deleted_at IS NULL
            ORDER BY v.position, v.variant_id`,
    values: [shopId, productIds],
  });
  const states = new Map<bigint, ProductState>();
  for (const row of rows) {
    const { product_id: productId, title, status, published } = row;
    const state = states.get(productId) ?? { productId, title, status, published, tags: row.tags.map((tag) => tag.toLowerCase()), type: row.product_type.trim().toLowerCase(), available: false, prices: [] };
    states.set(productId, state);
    if (row.variant_id === null) continue;
    state.available ||= row.sellable;
    state.prices.push({
      variantId: row.variant_id,
      title: row.variant_title,
      priceMinor: Number(row.price_minor),
      unitCostMinor: row.unit_cost_minor === null ? null : Number(row.unit_cost_minor),
    });
  }
  return states;
}

/** @returns the product that each inventory item belongs to; none for an item whose product is not known yet */
export async function productsOfInventoryItems(shopId: bigint, inventoryItemIds: readonly bigint[], on: Queryable = pool()): Promise<Map<bigint, bigint>> {
  if (inventoryItemIds.length === 0) return new Map();
  const { rows } = await on.query<{ inventory_item_id: bigint; product_id: bigint }>(
    'SELECT inventory_item_id, product_id FROM variants WHERE shop_id = $1 AND inventory_item_id = ANY($2::bigint[]) AND deleted_at IS NULL',
    [shopId, inventoryItemIds],
  );
  return new Map(rows.map((row) => [row.inventory_item_id, row.product_id]));
}

/** @returns those of the products that have a variant whose cost and stock were never told: they come by another wire than the product */
export async function productsOfUnknownInventory(shopId: bigint, productIds: readonly bigint[], on: Queryable = pool()): Promise<bigint[]> {
  if (productIds.length === 0) return [];
  const { rows } = await on.query<{ product_id: bigint }>(
    `SELECT DISTINCT v.product_id FROM variants v WHERE v.shop_id = $1 AND v.product_id = ANY($2::bigint[]) AND v.deleted_at IS NULL
       AND NOT EXISTS (SELECT 1 FROM inventory_items i WHERE i.shop_id = v.shop_id AND i.inventory_item_id = v.inventory_item_id)`,
    [shopId, productIds],
  );
  return rows.map((row) => row.product_id);
}
