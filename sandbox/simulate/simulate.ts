// Simulated shoppers: each has the anchor of one set in the cart, asks for offers, tells that the place was reached, and
// buys or does not; some ordered before, some send back what they bought. Offers and exposures go over HTTP, orders and
// refunds out by webhook, as any shopper's would. All of one anchor, so that hundreds of them say what with the whole
// catalogue would take many thousands.
import { sellable } from '../store/inventory.ts';
import { toMinor, toText } from '../store/money.ts';
import { StoreRefusal } from '../store/refusal.ts';
import type { Store } from '../store/store.ts';
import type { OrderRecord } from '../store/types.ts';
import type { DeliveryQueue } from '../webhooks/deliveries.ts';
import { AppAsker, type Offer } from './ask-app.ts';
import type { SimulationPlan } from './plan.ts';
import { type Shopper, shopperOf } from './shopper.ts';

const AT_ONCE = 8;
const DAY_MS = 86_400_000;
/** The app looks at the shop's clock once a second. */
const CLOCK_IS_SEEN_MS = 1_500;
const DELIVERY_UNITS = 500;
/** Beyond the days in which an order counts: what comes back then was counted long ago. */
const LATE_DAYS = 10;
/** So many of a wave's webhooks come twice, where there is disorder. */
const REPEATED = 20;

export interface Simulated {
  visitors: { exposed: number; holdout: number; outside: number };
  /** Those of the day before left out. */
  orders: number;
  /** Orders with a product that was offered and taken. */
  accepted: number;
  refunded: number;
  anchor: { title: string; variantId: number };
  offered: { title: string; variantId: number; priceMinor: number; offerPriceMinor: number };
}

interface Scene {
  store: Store;
  app: AppAsker;
  deliveries: DeliveryQueue;
  plan: SimulationPlan;
  anchorVariantId: number;
  /** What who is not logged in and did not consent is offered: the product that everybody would buy or not. */
  plain: Offer;
  /** Who was here before. */
  customers: Map<number, number>;
  toComeBack: Record<'soon' | 'late', OrderRecord[]>;
}

/** @throws StoreRefusal when nothing is offered to anyone at the place */
export async function simulate(store: Store, storefrontUrl: string, deliveries: DeliveryQueue, plan: SimulationPlan): Promise<Simulated> {
  const app = new AppAsker(storefrontUrl, plan.placement);
  const scene: Scene = { store, app, deliveries, plan, ...(await findAnchor(store, app)), customers: new Map(), toComeBack: { soon: [], late: [] } };
  const item = firstItem(scene.plain);
  const tally: Simulated = {
    visitors: { exposed: 0, holdout: 0, outside: 0 },
    orders: 0,
    accepted: 0,
    refunded: 0,
    anchor: named(store, scene.anchorVariantId),
    offered: { ...named(store, item.variantId), priceMinor: item.priceMinor, offerPriceMinor: item.offerPriceMinor },
  };
  const shoppers = Array.from({ length: plan.visitors }, (_, number) => shopperOf(plan, number));
  if (plan.returning > 0) {
    await inDisorder(scene, async () => {
      for (const shopper of shoppers) if (shopper.hasPast) orderedBefore(scene, shopper);
    }, 1);
  }
  for (let day = 0; day < plan.days; day++) {
    const [from, end] = [day, day + 1].map((each) => Math.floor((plan.visitors * each) / plan.days)) as [number, number];
    const isLast = day === plan.days - 1;
    await inDisorder(scene, async () => {
      const waiting = shoppers.slice(from, end).reverse();
      await Promise.all(Array.from({ length: AT_ONCE }, async () => {
        for (let next = waiting.pop(); next; next = waiting.pop()) await shop(scene, next, tally);
      }));
      // Within the same wave, so that in disorder a refund may come before its order.
      if (isLast) tally.refunded += takeBack(scene, 'soon');
    }, isLast ? 0 : 1);
  }
  if (scene.toComeBack.late.length > 0) {
    await laterBy(store, LATE_DAYS);
    tally.refunded += takeBack(scene, 'late');
  }
  return tally;
}

async function shop({ store, app, anchorVariantId, plain, customers, toComeBack }: Scene, shopper: Shopper, tally: Simulated): Promise<void> {
  const { number, visitor, pays, wants, onlyIfShown, units, sendsBack } = shopper;
  const { offer, exposure } = await app.offers(anchorVariantId, visitor);
  tally.visitors[exposure?.arm ?? 'outside']++;
  if (exposure) await app.exposed(visitor, exposure);
  if (!pays) return;
  const taken = wants && offer ? firstItem(offer) : null;
  const anyway = wants && !taken && !onlyIfShown ? firstItem(plain) : null;
  const lines = [
    { variantId: anchorVariantId, quantity: units },
    ...(taken && offer ? [{ variantId: taken.variantId, quantity: 1, discount: toText(taken.priceMinor - taken.offerPriceMinor), properties: [{ name: '_setwise', value: offer.setId }] }] : []),
    ...(anyway ? [{ variantId: anyway.variantId, quantity: 1 }] : []),
  ];
  for (const { variantId } of lines) keepInStock(store, variantId);
  const order = store.placeOrder({ customerId: customers.get(number) ?? null, attributes: visitorOf(shopper), lines });
  if (sendsBack) toComeBack[sendsBack].push(order);
  tally.orders++;
  if (taken) tally.accepted++;
}

/** On the same device, as a customer from then on. */
function orderedBefore({ store, plan, anchorVariantId, customers }: Scene, shopper: Shopper): void {
  const customer = store.createCustomer({ email: `shopper-${plan.seed}-${shopper.number}-${store.nextId()}@example.com` });
  customers.set(shopper.number, customer.id);
  keepInStock(store, anchorVariantId);
  store.placeOrder({ customerId: customer.id, attributes: visitorOf(shopper), lines: [{ variantId: anchorVariantId, quantity: shopper.units }] });
}

const visitorOf = ({ visitor }: Shopper): { name: string; value: string }[] => [{ name: '_setwise_visitor', value: visitor }];

/** @returns how many orders came back */
function takeBack({ store, toComeBack }: Scene, when: 'soon' | 'late'): number {
  for (const { id, lines } of toComeBack[when]) store.refundOrder(id, lines.map(({ id: lineId, quantity }) => ({ lineId, quantity })), false);
  return toComeBack[when].length;
}

/** One wave of what happens; told out of order, where the plan says so. @param days that pass after it */
async function inDisorder({ store, deliveries, plan }: Scene, wave: () => Promise<void>, days: number): Promise<void> {
  if (plan.disorder) deliveries.hold();
  try {
    await wave();
  } finally {
    if (plan.disorder) {
      deliveries.release();
      for (const { id } of deliveries.recent().slice(0, REPEATED)) deliveries.repeat(id);
    }
  }
  if (days > 0) await laterBy(store, days);
}

/** The cheapest product that starts a set: what is left of its price varies least. */
async function findAnchor(store: Store, app: AppAsker): Promise<{ anchorVariantId: number; plain: Offer }> {
  const anchors = [...store.products.values()]
    .filter((product) => store.productMetafield(product, '$app:setwise', 'set') !== undefined)
    .flatMap((product) => product.variants.slice(0, 1))
    .sort((a, b) => toMinor(a.price) - toMinor(b.price));
  for (const { id } of anchors) {
    keepInStock(store, id);
    const { offer } = await app.offers(id, null);
    if (offer) return { anchorVariantId: id, plain: offer };
  }
  throw new StoreRefusal('INVALID', 'Nothing is offered at that place: approve a set and switch the place on first.');
}

/** A delivery from the supplier before the shelf is empty: a sold-out product would change what is offered. */
function keepInStock(store: Store, variantId: number): void {
  const { variant } = store.requireVariant(variantId);
  if (sellable(store, variant) <= AT_ONCE * 4) store.setAvailable(variant.inventoryItem.id, variant.levels[0]?.locationId ?? store.firstLocation().id, DELIVERY_UNITS);
}

async function laterBy(store: Store, days: number): Promise<void> {
  store.moveClock(store.clock.offsetMs + days * DAY_MS);
  await new Promise((resolve) => setTimeout(resolve, CLOCK_IS_SEEN_MS));
}

/** Taken alone it has no part of a set price. */
function firstItem({ items: [item], wholeOnly }: Offer): { variantId: number; priceMinor: number; offerPriceMinor: number } {
  if (!item) throw new StoreRefusal('INVALID', 'The app offers nothing.');
  return { ...item, variantId: Number(item.variantId), offerPriceMinor: wholeOnly ? item.priceMinor : item.offerPriceMinor };
}

function named(store: Store, variantId: number): { title: string; variantId: number } {
  return { title: store.requireVariant(variantId).product.title, variantId };
}
