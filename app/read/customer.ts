// The page about one customer: what they own, what they got, what waits for them, and why they did not get the rest. What
// they would get now is decided, not read: app/pipeline/engage/what-now.ts, and what holds what waits: what-holds.ts beside it.
import { answersOfCustomer, type GivenAnswer } from '#app/db/answer-signals.ts';
import { type CustomerOrder, customerFacts, ordersOfCustomer } from '#app/db/customer-desk.ts';
import { keptCustomer } from '#app/db/customer-merges.ts';
import { transitTimes } from '#app/db/delivery-estimates.ts';
import { productTitles } from '#app/db/product-titles.ts';
import { type StepRow, stepsOfCustomer } from '#app/db/steps.ts';
import { subscribedProducts } from '#app/db/subscriptions.ts';
import { touchesOfCustomer } from '#app/db/touches.ts';
import { mayEmail } from '#app/domain/consent/email-consent.ts';
import { expectedAt, type TransitTime } from '#app/domain/workflow/delivery-estimate.ts';
import { isStepReason, STEP_REASONS } from '#app/domain/workflow/step-reasons.ts';
import { type ProductName, productName } from './activity.ts';

const LATEST = 50;

export interface CustomerStep {
  stepId: string;
  trigger: string;
  channel: string;
  /** waiting | decided | sent | refused | holdout | cancelled | failed */
  status: string;
  reason: string | null;
  /** Why it waits, was not sent, or, sent, may not have gone out; null: nothing held it. */
  sentence: string | null;
  /** What it is about. */
  about: ProductName[];
  /** ISO. */
  enteredAt: string;
  dueAt: string;
  decidedAt: string | null;
  sentAt: string | null;
  decisionId: string | null;
  /** The delivery that set it off is an estimate: nobody reported it. */
  byEstimate: boolean;
}

/** reported: by the carrier; estimated: it counts as delivered, though nobody says so; expected: it will then. ISO. */
export interface OrderDelivery {
  kind: 'reported' | 'estimated' | 'expected';
  at: string;
}

export interface CustomerAnswer {
  answer: GivenAnswer['answer'];
  /** null: it is about all suggestions. */
  product: ProductName | null;
  /** A placement, or email; null: not known. */
  placement: string | null;
  /** ISO. */
  answeredAt: string;
}

export interface CustomerPage {
  customerId: string;
  tags: string[];
  /** ISO. */
  since: string;
  mayEmail: boolean;
  emailConsent: string | null;
  owns: ProductName[];
  sentBack: ProductName[];
  /** What they said of what they were offered. */
  answers: CustomerAnswer[];
  orders: { orderId: string; name: string; orderedAt: string; delivery: OrderDelivery | null; returns: { status: string; at: string | null }[]; cancelled: boolean; currency: string; totalMinor: number; products: (ProductName & { bought: number; returned: number })[] }[];
  /** Of workflows: what went out, */
  got: CustomerStep[];
  /** what is still to come, */
  willGet: CustomerStep[];
  /** and what was not sent. */
  notSent: CustomerStep[];
  /** Everything that counts against their budget. */
  touches: { channel: string; touchedAt: string; source: string }[];
}

/** Of one who was merged into another: the other's. @returns undefined for a customer who is not known */
export async function customerPage(shopId: bigint, asked: bigint, now: Date): Promise<CustomerPage | undefined> {
  const customerId = await keptCustomer(shopId, asked);
  const customer = await customerFacts(shopId, customerId);
  if (!customer) return undefined;
  const [orders, subscribed, steps, touches, transit, answers] = await Promise.all([
    ordersOfCustomer(shopId, customerId, LATEST), subscribedProducts(shopId, customerId), stepsOfCustomer(shopId, customerId, LATEST), touchesOfCustomer(shopId, customerId, LATEST), transitTimes(shopId),
    answersOfCustomer(shopId, customerId, LATEST),
  ]);
  const owned = [...new Set([...ownedIds(orders), ...subscribed])];
  const returned = [...new Set(orders.flatMap(({ products }) => products.filter((product) => product.returned > 0).map(({ productId }) => productId)))];
  const titles = await productTitles(shopId, [...new Set([...orders.flatMap(({ products }) => products.map(({ productId }) => productId)), ...subscribed, ...steps.flatMap(({ productIds }) => productIds), ...answers.flatMap(({ productId }) => productId ?? [])])]);
  const name = (productId: bigint): ProductName => productName(productId, titles);
  const told = steps.map((step) => toldStep(step, name));
  return {
    customerId: String(customerId),
    tags: customer.tags,
    since: customer.createdAt.toISOString(),
    mayEmail: mayEmail(customer.emailConsent),
    emailConsent: customer.emailConsent,
    owns: owned.map(name),
    sentBack: returned.map(name),
    answers: answers.map(({ answer, productId, placement, answeredAt }) => ({ answer, product: productId === null ? null : name(productId), placement, answeredAt: answeredAt.toISOString() })),
    orders: orders.map(({ orderId, name: orderName, orderedAt, cancelled, currency, totalMinor, returns, products, ...parcels }) => ({
      orderId: String(orderId), name: orderName, cancelled, currency, totalMinor, orderedAt: orderedAt.toISOString(), delivery: deliveryOf(parcels, transit, now),
      returns: returns.map(({ status, requestedAt, closedAt }) => ({ status, at: (closedAt ?? requestedAt)?.toISOString() ?? null })),
      products: products.map(({ productId, bought, returned: back }) => ({ ...name(productId), bought, returned: back })),
    })),
    got: told.filter(({ status }) => status === 'sent'),
    willGet: told.filter(({ status }) => status === 'waiting' || status === 'decided').reverse(),
    notSent: told.filter(({ status }) => !['sent', 'waiting', 'decided'].includes(status)),
    touches: touches.map(({ channel, touchedAt, source }) => ({ channel, touchedAt: touchedAt.toISOString(), source })),
  };
}

/** One parcel that arrived is enough; of those that nobody reported, the last one counts. */
function deliveryOf({ deliveredAt, onTheWay }: Pick<CustomerOrder, 'deliveredAt' | 'onTheWay'>, transit: readonly TransitTime[], now: Date): OrderDelivery | null {
  if (deliveredAt) return { kind: 'reported', at: deliveredAt.toISOString() };
  if (onTheWay.length === 0) return null;
  const last = Math.max(...onTheWay.map(({ shippedAt, countryCode }) => expectedAt(shippedAt, countryCode, transit).getTime()));
  return { kind: last <= now.getTime() ? 'estimated' : 'expected', at: new Date(last).toISOString() };
}

/** Of orders that stand, what did not all come back. */
function ownedIds(orders: readonly CustomerOrder[]): bigint[] {
  const kept = orders.filter(({ cancelled }) => !cancelled).flatMap(({ products }) => products.filter(({ bought, returned }) => bought > returned));
  return [...new Set(kept.map(({ productId }) => productId))];
}

function toldStep({ stepId, trigger, channel, status, reason, productIds, enteredAt, dueAt, decidedAt, sentAt, decisionId, byEstimate }: StepRow, name: (productId: bigint) => ProductName): CustomerStep {
  return {
    stepId, trigger, channel, status, reason, decisionId, byEstimate,
    sentence: reason !== null && isStepReason(reason) ? STEP_REASONS[reason] : reason,
    about: productIds.map(name),
    enteredAt: enteredAt.toISOString(),
    dueAt: dueAt.toISOString(),
    decidedAt: decidedAt?.toISOString() ?? null,
    sentAt: sentAt?.toISOString() ?? null,
  };
}
