// products/create, products/update, products/delete. Past 100 variants only their gids are sent.
import { totalAvailable } from '../../store/inventory.ts';
import { gid } from '../../store/gid.ts';
import type { ProductRecord, ShopRecord, VariantRecord } from '../../store/types.ts';
import { inZone, inZoneOrNull } from './values.ts';

const FULL_VARIANTS = 100;

export function productPayload(product: ProductRecord, shop: ShopRecord, storefrontUrl: string): Record<string, unknown> {
  const picture = imageOf(product, shop, storefrontUrl);
  return {
    admin_graphql_api_id: gid('Product', product.id),
    body_html: product.descriptionHtml,
    created_at: inZone(product.createdAt, shop.timezone),
    handle: product.handle,
    id: product.id,
    product_type: product.productType,
    published_at: inZoneOrNull(product.publishedAt, shop.timezone),
    template_suffix: null,
    title: product.title,
    updated_at: inZone(product.updatedAt, shop.timezone),
    vendor: product.vendor,
    status: product.status.toLowerCase(),
    published_scope: 'web',
    tags: product.tags.join(', '),
    variants: product.variants.slice(0, FULL_VARIANTS).map((variant) => variantPayload(product, variant, shop)),
    options: optionsOf(product),
    images: picture ? [picture] : [],
    image: picture,
    media: [],
    variant_gids: product.variants.map((variant) => ({ admin_graphql_api_id: gid('ProductVariant', variant.id), updated_at: variant.updatedAt })),
    has_variants_that_requires_components: false,
    category: product.category && {
      admin_graphql_api_id: product.category.id, name: product.category.fullName.split(' > ').at(-1), full_name: product.category.fullName,
    },
  };
}

function variantPayload(product: ProductRecord, variant: VariantRecord, shop: ShopRecord): Record<string, unknown> {
  const [option1, option2, option3] = variant.selectedOptions.map((option) => option.value);
  return {
    admin_graphql_api_id: gid('ProductVariant', variant.id),
    barcode: null,
    compare_at_price: variant.compareAtPrice,
    created_at: inZone(product.createdAt, shop.timezone),
    id: variant.id,
    inventory_policy: variant.inventoryPolicy.toLowerCase(),
    position: variant.position,
    price: variant.price,
    product_id: product.id,
    sku: variant.sku,
    taxable: true,
    title: variant.title,
    updated_at: inZone(variant.updatedAt, shop.timezone),
    option1: option1 ?? 'Default Title',
    option2: option2 ?? null,
    option3: option3 ?? null,
    image_id: null,
    inventory_item_id: variant.inventoryItem.id,
    inventory_quantity: totalAvailable(variant),
    old_inventory_quantity: totalAvailable(variant),
  };
}

function optionsOf(product: ProductRecord): unknown[] {
  const names = [...new Set(product.variants.flatMap((variant) => variant.selectedOptions.map((option) => option.name)))];
  return names.map((name, index) => ({
    id: product.id * 10 + index, product_id: product.id, name, position: index + 1,
    values: [...new Set(product.variants.flatMap((variant) => variant.selectedOptions.filter((option) => option.name === name).map((option) => option.value)))],
  }));
}

function imageOf(product: ProductRecord, shop: ShopRecord, storefrontUrl: string): Record<string, unknown> | null {
  if (product.pictureSvg === null) return null;
  return {
    id: product.id, alt: product.title, position: 1, product_id: product.id,
    created_at: inZone(product.createdAt, shop.timezone), updated_at: inZone(product.createdAt, shop.timezone),
    admin_graphql_api_id: gid('ProductImage', product.id), width: 800, height: 800,
    src: `${storefrontUrl}/cdn/products/${product.handle}.svg`, variant_ids: [],
  };
}
