// Products as deciding knows them, with every variant that can still be sold, its cost, and its stock where it
// is sold from; what the merchant limits, what compatibility compares, what the shop's orders say.
import type { OfferLimit } from '#app/domain/catalog/offer-limit.ts';
import { NO_STATS, type ProductFacts, type VariantFacts } from '#app/domain/catalog/product.ts';
import { attributesOf, type Said } from '#app/domain/compatibility/attributes.ts';
import type { CompatibilityRule } from '#app/domain/compatibility/rule-list.ts';
import { isBlocked } from './blocks.ts';
import { COMPATIBILITY_JSON, HAS_COMPATIBILITY } from './compatibility-rules.ts';
import { type MarketPriceTuple, marketPricesFrom, marketPricesJson } from './market-prices.ts';
import { limitsJson } from './offer-limits.ts';
import { metafieldsJson } from './product-metafields.ts';
import { levelsForSale } from './stock.ts';

/** Select list and joins over `products p`; the caller adds WHERE p.shop_id = … */
export const PRODUCT_FACTS_COLUMNS = `p.product_id, p.title, p.handle, p.product_type, p.vendor, p.tags, p.category, p.gift_card, p.needs_subscription, p.status, p.published_at, p.deleted_at, p.image_url,
  ${isBlocked('p')} AS blocked, ${limitsJson('p')} AS limits, ${COMPATIBILITY_JSON} AS compatibility, ${metafieldsJson('p')} AS metafields,
  (SELECT json_build_array(s.return_rate, s.reorder_days) FROM product_stats s WHERE s.shop_id = p.shop_id AND s.product_id = p.product_id) AS stats, COALESCE(v.variants, '[]'::json) AS variants,
  ${marketPricesJson('p')} AS market_prices`;
export const PRODUCT_FACTS_JOIN = `LEFT JOIN LATERAL (
    SELECT json_agg(json_build_array(v.variant_id::text, v.title, v.position, v.price_minor, i.unit_cost_minor, COALESCE(i.tracked, false), v.inventory_policy,
             (SELECT json_agg(l.available) ${levelsForSale('v')}), CASE WHEN ${HAS_COMPATIBILITY} THEN v.options END)
             ORDER BY v.position, v.variant_id) AS variants
      FROM variants v LEFT JOIN inventory_items i ON i.shop_id = v.shop_id AND i.inventory_item_id = v.inventory_item_id
     WHERE v.shop_id = p.shop_id AND v.product_id = p.product_id AND (v.deleted_at IS NULL OR p.deleted_at IS NOT NULL)
  ) v ON true`;

type VariantTuple = [
  variantId: string, title: string, position: number, priceMinor: number, unitCostMinor: number | null, tracked: boolean, policy: 'DENY' | 'CONTINUE', available: number[] | null,
  options: Readonly<Record<string, string>> | null,
];

export interface ProductFactsColumns {
  product_id: bigint;
  title: string;
  handle: string;
  product_type: string;
  vendor: string;
  tags: string[];
  category: string | null;
  gift_card: boolean;
  needs_subscription: boolean;
  status: string;
  published_at: Date | null;
  deleted_at: Date | null;
  image_url: string | null;
  blocked: boolean;
  limits: OfferLimit[] | null;
  compatibility: CompatibilityRule[] | null;
  metafields: Record<string, string[]> | null;
  stats: [returnRate: number, reorderDays: number | null] | null;
  variants: VariantTuple[];
  market_prices: MarketPriceTuple[] | null;
}

const NO_LIMITS: readonly OfferLimit[] = [];
const NO_RULES: readonly CompatibilityRule[] = [];
const NO_METAFIELDS = {};

export function productFactsFromRow(row: ProductFactsColumns): ProductFacts {
  const rules = row.compatibility ?? NO_RULES;
  const said = { tags: row.tags, metafields: row.metafields ?? NO_METAFIELDS };
  return {
    productId: row.product_id,
    title: row.title,
    handle: row.handle,
    productType: row.product_type,
    vendor: row.vendor,
    tags: row.tags.map((tag) => tag.toLowerCase()),
    category: row.category,
    isGiftCard: row.gift_card,
    needsSubscription: row.needs_subscription,
    status: row.status,
    publishedAt: row.published_at,
    deletedAt: row.deleted_at,
    imageUrl: row.image_url,
    blocked: row.blocked,
    attributes: attributesOf(rules, { ...said, options: row.variants.map((variant) => variant[8] ?? {}) }),
    limits: row.limits ?? NO_LIMITS,
    stats: row.stats ? { returnRate: row.stats[0], reorderDays: row.stats[1] === null ? null : Math.round(row.stats[1]) } : NO_STATS,
    variants: row.variants.map((variant) => variantFacts(variant, said, rules)),
    marketPrices: marketPricesFrom(row.market_prices),
  };
}

function variantFacts([variantId, title, position, priceMinor, unitCostMinor, tracked, policy, available, options]: VariantTuple, said: Omit<Said, 'options'>, rules: readonly CompatibilityRule[]): VariantFacts {
  return {
    variantId: BigInt(variantId),
    title,
    position,
    priceMinor,
    unitCostMinor,
    attributes: attributesOf(rules, { ...said, options: [options ?? {}] }),
    stock: { tracked, policy, available: available ?? [] },
  };
}
