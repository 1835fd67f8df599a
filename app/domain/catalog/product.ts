// What deciding knows of a product and its variants: facts as last heard from Shopify, in the shop's currency.
import type { Stock } from '../stock/stock.ts';

export interface VariantFacts {
  variantId: bigint;
  title: string;
  /** The merchant's own order, from 1. */
  position: number;
  priceMinor: number;
  /** null: Shopify knows no cost. */
  unitCostMinor: number | null;
  stock: Stock;
}

export interface ProductFacts {
  productId: bigint;
  title: string;
  handle: string;
  productType: string;
  /** ACTIVE | DRAFT | ARCHIVED | UNLISTED */
  status: string;
  publishedAt: Date | null;
  deletedAt: Date | null;
  imageUrl: string | null;
  /** The merchant never wants it offered: it is on the block list itself, by a collection or by a tag. */
  blocked: boolean;
  /** Ordered by position. Deleted ones only when the product itself is deleted: its price still tells what is near. */
  variants: readonly VariantFacts[];
}

/** @returns whether a shopper could find it by browsing: active, published by now; unlisted is for those given the link */
export function isOnSale(product: Pick<ProductFacts, 'status' | 'publishedAt' | 'deletedAt'>, now: Date): boolean {
  return product.deletedAt === null && product.status === 'ACTIVE' && product.publishedAt !== null && product.publishedAt <= now;
}

/** @returns the lowest price among the variants, minor units; undefined when there is none */
export function lowestPriceMinor(product: Pick<ProductFacts, 'variants'>): number | undefined {
  return product.variants.reduce<number | undefined>((low, { priceMinor }) => (low === undefined || priceMinor < low ? priceMinor : low), undefined);
}
