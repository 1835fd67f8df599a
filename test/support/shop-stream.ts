// What may happen in a shop that is measured, drawn by chance and the same for the same seed: people who are shown offers, log
// in, order and are written to, and what the store tells of it later by webhooks: orders and their edits, refunds, cancellations,
// merges, and in the end a redaction. Pure: what is done with it is for the test.
import { formatDecimal } from '#app/domain/money/money.ts';
import { LINE_ATTRIBUTE, VISITOR_ATTRIBUTE } from '#app/domain/portable/names.ts';
import { type SeededRandom, seededRandom } from '#sandbox/seed/seeded-random.ts';

export const BEGUN = new Date('2026-09-01T09:00:00Z');
const HOUR_MS = 3_600_000;
const DAYS = 24;
/** Beyond every window, and before redactions. */
const LATE = 45;
const A_SET = '5e7a0000-0000-4000-8000-000000000001';

/** By name; a placement's, the global one, a test's. */
export const SCOPES = ['placement:cart_page', 'placement:product_page', 'global', 'test'] as const;
export type Scope = (typeof SCOPES)[number];

/** Happens while a request is answered, so that its time is the time it is written. */
export type Online =
  | { kind: 'exposure'; at: Date; scope: Scope; subjectKey: string; arm: string }
  | { kind: 'login'; at: Date; visitorId: string; customerId: bigint }
  | { kind: 'message'; at: Date; stepId: string; customerId: bigint }
  | { kind: 'unsubscribed'; at: Date; stepId: string };

/** Told by the store: late, again, and in any order. */
export interface Told {
  kind: 'webhook';
  at: Date;
  topic: string;
  payload: object;
}

export interface Stream {
  online: Online[];
  told: Told[];
  /** Told once everything online is done, since what a person does afterwards is another's. */
  redactions: Told[];
}

interface Line {
  id: number;
  product: number;
  quantity: number;
  priceMinor: number;
  discountMinor: number;
  taxMinor: number;
  removed: number;
  /** A widget added it. */
  ofSet: boolean;
}

/** @param variants of the shop's own products, by number */
export function shopStream(seed: number, variants: readonly { productId: bigint; variantId: bigint }[]): Stream {
  const chance = seededRandom(seed);
  const customers = Array.from({ length: 6 }, (_, at) => 9_000_000_001n + BigInt(at));
  // The ids are part of what is drawn: who is first among equals may depend on them.
  const people = Array.from({ length: 12 }, (_, at) => ({ visitorId: uuidOf(seed * 100 + at), owner: chance.chance(0.7) ? chance.pick(customers) : null }));
  const stream: Stream = { online: [], told: [], redactions: [] };
  const moment = (from = 0, to = DAYS): Date => new Date(BEGUN.getTime() + Math.round((from + chance.next() * (to - from)) * 24 * HOUR_MS));
  const arms = new Map<string, string>();
  const armOf = (scope: Scope, name: string): string => {
    const key = `${scope} ${name}`;
    if (!arms.has(key)) arms.set(key, scope === 'test' ? chance.pick(['a', 'b', 'c']) : chance.pick(['exposed', 'holdout']));
    return arms.get(key) as string;
  };

  for (const { visitorId, owner } of people) {
    for (const scope of SCOPES) for (let times = chance.between(0, 2); times > 0; times--) stream.online.push({ kind: 'exposure', at: moment(), scope, subjectKey: `v:${visitorId}`, arm: armOf(scope, `v:${visitorId}`) });
    if (owner !== null && chance.chance(0.4)) stream.online.push({ kind: 'login', at: moment(), visitorId, customerId: owner });
  }
  for (const customerId of customers) {
    for (let letters = chance.between(0, 2); letters > 0; letters--) {
      const [stepId, at] = [uuidOf(seed * 1_000 + stream.online.length), moment()];
      stream.online.push({ kind: 'message', at, stepId, customerId });
      if (chance.chance(0.3)) stream.online.push({ kind: 'unsubscribed', at: new Date(at.getTime() + HOUR_MS), stepId });
    }
    if (chance.chance(0.3)) stream.online.push({ kind: 'exposure', at: moment(), scope: 'global', subjectKey: `c:${customerId}`, arm: armOf('global', `c:${customerId}`) });
  }

  const ordersOf = new Map<bigint, number[]>();
  for (let no = 1; no <= 26; no++) {
    const { visitorId, owner } = chance.pick(people);
    // On another device, or as a guest whose cart nobody knows.
    const customerId = owner !== null && chance.chance(0.8) ? owner : null;
    const orderId = 7_000_000 + no;
    if (customerId !== null) ordersOf.set(customerId, [...(ordersOf.get(customerId) ?? []), orderId]);
    tellOrder(stream, chance, { orderId, customerId, visitorId: chance.chance(0.85) ? visitorId : null, orderedAt: moment(-30, DAYS), variants, moment });
  }

  const [deleted, kept, forgotten] = customers as [bigint, bigint, bigint];
  const gid = (id: bigint) => `gid://shopify/Customer/${id}`;
  stream.told.push({ kind: 'webhook', at: moment(5, DAYS), topic: 'customers/merge', payload: { admin_graphql_api_customer_deleted_id: gid(deleted), admin_graphql_api_customer_kept_id: gid(kept), status: 'completed' } });
  stream.redactions.push({ kind: 'webhook', at: moment(LATE, LATE + 1), topic: 'customers/redact', payload: { customer: { id: Number(forgotten) }, orders_to_redact: ordersOf.get(forgotten) ?? [] } });
  for (const list of [stream.online, stream.told]) (list as { at: Date }[]).sort((a, b) => a.at.getTime() - b.at.getTime());
  return stream;
}

interface OrderToTell {
  orderId: number;
  customerId: bigint | null;
  visitorId: string | null;
  orderedAt: Date;
  variants: readonly { productId: bigint; variantId: bigint }[];
  moment: (from: number, to: number) => Date;
}

/** As it was placed, and again after everything that became of it; refunds by themselves, too. */
function tellOrder({ told }: Stream, chance: SeededRandom, { orderId, customerId, visitorId, orderedAt, variants, moment }: OrderToTell): void {
  const lines = Array.from({ length: chance.between(1, 3) }, (_, at): Line => {
    const [quantity, priceMinor] = [chance.between(1, 4), chance.between(200, 20_000)];
    const discountMinor = chance.chance(0.4) ? chance.between(0, Math.floor((quantity * priceMinor) / 2)) : 0;
    return { id: orderId * 10 + at, product: chance.between(0, variants.length - 1), quantity, priceMinor, discountMinor, taxMinor: chance.between(0, Math.floor((quantity * priceMinor - discountMinor) / 5)), removed: 0, ofSet: chance.chance(0.3) };
  });
  const taxesIncluded = chance.chance(0.5);
  const shippingOffMinor = chance.chance(0.2) ? 490 : 0;
  let cancelledAt: Date | null = null;
  const tell = (at: Date, topic: string): void => {
    const discounts = lines.reduce((sum, { discountMinor }) => sum + discountMinor, 0);
    const subtotal = lines.reduce((sum, { priceMinor, quantity, discountMinor }) => sum + priceMinor * quantity - discountMinor, 0);
    told.push({
      kind: 'webhook', at, topic,
      payload: {
        id: orderId, name: `#${orderId}`, currency: 'EUR', taxes_included: taxesIncluded, total_price: money(subtotal), subtotal_price: money(subtotal), total_discounts: money(discounts + shippingOffMinor),
        created_at: orderedAt.toISOString(), processed_at: orderedAt.toISOString(), cancelled_at: cancelledAt?.toISOString() ?? null, updated_at: at.toISOString(), customer: customerId === null ? null : { id: Number(customerId) },
        note_attributes: visitorId === null ? [] : [{ name: VISITOR_ATTRIBUTE, value: visitorId }],
        line_items: lines.map((line) => ({
          id: line.id, product_id: Number(variants[line.product]?.productId), variant_id: Number(variants[line.product]?.variantId), quantity: line.quantity, current_quantity: line.quantity - line.removed, price: money(line.priceMinor),
          discount_allocations: line.discountMinor > 0 ? [{ amount: money(line.discountMinor) }] : [], tax_lines: [{ price: money(line.taxMinor) }], properties: line.ofSet ? [{ name: LINE_ATTRIBUTE, value: A_SET }] : [],
        })),
      },
    });
  };
  tell(orderedAt, 'orders/create');
  const days = (orderedAt.getTime() - BEGUN.getTime()) / (24 * HOUR_MS);
  let until = days;
  for (let change = chance.between(0, 3); change > 0; change--) {
    until += 1 + chance.next() * 6;
    const at = moment(until, until);
    const line = chance.pick(lines);
    const left = line.quantity - line.removed;
    const what = chance.between(1, 10);
    if (what === 10) {
      cancelledAt ??= at;
      tell(at, 'orders/cancelled');
    } else if (what >= 8) {
      line.removed += chance.between(0, left);
      tell(at, 'orders/updated');
    } else {
      const units = chance.between(0, left);
      line.removed += units;
      const most = Math.floor(((line.priceMinor * line.quantity - line.discountMinor) * Math.max(1, units)) / line.quantity);
      const amountMinor = chance.between(0, most);
      const adjusted = chance.chance(0.3) ? chance.between(-600, 400) : 0;
      told.push({
        kind: 'webhook', at, topic: 'refunds/create',
        payload: {
          id: orderId * 10 + change, order_id: orderId, created_at: at.toISOString(), order_adjustments: adjusted === 0 ? [] : [{ kind: 'refund_discrepancy', amount: money(adjusted) }],
          refund_line_items: amountMinor + units === 0 ? [] : [{ line_item_id: line.id, quantity: units, subtotal: money(amountMinor), total_tax: money(Math.floor(amountMinor / 10)) }],
        },
      });
      tell(at, 'orders/updated');
    }
  }
}

const money = (minor: number): string => formatDecimal(minor, 'EUR');

/** A version 4 UUID of a number. */
function uuidOf(number: number): string {
  const chance = seededRandom(number);
  const hex = (digits: number): string => Array.from({ length: digits }, () => chance.between(0, 15).toString(16)).join('');
  return `${hex(8)}-${hex(4)}-4${hex(3)}-8${hex(3)}-${hex(12)}`;
}

