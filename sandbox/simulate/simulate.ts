// Simulated shoppers: each has the anchor of one set in the cart, asks for offers, tells that the place was reached, and
// buys or does not. Offers and exposures go over HTTP, orders out by webhook, as any shopper's would. All of one anchor, so
// that hundreds of them say what with the whole catalogue would take many thousands.
import { type SeededRandom, seededRandom } from '../seed/seeded-random.ts';
import { sellable } from '../store/inventory.ts';
import { toMinor, toText } from '../store/money.ts';
import { StoreRefusal } from '../store/refusal.ts';
import type { Store } from '../store/store.ts';
import { AppAsker, type Offer } from './ask-app.ts';
import type { SimulationPlan } from './plan.ts';

const AT_ONCE = 8;
const DAY_MS = 86_400_000;
/** The app looks at the shop's clock once a second. */
const CLOCK_IS_SEEN_MS = 1_500;
const DELIVERY_UNITS = 500;

export interface Simulated {
  visitors: { exposed: number; holdout: number; outside: number };
  orders: number;
  /** Orders with a product that was offered and taken. */
  accepted: number;
  anchor: { title: string; variantId: number };
  offered: { title: string; variantId: number; priceMinor: number; offerPriceMinor: number };
}

interface Scene {
  store: Store;
  app: AppAsker;
  plan: SimulationPlan;
  anchorVariantId: number;
  /** What who is not logged in and did not consent is offered: the product that everybody would buy or not. */
  plain: Offer;
}

/** @throws StoreRefusal when nothing is offered to anyone at the place */
export async function simulate(store: Store, storefrontUrl: string, plan: SimulationPlan): Promise<Simulated> {
  const app = new AppAsker(storefrontUrl, plan.placement);
  const scene = { store, app, plan, ...(await findAnchor(store, app)) };
  const item = firstItem(scene.plain);
  const tally: Simulated = {
    visitors: { exposed: 0, holdout: 0, outside: 0 },
    orders: 0,
    accepted: 0,
    anchor: named(store, scene.anchorVariantId),
    offered: { ...named(store, item.variantId), priceMinor: item.priceMinor, offerPriceMinor: item.offerPriceMinor },
  };
  for (let day = 0; day < plan.days; day++) {
    if (day > 0) await nextDay(store);
    const [from, end] = [day, day + 1].map((each) => Math.floor((plan.visitors * each) / plan.days)) as [number, number];
    let next = from;
    await Promise.all(Array.from({ length: AT_ONCE }, async () => {
      while (next < end) await shop(scene, next++, tally);
    }));
  }
  return tally;
}

async function shop(scene: Scene, number: number, tally: Simulated): Promise<void> {
  const { store, app, plan, anchorVariantId, plain } = scene;
  const chance = seededRandom((plan.seed * 7_919 + number) | 0);
  const visitor = uuid(chance);
  // Drawn before the arm is known: the same shopper does the same in either.
  const pays = chance.chance(plan.baseRate);
  const wants = chance.chance(plan.acceptRate);
  const onlyIfShown = chance.chance(plan.effect);
  const { offer, exposure } = await app.offers(anchorVariantId, visitor);
  tally.visitors[exposure?.arm ?? 'outside']++;
  if (exposure) await app.exposed(visitor, exposure);
  if (!pays) return;
  const taken = wants && offer ? firstItem(offer) : null;
  const anyway = wants && !taken && !onlyIfShown ? firstItem(plain) : null;
  const lines = [
    { variantId: anchorVariantId, quantity: 1 },
    ...(taken && offer ? [{ variantId: taken.variantId, quantity: 1, discount: toText(taken.priceMinor - taken.offerPriceMinor), properties: [{ name: '_setwise', value: offer.setId }] }] : []),
    ...(anyway ? [{ variantId: anyway.variantId, quantity: 1 }] : []),
  ];
  for (const { variantId } of lines) keepInStock(store, variantId);
  store.placeOrder({ customerId: null, attributes: [{ name: '_setwise_visitor', value: visitor }], lines });
  tally.orders++;
  if (taken) tally.accepted++;
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
  if (sellable(store, variant) <= AT_ONCE) store.setAvailable(variant.inventoryItem.id, variant.levels[0]?.locationId ?? store.firstLocation().id, DELIVERY_UNITS);
}

async function nextDay(store: Store): Promise<void> {
  store.moveClock(store.clock.offsetMs + DAY_MS);
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

/** Version 4, by the plan's own chance. */
function uuid(chance: SeededRandom): string {
  const hex = Array.from({ length: 32 }, () => chance.between(0, 15).toString(16));
  hex[12] = '4';
  hex[16] = (8 + chance.between(0, 3)).toString(16);
  const text = hex.join('');
  return `${text.slice(0, 8)}-${text.slice(8, 12)}-${text.slice(12, 16)}-${text.slice(16, 20)}-${text.slice(20)}`;
}
