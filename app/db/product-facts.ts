// Products as deciding knows them, with every variant that can still be sold, its cost, and its stock where it
// is sold from.
import { NO_STATS, type ProductFacts, type VariantFacts } from '#app/domain/catalog/product.ts';
import { isBlocked } from './blocks.ts';
import { levelsForSale } from './stock.ts';

/** Select list and joins over `products p`; the caller adds WHERE p.shop_id = … */
export const PRODUCT_FACTS_COLUMNS = `p.product_id, p.title, p.handle, p.product_type, p.vendor, p.tags, p.category, p.status, p.published_at, p.deleted_at, p.image_url, ${isBlocked('p')} AS blocked, COALESCE(v.variants, '[]'::json) AS variants`;
export const PRODUCT_FACTS_JOIN = `LEFT JOIN LATERAL (
    SELECT json_agg(json_build_array(v.variant_id::text, v.title, v.position, v.price_minor, i.unit_cost_minor, COALESCE(i.tracked, false), v.inventory_policy,
             (SELECT json_agg(l.available) ${levelsForSale('v')}))
             ORDER BY v.position, v.variant_id) AS variants
      FROM variants v LEFT JOIN inventory_items i ON i.shop_id = v.shop_id AND i.inventory_item_id = v.inventory_item_id
     WHERE v.shop_id = p.shop_id AND v.product_id = p.product_id AND (v.deleted_at IS NULL OR p.deleted_at IS NOT NULL)
  ) v ON true`;

type VariantTuple = [variantId: string, title: string, position: number, priceMinor: number, unitCostMinor: number | null, tracked: boolean, policy: 'DENY' | 'CONTINUE', available: number[] | null];

export interface ProductFactsColumns {
  product_id: bigint;
  title: string;
  handle: string;
  product_type: string;
  vendor: string;
  tags: string[];
  category: string | null;
  status: string;
  published_at: Date | null;
  deleted_at: Date | null;
  image_url: string | null;
  blocked: boolean;
  variants: VariantTuple[];
}

const NO_ATTRIBUTES: ProductFacts['attributes'] = new Map();

export function productFactsFromRow(row: ProductFactsColumns): ProductFacts {
  return {
    productId: row.product_id,
    title: row.title,
    handle: row.handle,
    productType: row.product_type,
    vendor: row.vendor,
    tags: row.tags.map((tag) => tag.toLowerCase()),
    category: row.category,
    isGiftCard: false,
    needsSubscription: false,
    status: row.status,
    publishedAt: row.published_at,
    deletedAt: row.deleted_at,
    imageUrl: row.image_url,
    blocked: row.blocked,
    attributes: NO_ATTRIBUTES,
    limits: [],
    stats: NO_STATS,
    variants: row.variants.map(variantFacts),
  };
}

function variantFacts([variantId, title, position, priceMinor, unitCostMinor, tracked, policy, available]: VariantTuple): VariantFacts {
  return { variantId: BigInt(variantId), title, position, priceMinor, unitCostMinor, stock: { tracked, policy, available: available ?? [] } };
}
