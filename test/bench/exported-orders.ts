// The file that Shopify would make of a shop's orders: the fields that we ask for, in that order; objects followed by their
// children, slashes escaped, as recorded on a real store. Sizes, popularity, prices and costs are those of
// synthetic-orders.ts; the same for the same numbers.
import { seeded } from '#test/support/planted-orders.ts';
import { syntheticHistory } from './synthetic-orders.ts';

export const EXPORTED_PRODUCTS = 100_000;
const FIRST_ORDER_ID = 5_000_000_000_000;
const FIRST_LINE_ID = 13_000_000_000_000;
const FIRST_CUSTOMER_ID = 7_000_000_000_000;

export const FIRST_PRODUCT_ID = 8_000_000_000_000;
export const FIRST_VARIANT_ID = 44_000_000_000_000;

/** @returns the price of a product, in cents */
function priceOf(product: number): number {
  return 450 + (Math.imul(product + 1, 2_654_435_761) >>> 0) % 14_000;
}

export interface ExportedOrders {
  orders: number;
  lines: number;
  text: Iterable<string>;
}

export function exportedOrders(orders: number): ExportedOrders {
  const { lines, starts, orderedAtMs } = syntheticHistory(orders, EXPORTED_PRODUCTS);
  return { orders, lines: lines.length, text: textOf() };

  function* textOf(): Generator<string> {
    const random = seeded(orders);
    for (let order = 0; order < orders; order++) {
      const basket = lines.subarray(starts[order]!, starts[order + 1]!);
      const id = `gid://shopify/Order/${FIRST_ORDER_ID + order}`;
      const quantities = Array.from(basket, () => (random() < 0.85 ? 1 : 2 + Math.floor(random() * 3)));
      const total = basket.reduce((sum, product, at) => sum + priceOf(product) * quantities[at]!, 0);
      const at = `${new Date(orderedAtMs[order]!).toISOString().slice(0, 19)}Z`;
      const customer = Math.floor(random() * random() * (orders / 3));
      const rows: object[] = [{
        id, name: `#${order + 1}`, createdAt: at, processedAt: at, updatedAt: at, cancelledAt: null, currencyCode: 'EUR', presentmentCurrencyCode: 'EUR', taxesIncluded: true, totalPriceSet: money(total), subtotalPriceSet: money(total), totalDiscountsSet: money(0),
        email: 'c@example.com', customer: { id: `gid://shopify/Customer/${FIRST_CUSTOMER_ID + customer}` }, customAttributes: [], discountCodes: [], shippingAddress: { countryCodeV2: 'DE' }, refunds: [], fulfillments: [],
      }];
      for (const [line, product] of basket.entries()) {
        rows.push({
          id: `gid://shopify/LineItem/${FIRST_LINE_ID + starts[order]! + line}`, quantity: quantities[line], currentQuantity: quantities[line],
          product: { id: `gid://shopify/Product/${FIRST_PRODUCT_ID + product}` }, variant: { id: `gid://shopify/ProductVariant/${FIRST_VARIANT_ID + product}` },
          originalUnitPriceSet: money(priceOf(product)), discountAllocations: [], taxLines: [], customAttributes: [], __parentId: id,
        });
      }
      yield rows.map((row) => `${JSON.stringify(row).replaceAll('/', '\\/')}\n`).join('');
    }
  }
}

const money = (cents: number) => ({ shopMoney: { amount: (cents / 100).toFixed(2) } });
