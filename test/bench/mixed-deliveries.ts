// A busy afternoon of one shop as the deliveries that it causes: orders placed and touched again, the products and stock
// levels that follow every sale, customers, parcels, a few refunds. Bodies weigh what Shopify's weigh with the fields that
// we subscribe to. The same count gives the same deliveries.
import type { DeliveryToSend } from '#test/support/webhook-endpoint.ts';

export const PRODUCTS = 2_000;
const VARIANTS = 3;
const LOCATIONS = 2;
const CUSTOMERS = 20_000;

const product = (index: number) => 7_880_000_000_000 + index;
const variant = (index: number, number: number) => 43_000_000_000_000 + index * VARIANTS + number;
const item = (index: number, number: number) => 45_000_000_000_000 + index * VARIANTS + number;
const text = (at: number) => new Date(at).toISOString();
/** As Shopify writes it: by the second, with an offset. */
const second = (at: number) => `${text(at).slice(0, 19)}+00:00`;

type Mixed = Omit<DeliveryToSend, 'shopDomain'>;

/** What the shop has before: told by the same deliveries. */
export function catalogue(at: number): Mixed[] {
  return Array.from({ length: PRODUCTS }, (_, index) => productUpdate(index, at, 0)).concat(
    Array.from({ length: PRODUCTS * VARIANTS }, (_, index) => inventoryItem(index, at)),
  );
}

/** @param from when the afternoon begins; a delivery every 50 ms of it */
export function* mixedDeliveries(count: number, from: number): Generator<Mixed> {
  let made = 0;
  for (let sale = 0; made < count; sale += 1) {
    for (const delivery of causedBy(sale, from + made * 50)) {
      if (made === count) return;
      made += 1;
      yield delivery;
    }
  }
}

/** Ten deliveries a sale, about as Shopify's own stores show: three of ten are the order's. */
function* causedBy(sale: number, at: number): Generator<Mixed> {
  const [first, second] = [sold(sale * 7_919), sold(sale * 104_729)];
  const bought = first === second ? [first] : [first, second];
  yield order('orders/create', sale, bought, at, at);
  for (const index of bought) yield inventoryLevel(index, sale, at + 200);
  for (const index of bought) yield productUpdate(index, at + 400, sale);
  yield customer(sale, at + 500);
  yield order('orders/updated', sale, bought, at, at + 1_500);
  if (sale >= 50) {
    yield fulfillment('fulfillments/create', sale - 50, at, null);
    yield order('orders/updated', sale - 50, [sold((sale - 50) * 7_919)], at - 25_000, at + 600);
  }
  if (sale >= 100 && sale % 2 === 0) yield fulfillment('fulfillments/update', sale - 100, at, 'delivered');
  if (sale >= 100 && sale % 20 === 0) yield refund(sale - 100, at);
}

/** What sells, sells unevenly: a tenth of the products makes nearly half of the sales. */
const sold = (number: number): number => Math.floor(PRODUCTS * ((number % 9_973) / 9_973) ** 3);

const told = (topic: string, at: number, payload: object): Mixed => ({ topic, payload: JSON.stringify(payload), triggeredAt: `${text(at).slice(0, 23)}123456Z` });

const orderId = (sale: number) => 5_900_000_000_000 + sale;
const customerId = (sale: number) => 6_900_000_000_000 + ((sale * 31) % CUSTOMERS);

function order(topic: string, sale: number, bought: number[], placedAt: number, at: number): Mixed {
  const money = (amount: string) => ({ shop_money: { amount, currency_code: 'EUR' }, presentment_money: { amount, currency_code: 'EUR' } });
  return told(topic, at, {
    id: orderId(sale),
    admin_graphql_api_id: `gid://shopify/Order/${orderId(sale)}`,
    name: `#${sale}`,
    currency: 'EUR',
    presentment_currency: 'EUR',
    total_price: '149.80',
    current_total_price: '149.80',
    taxes_included: true,
    financial_status: 'paid',
    fulfillment_status: null,
    test: false,
    created_at: second(placedAt),
    processed_at: second(placedAt),
    updated_at: second(at),
    cancelled_at: null,
    checkout_token: `token-${sale}`,
    customer_locale: 'de-DE',
    customer: { id: customerId(sale), default_address: { country_code: 'DE' } },
    note_attributes: [{ name: '_setwise_visitor', value: '11111111-2222-4333-8444-555555555555' }],
    discount_codes: [],
    line_items: bought.map((index, number) => ({
      id: 14_000_000_000_000 + sale * 10 + number,
      product_id: product(index),
      variant_id: variant(index, sale % VARIANTS),
      quantity: 1,
      current_quantity: 1,
      price: '74.90',
      price_set: money('74.90'),
      total_discount: '0.00',
      discount_allocations: number === 0 ? [] : [{ amount: '7.49', amount_set: money('7.49'), discount_application_index: 0 }],
      tax_lines: [{ title: 'MwSt', rate: 0.19, price: '11.96', price_set: money('11.96') }],
      properties: number === 0 ? [] : [{ name: '_setwise', value: 'aaaaaaaa-bbbb-4ccc-8ddd-eeeeeeeeeeee' }],
    })),
  });
}

function productUpdate(index: number, at: number, sale: number): Mixed {
  return told('products/update', at, {
    id: product(index),
    admin_graphql_api_id: `gid://shopify/Product/${product(index)}`,
    title: `Camera bag ${index}`,
    handle: `camera-bag-${index}`,
    vendor: 'Aurel',
    product_type: 'Bags',
    tags: 'bag, camera, travel',
    status: 'active',
    category: { full_name: 'Cameras & Optics > Camera Accessories' },
    published_at: '2026-01-01T00:00:00Z',
    created_at: '2026-01-01T00:00:00Z',
    updated_at: second(at),
    image: { id: index, src: `https://cdn.shopify.com/s/files/1/0000/0001/products/${index}.jpg` },
    images: [{ id: index, src: `https://cdn.shopify.com/s/files/1/0000/0001/products/${index}.jpg` }],
    variants: Array.from({ length: VARIANTS }, (_, number) => ({
      id: variant(index, number),
      title: ['Black', 'Brown', 'Green'][number],
      sku: `BAG-${index}-${number}`,
      position: number + 1,
      // Now and then a price moves.
      price: sale % 97 === 0 ? '75.90' : '74.90',
      compare_at_price: null,
      inventory_item_id: item(index, number),
      inventory_policy: 'deny',
      image_id: null,
      updated_at: second(at),
    })),
    variant_gids: Array.from({ length: VARIANTS }, (_, number) => ({ admin_graphql_api_id: `gid://shopify/ProductVariant/${variant(index, number)}`, updated_at: text(at) })),
  });
}

const inventoryItem = (index: number, at: number): Mixed => told('inventory_items/update', at, { id: item(0, index), tracked: true, cost: '31.20', updated_at: second(at) });

const inventoryLevel = (index: number, sale: number, at: number): Mixed =>
  told('inventory_levels/update', at, {
    inventory_item_id: item(index, sale % VARIANTS),
    location_id: 100 + (sale % LOCATIONS),
    available: sale % 41 === 0 ? 0 : 500 - (sale % 400),
    updated_at: second(at),
    admin_graphql_api_id: `gid://shopify/InventoryLevel/${100 + (sale % LOCATIONS)}?inventory_item_id=${item(index, sale % VARIANTS)}`,
  });

const customer = (sale: number, at: number): Mixed =>
  told('customers/update', at, { id: customerId(sale), created_at: '2026-01-01T00:00:00Z', updated_at: second(at), default_address: { country_code: 'DE' }, admin_graphql_api_id: `gid://shopify/Customer/${customerId(sale)}` });

const fulfillment = (topic: string, sale: number, at: number, shipment_status: string | null): Mixed =>
  told(topic, at, { id: 4_900_000_000_000 + sale, order_id: orderId(sale), status: 'success', shipment_status, created_at: second(at), updated_at: second(at), admin_graphql_api_id: `gid://shopify/Fulfillment/${sale}` });

const refund = (sale: number, at: number): Mixed =>
  told('refunds/create', at, {
    id: 900_000_000_000 + sale,
    order_id: orderId(sale),
    created_at: second(at),
    refund_line_items: [{ line_item_id: 14_000_000_000_000 + sale * 10, quantity: 1, subtotal: 74.9, subtotal_set: { shop_money: { amount: '74.90', currency_code: 'EUR' } } }],
  });
