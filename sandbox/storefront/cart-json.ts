// The cart in the shape of Shopify's Ajax API (/cart.js). https://shopify.dev/docs/api/ajax/reference/cart
import type { Cart } from './cart.ts';
import { fullTitle, hasOnlyDefaultVariant } from './cart.ts';
import { pictureUrl } from './pictures.ts';
import type { PricedCart, PricedLine } from './pricing.ts';

export function cartJson(token: string, cart: Cart, priced: PricedCart): object {
  return {
    token,
    note: cart.note,
    attributes: cart.attributes,
    original_total_price: priced.original,
    total_price: priced.total,
    total_discount: priced.discount,
    total_weight: 0,
    item_count: priced.itemCount,
    items: priced.lines.map(itemJson),
    requires_shipping: priced.lines.length > 0,
    currency: priced.presentment.currency,
    items_subtotal_price: priced.total,
    cart_level_discount_applications: [],
    discount_codes: priced.codes.map(({ code, applicable }) => ({ code, applicable })),
  };
}

export function itemJson({ line, product, variant, unitPrice, original, discount, discountTitle }: PricedLine): object {
  const final = original - discount;
  const finalUnit = Math.round(final / line.quantity);
  const picture = pictureUrl(product);
  return {
    id: variant.id,
    properties: line.properties,
    quantity: line.quantity,
    variant_id: variant.id,
    key: line.key,
    title: fullTitle(product, variant),
    price: unitPrice,
    original_price: unitPrice,
    presentment_price: unitPrice / 100,
    discounted_price: finalUnit,
    line_price: original,
    original_line_price: original,
    total_discount: discount,
    discounts: discount > 0 ? [{ amount: discount, title: discountTitle }] : [],
    sku: variant.sku,
    grams: 0,
    vendor: product.vendor,
    taxable: true,
    product_id: product.id,
    product_has_only_default_variant: hasOnlyDefaultVariant(product),
    gift_card: false,
    final_price: finalUnit,
    final_line_price: final,
    url: `/products/${product.handle}?variant=${variant.id}`,
    featured_image: { aspect_ratio: 1, alt: product.title, height: 800, url: picture, width: 800 },
    image: picture,
    handle: product.handle,
    requires_shipping: true,
    product_type: product.productType,
    product_title: product.title,
    product_description: '',
    variant_title: hasOnlyDefaultVariant(product) ? null : variant.title,
    variant_options: variant.selectedOptions.map((option) => option.value),
    options_with_values: variant.selectedOptions,
    line_level_discount_allocations: allocations(discount, discountTitle),
    line_level_total_discount: discount,
    has_components: false,
  };
}

function allocations(amount: number, title: string | null): object[] {
  if (amount === 0) return [];
  return [
    {
      amount,
      discount_application: {
        type: 'automatic', key: 'automatic', title, description: title, value: (amount / 100).toFixed(2), value_type: 'fixed_amount',
        created_at: null, allocation_method: 'one', target_selection: 'explicit', target_type: 'line_item', total_allocated_amount: amount,
      },
    },
  ];
}
