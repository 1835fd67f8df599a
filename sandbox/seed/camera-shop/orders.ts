// Two years of orders, day by day: people come back for what they planned, others come anew; then returns and cancellations.
// Everything lies before the day of `until`.
import type { CustomerRecord, OrderLineRecord, OrderRecord, ProductRecord, RefundRecord, VariantRecord } from '#sandbox/store/types.ts';
import type { SeededRandom } from '../seeded-random.ts';
import { shopId } from '../shop-ids.ts';
import { type Basket, fillBasket } from './baskets.ts';
import type { Person } from './customers.ts';
import { PLANTED } from './planted.ts';
import { decimal, LOCATIONS } from './products.ts';
import { nextWish, type Shopper } from './shopper.ts';

const DAYS = 730;
const DAY_MS = 86_400_000;
/** Fresh visits on an average day; planned ones come on top. */
const VISITS_PER_DAY = 6.2;
const MONTHS = [0.85, 0.8, 0.9, 0.95, 1, 1.05, 1.05, 1, 0.9, 1, 1.3, 1.6];
const WEEKDAYS = [1.25, 1, 0.92, 0.92, 0.95, 1, 1.05];

interface Visitor extends Shopper {
  person: Person;
  /** Some come twice, some twenty times. */
  eagerness: number;
  since: string;
}

interface Visit {
  visitor: Visitor | null;
  wish: string;
}

export function cameraOrders(random: SeededRandom, persons: Person[], products: ProductRecord[], lastDay: Date): { orders: OrderRecord[]; customers: CustomerRecord[] } {
  const byHandle = new Map(products.map((product) => [product.handle, product]));
  const waiting = [...persons];
  const known: Visitor[] = [];
  const planned = new Map<number, Visit[]>();
  const orders: OrderRecord[] = [];

  for (let day = 0; day < DAYS; day += 1) {
    const date = new Date(lastDay.getTime() - (DAYS - day) * DAY_MS);
    const month = date.getUTCMonth();
    const age = day / DAYS;
    const visits = planned.get(day) ?? [];
    for (let fresh = freshVisits(random, date, age); fresh > 0; fresh -= 1) {
      const visitor = random.chance(PLANTED.guestShare * 1.25) ? null : whoComes(random, known, waiting, age, date);
      visits.push({ visitor, wish: nextWish(random, visitor, month, age) });
    }
    for (const { visitor, wish } of visits) {
      const basket = fillBasket(random, visitor, wish, month, age);
      for (const { handle, inDays } of basket.later) {
        if (visitor) planned.set(day + inDays, [...(planned.get(day + inDays) ?? []), { visitor, wish: handle }]);
      }
      orders.push(placeOrder(random, visitor, basket, date, byHandle));
    }
  }
  number(orders);
  for (const order of orders) settle(random, order, products, lastDay);
  return { orders, customers: customersOf(known, waiting, orders, lastDay) };
}

function freshVisits(random: SeededRandom, date: Date, age: number): number {
  const expected = VISITS_PER_DAY * (0.8 + 0.4 * age) * (MONTHS[date.getUTCMonth()] ?? 1) * (WEEKDAYS[date.getUTCDay()] ?? 1) * (0.7 + 0.6 * random.next());
  return Math.floor(expected) + (random.chance(expected % 1) ? 1 : 0);
}

function whoComes(random: SeededRandom, known: Visitor[], waiting: Person[], age: number, date: Date): Visitor {
  const expected = (known.length + waiting.length) * (0.12 + 0.9 * age);
  const person = known.length < expected ? waiting.shift() : undefined;
  if (!person) return random.weighted(known, ({ eagerness }) => eagerness) ?? (known[0] as Visitor);
  const visitor: Visitor = { person, eagerness: 0.15 + random.next() ** 3 * 3, since: date.toISOString(), owned: new Set(), fits: new Set() };
  known.push(visitor);
  return visitor;
}

function placeOrder(random: SeededRandom, visitor: Visitor | null, basket: Basket, date: Date, byHandle: Map<string, ProductRecord>): OrderRecord {
  const hour = random.weighted(HOURS, (value) => (value < 8 ? 1 : value < 18 ? 5 : 7)) ?? 12;
  const at = new Date(date.getTime() + hour * 3_600_000 + random.between(0, 3_599) * 1000).toISOString();
  const offer = discountShare(random, date);
  return {
    id: 0,
    name: '',
    customerId: visitor?.person.id ?? null,
    currency: 'EUR',
    processedAt: at,
    createdAt: at,
    updatedAt: at,
    cancelledAt: null,
    lines: [...basket.lines].map(([handle, quantity]) => lineOf(random, byHandle.get(handle) as ProductRecord, quantity, offer)),
    refunds: [],
    attributes: [],
  };
}

/** UTC; the shop is an hour or two ahead. */
const HOURS = Array.from({ length: 18 }, (_, index) => index + 5);

function lineOf(random: SeededRandom, product: ProductRecord, quantity: number, offer: number): OrderLineRecord {
  const variant = random.weighted(product.variants, ({ position }) => 1 / position) as VariantRecord;
  const priceMinor = minor(variant.price);
  return {
    id: 0,
    productId: product.id,
    variantId: variant.id,
    title: product.title,
    quantity,
    price: variant.price,
    discount: decimal(Math.round(priceMinor * quantity * offer)),
    properties: [],
  };
}

function discountShare(random: SeededRandom, date: Date): number {
  const sale = date.getUTCMonth() === 10 && date.getUTCDate() >= 22 && date.getUTCDate() <= 30;
  if (sale && random.chance(0.35)) return 0.1;
  return random.chance(0.04) ? random.pick([0.05, 0.1, 0.15]) : 0;
}

/** Ids and names in the order of time, as a shop hands them out. */
function number(orders: OrderRecord[]): void {
  orders.sort((one, other) => one.processedAt.localeCompare(other.processedAt));
  let lineCount = 0;
  for (const [index, order] of orders.entries()) {
    order.id = shopId('order', index);
    order.name = `#${1001 + index}`;
    for (const line of order.lines) {
      line.id = shopId('line', lineCount);
      lineCount += 1;
    }
  }
}

function settle(random: SeededRandom, order: OrderRecord, products: ProductRecord[], lastDay: Date): void {
  if (random.chance(0.015)) {
    const at = later(order.processedAt, random.between(1, 20) / 24);
    if (at < lastDay.toISOString()) {
      order.cancelledAt = at;
      refund(order, at, order.lines.map((line) => [line, line.quantity]), 0);
    }
    return;
  }
  const returned = order.lines.filter((line) => {
    const often = products.find(({ id }) => id === line.productId)?.handle === PLANTED.oftenReturned.product;
    return random.chance(often ? PLANTED.oftenReturned.share : PLANTED.returnShare);
  });
  const at = later(order.processedAt, random.between(4, 21) + random.next() / 2);
  if (returned.length > 0 && at < lastDay.toISOString()) refund(order, at, returned.map((line) => [line, random.between(1, line.quantity)]), random.between(0, 1));
}

function refund(order: OrderRecord, at: string, lines: [OrderLineRecord, number][], place: number): void {
  const record: RefundRecord = {
    id: shopId('refund', (order.id - shopId('order', 0)) / 32_768),
    createdAt: at,
    lines: lines.map(([line, quantity]) => ({
      id: shopId('refundLine', (line.id - shopId('line', 0)) / 4096),
      lineId: line.id,
      quantity,
      subtotal: decimal(Math.round(((minor(line.price) * line.quantity - minor(line.discount)) * quantity) / line.quantity)),
      restockLocationId: LOCATIONS[place]?.id ?? null,
    })),
  };
  order.refunds.push(record);
  order.updatedAt = at;
}

function customersOf(known: Visitor[], waiting: Person[], orders: OrderRecord[], lastDay: Date): CustomerRecord[] {
  const latest = new Map<number, string>();
  const first = new Map<number, string>();
  for (const { customerId, processedAt } of orders) {
    if (customerId === null) continue;
    latest.set(customerId, processedAt);
    if (!first.has(customerId)) first.set(customerId, processedAt);
  }
  // Whoever never bought signed up for the newsletter last week.
  const lastWeek = new Date(lastDay.getTime() - 7 * DAY_MS).toISOString();
  const everyone = [...known.map(({ person }) => person), ...waiting];
  return everyone.map((person) => ({ ...person, createdAt: first.get(person.id) ?? lastWeek, updatedAt: latest.get(person.id) ?? lastWeek }));
}

const later = (iso: string, days: number): string => new Date(new Date(iso).getTime() + Math.round(days * 86_400) * 1000).toISOString();
const minor = (amount: string): number => Math.round(Number(amount) * 100);
