// What deciding knows of a product and its variants: facts as last heard from Shopify, in the shop's currency unless
// domain/market has put them into another one.
import type { Attributes } from '../compatibility/fits.ts';
import type { Stock } from '../stock/stock.ts';
import type { PricedVariant, UnitCost } from '../margin/contribution-margin.ts';
import type { OfferLimit } from './offer-limit.ts';

export interface VariantFacts {
  variantId: bigint;
  title: string;
  /** The merchant's own order, from 1. */
  position: number;
  priceMinor: number;
  /** null: Shopify knows no cost. */
  unitCostMinor: number | null;
  /** See PricedVariant. */
  cost?: UnitCost | null;
  /** Its own and its product's, by name: only what a compatibility rule of the shop names. */
  attributes: Attributes;
  stock: Stock;
}

/** What a market in another currency asks for a variant, as Shopify says. */
export interface MarketPrice {
  variantId: bigint;
  marketId: bigint;
  currency: string;
  /** Minor units of that currency. */
  priceMinor: number;
}

/** What the shop's own orders say of a product; null: too few to say. */
export interface ProductStats {
  /** Share of the units sold that came back, 0 to 1. */
  returnRate: number | null;
  /** Days after which customers usually buy it again. */
  reorderDays: number | null;
}

export const NO_STATS: ProductStats = { returnRate: null, reorderDays: null };

export interface ProductFacts {
  productId: bigint;
  title: string;
  handle: string;
  productType: string;
  vendor: string;
  /** Lower case. */
  tags: readonly string[];
  /** Full name of Shopify's taxonomy category; null where the merchant set none. */
  category: string | null;
  isGiftCard: boolean;
  /** It is sold on a selling plan and no other way. */
  needsSubscription: boolean;
  /** ACTIVE | DRAFT | ARCHIVED | UNLISTED */
  status: string;
  publishedAt: Date | null;
  deletedAt: Date | null;
  imageUrl: string | null;
  /** The merchant never wants it offered: it is on the block list itself, by a collection or by a tag. */
  blocked: boolean;
  /** What compatibility compares, of all its variants together. */
  attributes: Attributes;
  /** When, where and to whom the merchant lets it be offered; all of them hold. */
  limits: readonly OfferLimit[];
  stats: ProductStats;
  /** Ordered by position. Deleted ones only when the product itself is deleted: its price still tells what is near. */
  variants: readonly VariantFacts[];
  /** In currencies other than the shop's, as far as they are known; in its own where it is not what it costs at home. */
  marketPrices: readonly MarketPrice[];
  /** Its variants at what other markets of the currency ask. What it is given holds there too. */
  alsoPriced?: readonly PricedVariant[];
}

/** @returns what a margin must hold for: every variant, at every price that it has in this currency */
export const pricesOf = ({ variants, alsoPriced }: Pick<ProductFacts, 'variants' | 'alsoPriced'>): readonly PricedVariant[] => (alsoPriced ? [...variants, ...alsoPriced] : variants);

/** @returns whether a shopper could find it by browsing: active, published by now; unlisted is for those given the link */
export function isOnSale(product: Pick<ProductFacts, 'status' | 'publishedAt' | 'deletedAt'>, now: Date): boolean {
  return product.status === 'ACTIVE' && isReleased(product, now);
}

/** @returns whether it is in the online store by now, listed or not */
export function isReleased(product: Pick<ProductFacts, 'publishedAt' | 'deletedAt'>, now: Date): boolean {
  return product.deletedAt === null && product.publishedAt !== null && product.publishedAt.getTime() <= now.getTime();
}

/** @returns the lowest price among the variants, minor units; undefined when there is none */
export function lowestPriceMinor(product: Pick<ProductFacts, 'variants' | 'alsoPriced'>): number | undefined {
  return pricesOf(product).reduce<number | undefined>((low, { priceMinor }) => (low === undefined || priceMinor < low ? priceMinor : low), undefined);
}
