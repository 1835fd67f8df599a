// The questions a shop's own latest orders ask of a model that has not seen them: one product of an order is hidden,
// the rest is the cart. Which product is hidden follows from the order's position alone, so the same history always
// asks the same questions.
import type { OrderHistory } from './order-history.ts';
import { scatter } from './scatter.ts';

export interface Question {
  /** Known products, ascending. */
  readonly cart: Int32Array;
  readonly answers: Int32Array;
  /** Products that may not be answered. */
  readonly excluded: Int32Array;
}

/** One that an order of the shop asks. */
export interface OrderQuestion extends Question {
  /** Position of the order: questions of one order are not independent. */
  readonly order: number;
}

/** What does this customer buy next, of what they have never bought? */
export interface NextQuestion {
  /** Products of each known order, the newest first. */
  readonly past: readonly Int32Array[];
  readonly answers: Int32Array;
  readonly excluded: Int32Array;
}

export interface Questions {
  readonly single: readonly OrderQuestion[];
  readonly full: readonly OrderQuestion[];
  readonly next: readonly NextQuestion[];
}

/** Enough for a standard error near 0.5 points of ndcg; more only costs time. A single product is quick to ask about. */
const MOST_QUESTIONS = 1_500;
const MOST_SINGLE_QUESTIONS = 6_000;
/** Whether anything beats popularity for who comes back is a close call, so more of them are asked. */
const MOST_NEXT_QUESTIONS = 4_000;
const MOST_PER_ORDER = 4;

/** How many of the newest orders to hold out: a tenth, and more of a short history, so that there is something to ask. */
export function heldOutOrders(orders: number): number {
  return Math.min(Math.floor(orders * 0.3), Math.max(Math.floor(orders * 0.1), 300));
}

/**
 * @param trainOrders orders before this position are known, those from it on ask
 */
export function askQuestions(history: OrderHistory, trainOrders: number): Questions {
  const known = new Uint8Array(history.productKeys.length);
  for (let line = 0; line < history.starts[trainOrders]!; line++) known[history.lines[line]!] = 1;
  const baskets: Basket[] = [];
  for (let order = trainOrders; order < history.orderedAtMs.length; order++) {
    const products = productsOf(history, order).filter((product) => known[product] === 1);
    if (products.length >= 2) baskets.push({ order, products });
  }
  const single: OrderQuestion[] = [];
  for (const { order, products, turn } of spread(baskets, MOST_SINGLE_QUESTIONS)) {
    const { hidden, rest } = hide(products, order, turn);
    const otherAt = scatter(order * MOST_PER_ORDER + turn + 0x51ed27) % rest.length;
    const other = rest.slice(otherAt, otherAt + 1);
    single.push({ order, cart: other, answers: hidden, excluded: other });
  }
  const fuller = baskets.filter(({ products }) => products.length >= 3);
  const full = spread(fuller, MOST_QUESTIONS).map(({ order, products, turn }): OrderQuestion => {
    const { hidden, rest } = hide(products, order, turn);
    return { order, cart: rest, answers: hidden, excluded: rest };
  });
  return { single, full, next: nextOrders(history, trainOrders, known) };
}

interface Basket { order: number; products: Int32Array }

/** Several turns an order where orders are few, some orders only where they are many: spread evenly over time. */
function spread(baskets: readonly Basket[], most: number): (Basket & { turn: number })[] {
  const step = Math.max(1, baskets.length / most);
  const perOrder = Math.max(1, Math.min(MOST_PER_ORDER, Math.floor(most / Math.max(1, baskets.length))));
  const turns: (Basket & { turn: number })[] = [];
  for (let place = 0; Math.floor(place) < baskets.length; place += step) {
    const basket = baskets[Math.floor(place)]!;
    for (let turn = 0; turn < Math.min(perOrder, basket.products.length); turn++) turns.push({ ...basket, turn });
  }
  return turns;
}

function hide(products: Int32Array, order: number, turn: number): { hidden: Int32Array; rest: Int32Array } {
  const hiddenAt = (scatter(order) + turn) % products.length;
  return { hidden: products.subarray(hiddenAt, hiddenAt + 1), rest: products.filter((_, at) => at !== hiddenAt) };
}

/** For customers on both sides of the cut: from all known orders to what was new in the first held-out one. */
function nextOrders(history: OrderHistory, trainOrders: number, known: Uint8Array): NextQuestion[] {
  const knownCustomers = new Set(history.customers.subarray(0, trainOrders));
  const first = new Map<number, number>();
  for (let order = trainOrders; order < history.orderedAtMs.length; order++) {
    const customer = history.customers[order]!;
    if (customer >= 0 && knownCustomers.has(customer) && !first.has(customer)) first.set(customer, order);
  }
  const returning = [...first.keys()];
  const step = Math.max(1, returning.length / MOST_NEXT_QUESTIONS);
  const pasts = new Map<number, Int32Array[]>();
  for (let place = 0; Math.floor(place) < returning.length; place += step) pasts.set(returning[Math.floor(place)]!, []);
  for (let order = trainOrders - 1; order >= 0; order--) pasts.get(history.customers[order]!)?.push(productsOf(history, order));
  const questions: NextQuestion[] = [];
  for (const [customer, past] of pasts) {
    const owned = new Set(past.flatMap((products) => [...products]));
    const answers = productsOf(history, first.get(customer)!).filter((product) => known[product] === 1 && !owned.has(product));
    if (answers.length > 0) questions.push({ past, answers, excluded: Int32Array.from(owned) });
  }
  return questions;
}

const productsOf = (history: OrderHistory, order: number): Int32Array =>
  history.lines.subarray(history.starts[order]!, history.starts[order + 1]!);
