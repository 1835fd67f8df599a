// The store's records as Liquid's objects, read when Liquid asks for them. https://shopify.dev/docs/api/liquid/objects
import { Drop } from 'liquidjs';
import { sellable } from '../store/inventory.ts';
import { toMinor } from '../store/money.ts';
import { exchange, type Presentment, priceIn } from '../store/presentment.ts';
import type { Store } from '../store/store.ts';
import type { MetafieldRecord, ProductRecord, VariantRecord } from '../store/types.ts';
import type { Cart } from './cart.ts';
import { fullTitle, hasOnlyDefaultVariant } from './cart.ts';
import { isOnSale } from './catalogue.ts';
import { pictureUrl } from './pictures.ts';
import type { PricedCart, PricedLine } from './pricing.ts';

export class ProductDrop extends Drop {
  readonly #store: Store;
  readonly #product: ProductRecord;
  readonly #presentment: Presentment;
  readonly #selected: number | null;

  constructor(store: Store, product: ProductRecord, presentment: Presentment, selectedVariantId: number | null = null) {
    super();
    this.#presentment = presentment;
    this.#store = store;
    this.#product = product;
    this.#selected = selectedVariantId;
  }

  get id() { return this.#product.id; }
  get title() { return this.#product.title; }
  get handle() { return this.#product.handle; }
  get vendor() { return this.#product.vendor; }
  get type() { return this.#product.productType; }
  get tags() { return this.#product.tags; }
  get description() { return this.#product.descriptionHtml; }
  get url() { return `/products/${this.#product.handle}`; }
  get available() { return this.variants.some((variant) => variant.available); }
  get price() { return Math.min(...this.variants.map((variant) => variant.price)); }
  get price_varies() { return new Set(this.variants.map((variant) => variant.price)).size > 1; }
  get has_only_default_variant() { return hasOnlyDefaultVariant(this.#product); }
  get featured_image() { return imageOf(this.#product); }
  get options_with_values() {
    const names = this.#product.variants[0]?.selectedOptions.map((option) => option.name) ?? [];
    return names.map((name, at) => ({
      name,
      position: at + 1,
      selected_value: this.selected_or_first_available_variant?.options[at],
      values: [...new Set(this.#product.variants.map((variant) => variant.selectedOptions[at]?.value))],
    }));
  }
  get variants() {
    return [...this.#product.variants].sort((one, other) => one.position - other.position).map((variant) => new VariantDrop(this.#store, this.#product, variant, this.#presentment));
  }
  get selected_variant() { return this.variants.find((variant) => variant.id === this.#selected) ?? null; }
  get selected_or_first_available_variant() {
    return this.selected_variant ?? this.variants.find((variant) => variant.available) ?? this.variants[0];
  }
  get metafields() {
    // Liquid sees of a defined metafield what its definition opens to the storefront.
    return new NamespacesDrop((namespace, key) => {
      const definition = this.#store.definitionOf('PRODUCT', namespace, key);
      const open = !definition || definition.access.storefront === 'PUBLIC_READ';
      return open ? metafieldObject(this.#store, this.#store.productMetafield(this.#product, namespace, key), this.#presentment) : null;
    });
  }
}

class VariantDrop extends Drop {
  readonly #store: Store;
  readonly #product: ProductRecord;
  readonly #variant: VariantRecord;
  readonly #presentment: Presentment;

  constructor(store: Store, product: ProductRecord, variant: VariantRecord, presentment: Presentment) {
    super();
    this.#presentment = presentment;
    this.#store = store;
    this.#product = product;
    this.#variant = variant;
  }

  get id() { return this.#variant.id; }
  get title() { return this.#variant.title; }
  get sku() { return this.#variant.sku; }
  get price() { return priceIn(this.#presentment, this.#variant); }
  get compare_at_price() { return this.#variant.compareAtPrice === null ? null : exchange(toMinor(this.#variant.compareAtPrice), this.#presentment); }
  get available() { return sellable(this.#store, this.#variant) > 0; }
  get inventory_quantity() { return Math.min(sellable(this.#store, this.#variant), 9_999); }
  get options() { return this.#variant.selectedOptions.map((option) => option.value); }
  get url() { return `/products/${this.#product.handle}?variant=${this.#variant.id}`; }
}

/** `metafields['$app:setwise'].set`: any namespace, any key. */
class NamespacesDrop extends Drop {
  readonly #read: (namespace: string, key: string) => object | null;

  constructor(read: (namespace: string, key: string) => object | null) {
    super();
    this.#read = read;
  }

  override liquidMethodMissing(namespace: string | number) {
    return new KeysDrop((key) => this.#read(String(namespace), key));
  }
}

class KeysDrop extends Drop {
  readonly #read: (key: string) => object | null;

  constructor(read: (key: string) => object | null) {
    super();
    this.#read = read;
  }

  override liquidMethodMissing(key: string | number) {
    return this.#read(String(key));
  }
}

/** A reference to what is not sold in this storefront is not there for Liquid. */
function metafieldObject(store: Store, field: MetafieldRecord | undefined, presentment: Presentment): object | null {
  if (!field) return null;
  if (field.type === 'json') return { type: field.type, value: JSON.parse(field.value) as unknown };
  if (field.type === 'list.product_reference') {
    const products = (JSON.parse(field.value) as string[]).flatMap((gid) => store.products.get(Number(gid.split('/').pop())) ?? []);
    return { type: field.type, value: products.filter((product) => isOnSale(store, product)).map((product) => new ProductDrop(store, product, presentment)) };
  }
  return { type: field.type, value: field.value };
}

export const appObject = (store: Store, presentment: Presentment): object => ({
  metafields: new NamespacesDrop((namespace, key) => metafieldObject(store, store.appMetafield(namespace, key), presentment)),
});

export const cartObject = (store: Store, cart: Cart, priced: PricedCart): object => ({
  item_count: priced.itemCount,
  total_price: priced.total,
  original_total_price: priced.original,
  total_discount: priced.discount,
  currency: { iso_code: priced.presentment.currency },
  note: cart.note,
  attributes: cart.attributes,
  items: priced.lines.map((line) => itemObject(store, line, priced.presentment)),
  empty: priced.itemCount === 0,
  refused_codes: priced.codes.filter(({ refusal }) => refusal !== null),
});

function itemObject(store: Store, { line, product, variant, unitPrice, original, discount, discountTitle }: PricedLine, presentment: Presentment): object {
  return {
    key: line.key,
    id: variant.id,
    variant_id: variant.id,
    product_id: product.id,
    product: new ProductDrop(store, product, presentment, variant.id),
    variant: new VariantDrop(store, product, variant, presentment),
    title: fullTitle(product, variant),
    variant_title: hasOnlyDefaultVariant(product) ? null : variant.title,
    quantity: line.quantity,
    properties: line.properties,
    price: unitPrice,
    original_line_price: original,
    final_line_price: original - discount,
    line_level_total_discount: discount,
    discount_title: discountTitle,
    url: `/products/${product.handle}?variant=${variant.id}`,
    image: imageOf(product),
  };
}

const imageOf = (product: ProductRecord): object => ({ src: pictureUrl(product), alt: product.title, width: 800, height: 800, aspect_ratio: 1 });
