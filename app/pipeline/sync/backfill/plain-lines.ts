// The lines of an orders' export as nearly all of them are written, each read by one regular expression, for a third of what
// JSON.parse takes. They name their fields in the order in which bulk-exports.ts asks for them. Must never read anything
// else than JSON.parse would: what does not look exactly so is left to it.
import type { OrderLineNode, OrderNode } from '#app/adapters/shopify/operations/bulk-exports.ts';
import type { SaidLine } from './export-rows.ts';

const object = (fields: Record<string, string>): string => String.raw`\{${Object.entries(fields).map(([name, form]) => `"${name}":${form}`).join(',')}\}`;
const orNull = (form: string): string => `(?:null|${form})`;
/** Of so few digits that they fit a number. */
const gid = (type: string): string => String.raw`"gid:\\?/\\?/shopify\\?/${type}\\?/(\d{1,15})"`;
const withGid = (type: string): string => orNull(object({ id: gid(type) }));
const TEXT = String.raw`"([^"\\\x00-\x1f]*)"`;
const TIME = String.raw`"(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ)"`;
const COUNT = String.raw`(0|[1-9]\d{0,8})`;
const MONEY = object({ shopMoney: object({ amount: TEXT }) });
/** Up to where the next field could begin; listOf sees whether it is whole. */
const LIST = String.raw`(\[\]|\[.*?\])`;

const LINE = new RegExp(`^${object({
  id: gid('LineItem'), quantity: COUNT, currentQuantity: COUNT, product: withGid('Product'), variant: withGid('ProductVariant'), originalUnitPriceSet: MONEY,
  discountAllocations: LIST, taxLines: LIST, customAttributes: LIST, __parentId: String.raw`"gid:\\?/\\?/shopify\\?/Order\\?/\d{1,15}"`,
})}$`);

const ORDER = new RegExp(`^${object({
  id: gid('Order'), name: TEXT, createdAt: TIME, processedAt: TIME, updatedAt: TIME, cancelledAt: orNull(TIME), currencyCode: TEXT, presentmentCurrencyCode: TEXT,
  taxesIncluded: '(true|false)', totalPriceSet: MONEY, subtotalPriceSet: orNull(MONEY), totalDiscountsSet: orNull(MONEY), email: orNull(TEXT), customer: withGid('Customer'),
  customAttributes: LIST, discountCodes: LIST, shippingAddress: orNull(object({ countryCodeV2: TEXT })), refunds: LIST, fulfillments: LIST,
})}$`);

/** @returns what the line says; undefined for what is none, or no plain one */
export function plainLine(text: string): SaidLine | undefined {
  const said = LINE.exec(text);
  if (!said) return undefined;
  const discounts = listOf<OrderLineNode['discountAllocations']>(said[7]);
  const taxes = listOf<OrderLineNode['taxLines']>(said[8]);
  const attributes = listOf<OrderLineNode['customAttributes']>(said[9]);
  if (!discounts || !taxes || !attributes) return undefined;
  return {
    lineId: idOf(said[1] as string),
    productId: said[4] === undefined ? null : idOf(said[4]),
    variantId: said[5] === undefined ? null : idOf(said[5]),
    quantity: Number(said[2]),
    currentQuantity: Number(said[3]),
    unitPrice: said[6] as string,
    discounts,
    taxes,
    attributes,
  };
}

/** @returns what JSON.parse would; undefined for what is no order, or no plain one */
export function plainOrder(text: string): OrderNode | undefined {
  const said = ORDER.exec(text);
  if (!said) return undefined;
  const [, id, name, createdAt, processedAt, updatedAt, cancelledAt, currencyCode, presentmentCurrencyCode, taxesIncluded, total, subtotal, discounts, email, customer] = said as unknown as string[];
  const customAttributes = listOf<OrderNode['customAttributes']>(said[15]);
  const discountCodes = listOf<OrderNode['discountCodes']>(said[16]);
  const refunds = listOf<OrderNode['refunds']>(said[18]);
  const fulfillments = listOf<OrderNode['fulfillments']>(said[19]);
  if (!customAttributes || !discountCodes || !refunds || !fulfillments) return undefined;
  return {
    id: `gid://shopify/Order/${id}`,
    name: name as string,
    createdAt: createdAt as string,
    processedAt: processedAt as string,
    updatedAt: updatedAt as string,
    cancelledAt: cancelledAt ?? null,
    currencyCode: currencyCode as string,
    presentmentCurrencyCode: presentmentCurrencyCode as string,
    taxesIncluded: taxesIncluded === 'true',
    totalPriceSet: moneyOf(total as string),
    subtotalPriceSet: subtotal === undefined ? null : moneyOf(subtotal),
    totalDiscountsSet: discounts === undefined ? null : moneyOf(discounts),
    email: email ?? null,
    customer: customer === undefined ? null : { id: `gid://shopify/Customer/${customer}` },
    customAttributes,
    discountCodes,
    shippingAddress: said[17] === undefined ? null : { countryCodeV2: said[17] },
    refunds,
    fulfillments,
  };
}

const idOf = (digits: string): bigint => BigInt(Number(digits));
const moneyOf = (amount: string) => ({ shopMoney: { amount } });

/** @returns undefined where the text ends before the list does: it named the next field within */
function listOf<List extends unknown[]>(text = ''): List | undefined {
  if (text === '[]') return [] as unknown[] as List;
  try {
    return JSON.parse(text) as List;
  } catch {
    return undefined;
  }
}
