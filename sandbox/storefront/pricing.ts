// What a cart costs now: the prices of its variants and of sending them, less what the shop's automatic app discounts and the
// shopper's codes take off. Of discounts on the same line, or on sending, the best counts: neither the app's nor codes
// combine with another.
import type { CodeDiscountRecord, DiscountRecord } from '../store/app-types.ts';
import { codeNamed, codeSends, codeTakesOff, type CodeLine } from '../store/codes.ts';
import { gid } from '../store/gid.ts';
import { toMinor, toText } from '../store/money.ts';
import { exchange, type Presentment, presentmentIn, priceIn } from '../store/presentment.ts';
import type { Store } from '../store/store.ts';
import type { ProductRecord, VariantRecord } from '../store/types.ts';
import type { Cart, CartLine } from './cart.ts';
import { applyOthers } from './other-discounts.ts';
import { type DeliveryDiscount, type DiscountFunction, FUNCTION_HANDLE, type LineDiscount } from './discount-function.ts';

/** Above this a metafield is not handed to a Function. */
const METAFIELD_LIMIT_BYTES = 10_000;

export interface PricedLine {
  line: CartLine;
  product: ProductRecord;
  variant: VariantRecord;
  /** Hundredths, as Liquid and the Ajax API have them; for the whole line unless said otherwise. */
  unitPrice: number;
  original: number;
  discount: number;
  discountTitle: string | null;
}

export interface PricedCode {
  code: string;
  /** Whether it lowers a line of this cart now. */
  applicable: boolean;
  /** Why not, for the shopper. */
  refusal: string | null;
}

export interface PricedCart {
  lines: PricedLine[];
  codes: PricedCode[];
  /** Of the goods. */
  original: number;
  discount: number;
  total: number;
  itemCount: number;
  /** null: it is sent for nothing by itself. */
  shipping: PricedShipping | null;
  /** In which currency all of it stands. */
  presentment: Presentment;
}

export interface PricedShipping {
  handle: string;
  title: string;
  price: number;
  discount: number;
  discountTitle: string | null;
}

/** @param presentment as the visitor is charged; the shop's own where they say nothing */
export async function priceCart(store: Store, cart: Cart, run: DiscountFunction, presentment = presentmentIn(store, null)): Promise<PricedCart> {
  const lines = cart.lines.flatMap((line): PricedLine[] => {
    const found = store.variantById(line.variantId);
    if (!found) return [];
    const unitPrice = priceIn(presentment, found.variant);
    return [{ line, ...found, unitPrice, original: unitPrice * line.quantity, discount: 0, discountTitle: null }];
  });
  const shipping = lines.length > 0 ? shippingOf(store, cart, presentment) : null;
  for (const discount of activeDiscounts(store)) await apply(store, lines, shipping, discount, run, presentment);
  applyOthers(store, lines);
  const codes = cart.discountCodes.map((code) => applyCode(store, lines, shipping, code, presentment));
  const original = lines.reduce((sum, line) => sum + line.original, 0);
  const taken = lines.reduce((sum, line) => sum + line.discount, 0);
  return { lines, codes, original, discount: taken, total: original - taken, itemCount: lines.reduce((sum, { line }) => sum + line.quantity, 0), shipping, presentment };
}

/** The way that was chosen, else the usual one. */
function shippingOf({ shop: { shippingRates = [] } }: Store, { shippingHandle }: Cart, presentment: Presentment): PricedShipping | null {
  const chosen = shippingRates.find(({ handle }) => handle === shippingHandle) ?? shippingRates[0];
  return chosen ? { handle: chosen.handle, title: chosen.title, price: exchange(toMinor(chosen.price), presentment), discount: 0, discountTitle: null } : null;
}

function activeDiscounts(store: Store): DiscountRecord[] {
  const now = store.clock.now().getTime();
  return store
    .listDiscounts()
    .filter(({ functionHandle, startsAt, endsAt }) => functionHandle === FUNCTION_HANDLE && Date.parse(startsAt) <= now && (endsAt === null || Date.parse(endsAt) > now));
}

async function apply(store: Store, lines: PricedLine[], shipping: PricedShipping | null, discount: DiscountRecord, run: DiscountFunction, presentment: Presentment): Promise<void> {
  if (lines.length === 0) return;
  const input = inputOf(store, lines, discount, presentment);
  let taken: LineDiscount[];
  let sent: DeliveryDiscount[];
  try {
    taken = await run.run(input);
    sent = shipping ? await run.runDelivery(input) : [];
  } catch (error) {
    // A Function that fails gives no discount, and the sale goes on.
    process.stderr.write(`sandbox: the Function failed: ${error instanceof Error ? error.message : String(error)}\n`);
    return;
  }
  for (const [index, line] of lines.entries()) {
    const amount = taken.filter((each) => each.lineId === lineGid(index)).reduce((sum, each) => sum + amountOf(each, line), 0);
    if (amount <= line.discount) continue;
    line.discount = Math.min(amount, line.original);
    line.discountTitle = discount.title;
  }
  for (const { handle, groupId, value } of sent) if (shipping && (groupId === GROUP || handle === shipping.handle)) takeOffShipping(shipping, partOf(value, shipping.price), discount.title);
}

/** @returns whether it lowers what sending costs */
function takeOffShipping(shipping: PricedShipping, amount: number, title: string): boolean {
  if (amount <= shipping.discount) return false;
  shipping.discount = Math.min(amount, shipping.price);
  shipping.discountTitle = title;
  return true;
}

function applyCode(store: Store, lines: readonly PricedLine[], shipping: PricedShipping | null, entered: string, presentment: Presentment): PricedCode {
  const known = codeIn(presentment, codeNamed(store, entered));
  const refused = (refusal: string): PricedCode => ({ code: known?.code ?? entered, applicable: false, refusal });
  if (!known) return refused('is not a code of this shop.');
  const now = store.clock.now().getTime();
  if (known.usageLimit !== null && known.used >= known.usageLimit) return refused('has been used already.');
  if (known.endsAt !== null && Date.parse(known.endsAt) <= now) return refused('has expired.');
  if (Date.parse(known.startsAt) > now) return refused('is not valid yet.');
  const bought = lines.map(({ line, product, variant, unitPrice }): CodeLine => ({ productId: product.id, variantId: variant.id, quantity: line.quantity, unitMinor: unitPrice }));
  let lowered = shipping !== null && codeSends(known, bought) && takeOffShipping(shipping, shipping.price, known.code);
  let fits = lowered;
  for (const [index, amount] of codeTakesOff(known, bought).entries()) {
    const line = lines[index] as PricedLine;
    fits ||= amount > 0;
    if (amount <= line.discount) continue;
    line.discount = amount;
    line.discountTitle = known.code;
    lowered = true;
  }
  if (lowered) return { code: known.code, applicable: true, refusal: null };
  return refused(fits ? 'does not add to the set price, which is lower.' : 'is for none of these products.');
}

/** A code's amounts are of the shop's currency. */
function codeIn(presentment: Presentment, code: CodeDiscountRecord | undefined): CodeDiscountRecord | undefined {
  if (!code) return undefined;
  const there = (text: string) => toText(exchange(toMinor(text), presentment));
  const { amountEach, minimumSubtotal } = code;
  return { ...code, ...(amountEach === undefined ? {} : { amountEach: there(amountEach) }), ...(minimumSubtotal === undefined ? {} : { minimumSubtotal: there(minimumSubtotal) }) };
}

function amountOf({ quantity, value }: LineDiscount, { line, unitPrice }: PricedLine): number {
  const units = Math.min(quantity, line.quantity);
  return 'fixedAmount' in value && value.fixedAmount.appliesToEachItem ? Math.min(toMinor(value.fixedAmount.amount), unitPrice) * units : partOf(value, unitPrice * units);
}

const partOf = (value: LineDiscount['value'], price: number): number =>
  'percentage' in value ? Math.round((price * Number(value.percentage.value)) / 100) : Math.min(toMinor(value.fixedAmount.amount), price);

/** Everything goes in one parcel. */
const GROUP = gid('CartDeliveryGroup', 0);

const lineGid = (index: number): string => gid('CartLine', index);

/** The platform's input: plain values, and functions where run.graphql may give arguments. */
function inputOf(store: Store, lines: readonly PricedLine[], discount: DiscountRecord, presentment: Presentment): object {
  const { currency } = presentment;
  const money = (hundredths: number) => ({ amount: decimal(hundredths), currencyCode: currency });
  const total = lines.reduce((sum, line) => sum + line.original, 0);
  return {
    cart: {
      cost: { subtotalAmount: money(total), totalAmount: money(total) },
      lines: lines.map(({ line, product, variant, unitPrice, original }, index) => ({
        id: lineGid(index),
        quantity: line.quantity,
        attribute: ({ key }: { key: string }) => (key in line.properties ? { key, value: line.properties[key] } : null),
        cost: { amountPerQuantity: money(unitPrice), subtotalAmount: money(original), totalAmount: money(original) },
        merchandise: {
          __typename: 'ProductVariant',
          id: gid('ProductVariant', variant.id),
          title: variant.title,
          sku: variant.sku,
          product: {
            id: gid('Product', product.id),
            handle: product.handle,
            title: product.title,
            vendor: product.vendor,
            metafield: ({ namespace, key }: { namespace?: string; key: string }) => metafieldFor(store, product, namespace ?? '$app', key),
          },
        },
      })),
      deliveryGroups: [
        {
          id: GROUP,
          groupType: 'ONE_TIME_PURCHASE',
          cartLines: lines.map((_line, index) => ({ id: lineGid(index) })),
          deliveryOptions: (store.shop.shippingRates ?? []).map(({ handle, title, price }) => ({ handle, title, code: title, cost: money(exchange(toMinor(price), presentment)), deliveryMethodType: 'SHIPPING' })),
        },
      ],
    },
    discount: { discountClasses: discount.discountClasses },
    presentmentCurrencyRate: presentment.rate === 1 ? '1.0' : String(presentment.rate),
  };
}

function metafieldFor(store: Store, product: ProductRecord, namespace: string, key: string): object | null {
  const field = store.productMetafield(product, namespace, key);
  if (!field || Buffer.byteLength(field.value) > METAFIELD_LIMIT_BYTES) return null;
  return { type: field.type, value: field.value, jsonValue: field.type === 'json' ? (JSON.parse(field.value) as unknown) : field.value };
}

/** As Shopify writes decimals to Functions: "149.0", "12.45". */
function decimal(hundredths: number): string {
  const text = (hundredths / 100).toFixed(2);
  return text.endsWith('0') ? text.slice(0, -1) : text;
}
