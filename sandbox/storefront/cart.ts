// A shopper's cart as the storefront keeps it: lines by variant and properties, never more than can be bought. Prices are
// not in here: they are reckoned anew each time the cart is looked at.
import { createHash } from 'node:crypto';
import { sellable } from '../store/inventory.ts';
import type { Store } from '../store/store.ts';
import type { ProductRecord, VariantRecord } from '../store/types.ts';
import { isOnSale } from './catalogue.ts';

export interface CartLine {
  /** As in Shopify: variant id and a digest of the properties. */
  key: string;
  variantId: number;
  quantity: number;
  properties: Record<string, string>;
}

export interface Cart {
  lines: CartLine[];
  note: string;
  attributes: Record<string, string>;
  /** As they were entered; what each of them takes off is reckoned with the prices. */
  discountCodes: string[];
  /** How it is to be sent, as chosen at the checkout. */
  shippingHandle?: string;
}

export const emptyCart = (): Cart => ({ lines: [], note: '', attributes: {}, discountCodes: [] });

/** What Shopify's Ajax API refuses, in its words. */
export class CartRefusal extends Error {
  readonly status: 400 | 404 | 422;
  readonly variantId: number | null;

  constructor(status: 400 | 404 | 422, description: string, variantId: number | null = null) {
    super(description);
    this.name = 'CartRefusal';
    this.status = status;
    this.variantId = variantId;
  }
}

export interface Addition {
  variantId: number;
  quantity: number;
  properties: Record<string, string>;
}

/**
 * Adds all of it or nothing.
 * @returns the lines that were added to
 */
export function addToCart(store: Store, cart: Cart, additions: readonly Addition[]): CartLine[] {
  const before = structuredClone(cart.lines);
  try {
    return additions.map((addition) => addOne(store, cart, addition));
  } catch (error) {
    cart.lines = before;
    throw error;
  }
}

function addOne(store: Store, cart: Cart, { variantId, quantity, properties }: Addition): CartLine {
  const { product, variant } = buyable(store, variantId);
  if (!Number.isInteger(quantity) || quantity < 1) throw new CartRefusal(422, 'Quantity must be a whole number above zero.', variantId);
  const left = sellable(store, variant) - inCart(cart, variantId);
  const title = fullTitle(product, variant);
  if (sellable(store, variant) === 0) throw new CartRefusal(422, `The product '${title}' is already sold out.`, variantId);
  if (left <= 0) throw new CartRefusal(422, `All ${sellable(store, variant)} ${title} are in your cart.`, variantId);
  if (left < quantity) throw new CartRefusal(422, `You can only add ${left} ${title} to the cart.`, variantId);
  const key = keyOf(variantId, properties);
  const line = cart.lines.find((each) => each.key === key);
  if (line) {
    line.quantity += quantity;
    return line;
  }
  const added = { key, variantId, quantity, properties };
  // Newest first, as in Shopify's carts.
  cart.lines.unshift(added);
  return added;
}

/** @param quantity 0 takes the line out */
export function changeLine(store: Store, cart: Cart, line: CartLine, quantity: number): void {
  if (!Number.isInteger(quantity) || quantity < 0) throw new CartRefusal(422, 'Quantity must be a whole number.', line.variantId);
  if (quantity > line.quantity) {
    const { product, variant } = buyable(store, line.variantId);
    const most = sellable(store, variant) - (inCart(cart, line.variantId) - line.quantity);
    if (quantity > most) throw new CartRefusal(422, `You can only add ${Math.max(0, most)} ${fullTitle(product, variant)} to the cart.`, line.variantId);
  }
  line.quantity = quantity;
  cart.lines = cart.lines.filter((each) => each.quantity > 0);
}

/** An empty value takes an attribute out. */
export function setAttributes(cart: Cart, attributes: Readonly<Record<string, string>>): void {
  for (const [name, value] of Object.entries(attributes)) {
    if (value) cart.attributes[name] = value;
    else delete cart.attributes[name];
  }
}

/** Lines whose product is no longer sold go, as they do in a real cart. */
export function dropWhatIsGone(store: Store, cart: Cart): void {
  cart.lines = cart.lines.filter((line) => {
    const found = store.variantById(line.variantId);
    return found !== undefined && isOnSale(store, found.product);
  });
}

function buyable(store: Store, variantId: number): { product: ProductRecord; variant: VariantRecord } {
  const found = store.variantById(variantId);
  if (!found || !isOnSale(store, found.product)) throw new CartRefusal(404, 'Cannot find variant', variantId);
  return found;
}

const inCart = (cart: Cart, variantId: number): number =>
  cart.lines.reduce((sum, line) => sum + (line.variantId === variantId ? line.quantity : 0), 0);

function keyOf(variantId: number, properties: Record<string, string>): string {
  const digest = createHash('md5').update(JSON.stringify([variantId, Object.entries(properties).sort()])).digest('hex');
  return `${variantId}:${digest}`;
}

export const hasOnlyDefaultVariant = (product: ProductRecord): boolean =>
  product.variants.length === 1 && product.variants[0]?.title === 'Default Title';

export const fullTitle = (product: ProductRecord, variant: VariantRecord): string =>
  hasOnlyDefaultVariant(product) ? product.title : `${product.title} - ${variant.title}`;
