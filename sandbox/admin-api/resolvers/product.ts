// Products and variants.
import { availableOnline, sellable, totalAvailable } from '../../store/inventory.ts';
import { gid } from '../../store/gid.ts';
import { toMinor, toText } from '../../store/money.ts';
import { isIn } from '../../store/collections.ts';
import { exchange, type Presentment, presentmentIn, priceIn } from '../../store/presentment.ts';
import type { Store } from '../../store/store.ts';
import type { ProductRecord, VariantRecord } from '../../store/types.ts';
import { connect, type ListOf, type Source } from '../connection.ts';
import type { AdminContext } from '../context.ts';
import { dateTime, dateTimeOrNull, moneyV2 } from '../values.ts';
import { metafieldFields } from './metafield.ts';
import { inventoryItemSource, type ProductSource, productSource, variantsOf, type VariantSource } from './sources.ts';
import { typeTable } from './table.ts';

export const productList = (items: readonly ProductRecord[], store: Store): ListOf<ProductRecord> => ({
  items,
  idOf: (product) => product.id,
  toSource: productSource,
  sortValues: {
    UPDATED_AT: (product) => product.updatedAt,
    CREATED_AT: (product) => product.createdAt,
    TITLE: (product) => product.title,
    VENDOR: (product) => product.vendor,
    PRODUCT_TYPE: (product) => product.productType,
    PUBLISHED_AT: (product) => product.publishedAt ?? '',
  },
  searchKeys: {
    default: (product) => `${product.title} ${product.vendor} ${product.productType}`,
    id: (product) => product.id,
    collection_id: (product) => [...store.collections.values()].filter((one) => isIn(one, product)).map(({ id }) => String(id)),
    updated_at: (product) => product.updatedAt,
    created_at: (product) => product.createdAt,
    published_at: (product) => product.publishedAt,
    status: (product) => product.status.toLowerCase(),
    handle: (product) => product.handle,
    title: (product) => product.title,
    vendor: (product) => product.vendor,
    product_type: (product) => product.productType,
    tag: (product) => product.tags,
    sku: (product) => product.variants.flatMap((variant) => variant.sku ?? []),
  },
});

export const variantList = (items: readonly VariantSource[]): ListOf<VariantSource> => ({
  items,
  idOf: ({ variant }) => variant.id,
  toSource: (source) => source,
  sortValues: { POSITION: ({ variant }) => variant.position, TITLE: ({ variant }) => variant.title, SKU: ({ variant }) => variant.sku ?? '' },
  searchKeys: {
    default: ({ product, variant }) => `${product.title} ${variant.title} ${variant.sku ?? ''}`,
    id: ({ variant }) => variant.id,
    product_id: ({ product }) => product.id,
    updated_at: ({ variant }) => variant.updatedAt,
    sku: ({ variant }) => variant.sku,
    title: ({ variant }) => variant.title,
    product_status: ({ product }) => product.status.toLowerCase(),
  },
});

const pictureUrl = ({ urls }: AdminContext, product: ProductRecord): string => `${urls.storefront}/cdn/products/${product.handle}.svg`;

const image = (context: AdminContext, product: ProductRecord): unknown =>
  product.pictureSvg === null
    ? null
    : { id: gid('ProductImage', product.id), url: pictureUrl(context, product), src: pictureUrl(context, product), altText: product.title, width: 800, height: 800 };

const priceRange = (product: ProductRecord, currency: string): unknown => {
  const prices = product.variants.map((variant) => toMinor(variant.price));
  return { minVariantPrice: moneyV2(toText(Math.min(...prices)), currency), maxVariantPrice: moneyV2(toText(Math.max(...prices)), currency) };
};

export const productTable = typeTable<ProductSource>({
  id: ({ product }) => gid('Product', product.id),
  legacyResourceId: ({ product }) => String(product.id),
  title: ({ product }) => product.title,
  handle: ({ product }) => product.handle,
  vendor: ({ product }) => product.vendor,
  productType: ({ product }) => product.productType,
  tags: ({ product }) => product.tags,
  status: ({ product }) => product.status,
  category: ({ product }) =>
    product.category && { id: product.category.id, fullName: product.category.fullName, name: product.category.fullName.split(' > ').at(-1) },
  descriptionHtml: ({ product }) => product.descriptionHtml,
  description: ({ product }) => product.descriptionHtml.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ').trim(),
  createdAt: ({ product }) => dateTime(product.createdAt),
  updatedAt: ({ product }) => dateTime(product.updatedAt),
  publishedAt: ({ product }) => dateTimeOrNull(product.publishedAt),
  isGiftCard: ({ product }) => product.isGiftCard ?? false,
  hasOnlyDefaultVariant: ({ product }) => product.variants.length === 1 && product.variants[0]?.title === 'Default Title',
  requiresSellingPlan: ({ product }) => product.requiresSellingPlan ?? false,
  tracksInventory: ({ product }) => product.variants.some((variant) => variant.inventoryItem.tracked),
  totalInventory: ({ product }) => product.variants.reduce((sum, variant) => sum + totalAvailable(variant), 0),
  variantsCount: ({ product }) => ({ count: product.variants.length, precision: 'EXACT' }),
  priceRangeV2: ({ product }, _args, { store }) => priceRange(product, store.shop.currency),
  onlineStoreUrl: ({ product }, _args, { urls }) => (product.publishedAt ? `${urls.storefront}/products/${product.handle}` : null),
  onlineStorePreviewUrl: ({ product }, _args, { urls }) => `${urls.storefront}/products/${product.handle}`,
  featuredImage: ({ product }, _args, context) => image(context, product),
  featuredMedia: ({ product }, _args, context) =>
    product.pictureSvg === null ? null : { __typename: 'MediaImage', product, image: image(context, product) },
  options: ({ product }) => optionsOf(product),
  variants: ({ product }, args, context, path) => connect(variantList(variantsOf(product)), { sortKey: 'POSITION', ...args }, context, path),
  ...metafieldFields<ProductSource>(({ product }) => ({ ownerId: gid('Product', product.id), fields: product.metafields, updatedAt: product.updatedAt })),
});

export interface MediaSource extends ProductSource { image: unknown }

export const mediaImageTable = typeTable<MediaSource>({
  id: ({ product }) => gid('MediaImage', product.id),
  alt: ({ product }) => product.title,
  mediaContentType: () => 'IMAGE',
  status: () => 'READY',
  image: ({ image: own }) => own,
  preview: ({ image: own }) => ({ image: own, status: 'READY' }),
});

function optionsOf(product: ProductRecord): unknown[] {
  const names = [...new Set(product.variants.flatMap((variant) => variant.selectedOptions.map((option) => option.name)))];
  return names.map((name, index) => ({
    id: gid('ProductOption', product.id * 10 + index),
    name, position: index + 1,
    values: [...new Set(product.variants.flatMap((variant) => variant.selectedOptions.filter((option) => option.name === name).map((option) => option.value)))],
  }));
}

export const variantTable = typeTable<VariantSource>({
  id: ({ variant }) => gid('ProductVariant', variant.id),
  legacyResourceId: ({ variant }) => String(variant.id),
  title: ({ variant }) => variant.title,
  displayName: ({ product, variant }) => `${product.title} - ${variant.title}`,
  sku: ({ variant }) => variant.sku,
  position: ({ variant }) => variant.position,
  price: ({ variant }) => variant.price,
  compareAtPrice: ({ variant }) => variant.compareAtPrice,
  selectedOptions: ({ variant }) => variant.selectedOptions,
  inventoryPolicy: ({ variant }) => variant.inventoryPolicy,
  inventoryQuantity: ({ variant }) => totalAvailable(variant),
  sellableOnlineQuantity: ({ variant }, _args, { store }) => availableOnline(store, variant),
  availableForSale: ({ product, variant }, _args, { store }) => product.status === 'ACTIVE' && sellable(store, variant) > 0,
  inventoryItem: ({ product, variant }) => inventoryItemSource(product, variant),
  product: ({ product }) => productSource(product),
  taxable: () => true,
  createdAt: ({ product }) => dateTime(product.createdAt),
  updatedAt: ({ variant }) => dateTime(variant.updatedAt),
  // A variant's own picture; the store gives it none, and Shopify does not fall back to the product's here.
  image: () => null,
  contextualPricing: ({ variant }, args, { store }): PricingSource => ({ __typename: 'ProductVariantContextualPricing', variant, presentment: presentmentIn(store, (args.context as { country?: string }).country ?? null) }),
});

interface PricingSource extends Source { variant: VariantRecord; presentment: Presentment }

export const contextualPricingTable = typeTable<PricingSource>({
  price: ({ variant, presentment }) => moneyV2(toText(priceIn(presentment, variant)), presentment.currency),
  compareAtPrice: ({ variant: { compareAtPrice }, presentment }) => (compareAtPrice === null ? null : moneyV2(toText(exchange(toMinor(compareAtPrice), presentment)), presentment.currency)),
});
