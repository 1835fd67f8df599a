// What happens in the store, each with how often. Whom it happens to is chance from the run's seed; what the store would
// not do (sell what is sold out, refund twice) it refuses, and something else happens instead.
import type { SeededRandom } from '#sandbox/seed/seeded-random.ts';
import { setActive, setFulfillsOnline } from '#sandbox/store/locations.ts';
import { discountStatus } from '#sandbox/store/discounts.ts';
import { updateMarket } from '#sandbox/store/markets.ts';
import { toText } from '#sandbox/store/money.ts';
import { refundable } from '#sandbox/store/orders.ts';
import { StoreRefusal } from '#sandbox/store/refusal.ts';
import { RETURN_TURNS } from '#sandbox/store/returns.ts';
import type { Store } from '#sandbox/store/store.ts';
import { EMAIL_CONSENTS, type OrderRecord, type ReturnRecord, SMS_CONSENTS, SUBSCRIPTION_STATUSES, type VariantRecord } from '#sandbox/store/types.ts';
import { newProduct } from './first-store.ts';

interface Action {
  name: string;
  weight: number;
  /** @throws StoreRefusal where it can't be */
  happen(store: Store, random: SeededRandom): void;
}

const uuid = (random: SeededRandom): string => {
  const hex = Array.from({ length: 32 }, () => random.between(0, 15).toString(16)).join('');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
};

const products = (store: Store) => [...store.products.values()];
const anyProduct = (store: Store, random: SeededRandom) => random.pick(products(store));
const anyVariant = (store: Store, random: SeededRandom): VariantRecord => random.pick(anyProduct(store, random).variants);
const anyCustomer = (store: Store, random: SeededRandom) => random.pick([...store.customers.values()]);
const anyLocation = (store: Store, random: SeededRandom) => random.pick([...store.locations.values()]);

/** What is recent is what things happen to. */
function anyOrder(store: Store, random: SeededRandom): OrderRecord {
  const orders = [...store.orders.values()];
  return random.pick(orders.slice(-30));
}

const linesOf = (store: Store, random: SeededRandom) =>
  Array.from({ length: random.between(1, 3) }, () => {
    const variant = anyVariant(store, random);
    return { variantId: variant.id, quantity: random.between(1, 3), properties: random.chance(0.3) ? [{ name: '_setwise', value: uuid(random) }] : [], discount: random.chance(0.3) ? toText(random.between(0, 400)) : '0.00' };
  });

const FEWEST_CUSTOMERS = 6;
const FEWEST_PRODUCTS = 8;
const FEWEST_SALES = 1;

function refuseToEmpty(left: number, fewest: number): void {
  if (left <= fewest) throw new StoreRefusal('INVALID', 'A shop has products, customers, and a sale.');
}

function anyReturn(store: Store, random: SeededRandom): ReturnRecord {
  const returns = [...store.orders.values()].flatMap((order) => order.returns ?? []);
  if (returns.length === 0) throw new StoreRefusal('NOT_FOUND', 'Nobody sends anything back.');
  return random.pick(returns.slice(-12));
}

function anySubscription(store: Store, random: SeededRandom): number {
  if (store.subscriptions.size === 0) throw new StoreRefusal('NOT_FOUND', 'Nobody subscribes.');
  return random.pick([...store.subscriptions.keys()]);
}

const anyMarket = (store: Store, random: SeededRandom) => one(store.markets, random);

const CURRENCIES = [
  { code: 'EUR', rate: 1, manual: false }, { code: 'CHF', rate: 0.94, manual: true }, { code: 'GBP', rate: 0.85, manual: true }, { code: 'GBP', rate: 0.85, manual: false },
  { code: 'USD', rate: 1.08, manual: true, local: { CA: { code: 'CAD', rate: 1.5 }, CH: { code: 'CHF', rate: 0.94 } } },
];

const salesNow = (store: Store): number => [...store.automaticDiscounts.values()].filter((sale) => discountStatus(sale, store.clock.now()) !== 'EXPIRED').length;

const combining = (random: SeededRandom) => ({ productDiscounts: random.chance(0.6), orderDiscounts: random.chance(0.5), shippingDiscounts: random.chance(0.5) });

const aSale = (store: Store, random: SeededRandom) => ({
  title: `Sale ${random.between(1, 999)}`, productIds: random.chance(0.5) ? [anyProduct(store, random).id] : [], variantIds: [], percentage: random.between(5, 60) / 100, startsAt: store.clock.now().toISOString(), endsAt: null,
  combinesWith: combining(random), tags: [],
});

/** @throws StoreRefusal where there is none */
function one(records: ReadonlyMap<number, object>, random: SeededRandom): number {
  if (records.size === 0) throw new StoreRefusal('NOT_FOUND', 'There is none.');
  return random.pick([...records.keys()]);
}

const openCheckouts = (store: Store) => [...store.checkouts.values()].filter(({ completedAt }) => completedAt === null).slice(-10);

export const ACTIONS: readonly Action[] = [
  {
    name: 'an order is placed', weight: 20,
    happen(store, random) {
      const customerId = random.chance(0.8) ? anyCustomer(store, random).id : null;
      const checkout = random.chance(0.4) ? openCheckouts(store).find((one) => one.customerId === customerId) : undefined;
      store.placeOrder({
        customerId, lines: linesOf(store, random), attributes: random.chance(0.5) ? [{ name: '_setwise_visitor', value: uuid(random) }] : [],
        ...(checkout ? { checkoutToken: checkout.token } : {}),
      });
    },
  },
  {
    name: 'an order is refunded in part, or its goods come back', weight: 8,
    happen(store, random) {
      const order = anyOrder(store, random);
      const line = random.pick(order.lines);
      store.refundOrder(order.id, [{ lineId: line.id, quantity: random.between(1, Math.max(1, refundable(order, line))) }], random.chance(0.5));
    },
  },
  {
    name: 'an order is edited', weight: 4,
    happen(store, random) {
      const order = anyOrder(store, random);
      const line = random.pick(order.lines);
      const puts = random.chance(0.5);
      store.editOrder(order.id, { ...(puts ? { add: [{ variantId: anyVariant(store, random).id, quantity: 1 }] } : {}), ...(puts && random.chance(0.5) ? {} : { remove: [{ lineId: line.id, quantity: 1 }] }) });
    },
  },
  { name: 'an order is deleted', weight: 0.5, happen: (store, random) => store.deleteOrder(anyOrder(store, random).id) },
  { name: 'somebody asks to send something back', weight: 3, happen: (store, random) => void store.requestReturn(anyOrder(store, random).id) },
  { name: 'a return is approved, declined, called off, closed or opened again', weight: 5, happen: (store, random) => void store.turnReturn(anyReturn(store, random).id, random.pick(RETURN_TURNS)) },
  { name: 'what came back is looked at', weight: 1, happen: (store, random) => void store.processReturn(anyReturn(store, random).id) },
  {
    name: 'something is kept after all', weight: 1,
    happen(store, random) {
      const record = anyReturn(store, random);
      store.removeReturnLine(record.id, random.pick(record.lines).lineId);
    },
  },
  { name: 'an order is cancelled', weight: 3, happen: (store, random) => void store.cancelOrder(anyOrder(store, random).id) },
  { name: 'a parcel is sent', weight: 8, happen: (store, random) => void store.fulfillOrder(anyOrder(store, random).id) },
  { name: 'a parcel arrives', weight: 7, happen: (store, random) => void store.deliverOrder(anyOrder(store, random).id) },
  { name: 'a parcel did not arrive after all', weight: 1, happen: (store, random) => void store.takeBackDelivery(anyOrder(store, random).id) },
  {
    name: 'stock is counted or comes in', weight: 12,
    happen: (store, random) => store.setAvailable(anyVariant(store, random).inventoryItem.id, anyLocation(store, random).id, random.chance(0.2) ? 0 : random.between(1, 60)),
  },
  { name: 'an item leaves a place', weight: 2, happen: (store, random) => store.disconnect(anyVariant(store, random).inventoryItem.id, anyLocation(store, random).id) },
  { name: 'a cost changes', weight: 5, happen: (store, random) => store.setUnitCost(anyVariant(store, random).inventoryItem.id, random.chance(0.1) ? null : toText(random.between(100, 9_000))) },
  {
    name: 'a price changes', weight: 8,
    happen: (store, random) => void store.updateVariant(anyVariant(store, random).id, { price: toText(random.between(500, 90_000)), compareAtPrice: random.chance(0.3) ? toText(random.between(90_000, 99_000)) : null }),
  },
  { name: 'a variant may be oversold, or no longer', weight: 2, happen: (store, random) => void store.updateVariant(anyVariant(store, random).id, { inventoryPolicy: random.pick(['DENY', 'CONTINUE']) }) },
  {
    name: 'a product is edited', weight: 6,
    happen: (store, random) => void store.updateProduct(anyProduct(store, random).id, { title: `Product, edition ${random.between(1, 999)}`, vendor: random.pick(['Aurel', 'Nord']), tags: random.pick([[], ['new'], ['new', 'sale']]) }),
  },
  { name: 'a product is shown or hidden', weight: 2, happen: (store, random) => void store.updateProduct(anyProduct(store, random).id, { status: random.pick(['ACTIVE', 'ACTIVE', 'DRAFT', 'ARCHIVED']) }) },
  {
    name: 'a product is published or withdrawn', weight: 1,
    happen: (store, random) => void store.updateProduct(anyProduct(store, random).id, { publishedAt: random.chance(0.6) ? store.clock.now().toISOString() : null }),
  },
  {
    name: 'a product comes', weight: 2,
    happen(store, random) {
      const product = newProduct(store.nextId() * 1_000, random.between(1, 3), random.between(500, 90_000));
      store.addProduct(product);
      // The platform tells of each place where it is stocked, too.
      for (const { inventoryItem, levels } of product.variants) for (const level of levels) store.emit('inventory_levels/connect', { inventoryItemId: inventoryItem.id, ...level });
    },
  },
  {
    name: 'a product is deleted', weight: 1.5,
    happen(store, random) {
      refuseToEmpty(store.products.size, FEWEST_PRODUCTS);
      store.deleteProduct(anyProduct(store, random).id);
    },
  },
  { name: 'a customer comes', weight: 2, happen: (store, random) => void store.createCustomer({ email: `${uuid(random)}@example.com`, countryCode: random.pick(['DE', 'AT']) }) },
  { name: 'a customer moves', weight: 3, happen: (store, random) => void store.updateCustomer(anyCustomer(store, random).id, { countryCode: random.pick(['DE', 'AT', 'FR']) }) },
  { name: 'a customer is tagged anew', weight: 3, happen: (store, random) => void store.setTags(anyCustomer(store, random).id, random.pick([[], ['vip'], ['staff'], ['vip', 'staff']])) },
  {
    name: 'two customers become one', weight: 1,
    happen(store, random) {
      refuseToEmpty(store.customers.size, FEWEST_CUSTOMERS);
      store.mergeCustomers(anyCustomer(store, random).id, anyCustomer(store, random).id);
    },
  },
  {
    name: 'a customer is deleted', weight: 0.7,
    happen(store, random) {
      refuseToEmpty(store.customers.size, FEWEST_CUSTOMERS);
      store.deleteCustomer(anyCustomer(store, random).id);
    },
  },
  { name: 'text messages are agreed to, or no longer', weight: 3, happen: (store, random) => void store.setSmsConsent(anyCustomer(store, random).id, random.pick(SMS_CONSENTS)) },
  { name: 'a subscription is begun', weight: 1, happen: (store, random) => void store.subscribe(anyCustomer(store, random).id, [anyVariant(store, random).id]) },
  { name: 'a subscription is paused, ended, taken up', weight: 1.5, happen: (store, random) => void store.turnSubscription(anySubscription(store, random), random.pick(SUBSCRIPTION_STATUSES)) },
  { name: 'a subscription is charged', weight: 1.5, happen: (store, random) => void store.billSubscription(anySubscription(store, random), random.chance(0.7)) },
  { name: 'consent is given or taken back', weight: 6, happen: (store, random) => void store.setEmailConsent(anyCustomer(store, random).id, random.pick(EMAIL_CONSENTS)) },
  { name: 'a checkout is begun', weight: 5, happen: (store, random) => void store.beginCheckout({ customerId: random.chance(0.8) ? anyCustomer(store, random).id : null, lines: linesOf(store, random) }) },
  {
    name: 'a checkout changes', weight: 3,
    happen(store, random) {
      const open = openCheckouts(store);
      if (open.length === 0) throw new StoreRefusal('INVALID', 'No checkout is open.');
      store.updateCheckout(random.pick(open).token, { lines: linesOf(store, random) });
    },
  },
  { name: 'a place serves online orders, or no longer', weight: 0.7, happen: (store, random) => setFulfillsOnline(store, anyLocation(store, random).id, random.chance(0.7)) },
  {
    name: 'a place opens or closes', weight: 0.5,
    happen: (store, random) => setActive(store, anyLocation(store, random).id, random.chance(0.7)),
  },
  { name: 'a market changes', weight: 0.7, happen: (store, random) => updateMarket(store, anyMarket(store, random), { countries: random.pick([['DE'], ['DE', 'AT'], ['DE', 'CH', 'FR'], ['*']]) }) },
  { name: 'a market is opened or closed', weight: 0.4, happen: (store, random) => updateMarket(store, anyMarket(store, random), { status: random.chance(0.7) ? 'ACTIVE' : 'DRAFT' }) },
  { name: 'a market sells in another currency', weight: 0.7, happen: (store, random) => updateMarket(store, anyMarket(store, random), { currency: random.pick(CURRENCIES) }) },
  { name: 'a sale begins', weight: 1, happen: (store, random) => void store.createAutomaticDiscount({ ...aSale(store, random), discountClass: random.pick(['PRODUCT', 'ORDER']) }) },
  {
    name: 'a code is made', weight: 0.7,
    happen: (store, random) => void store.createCodeDiscount({ ...aSale(store, random), code: uuid(random), usageLimit: null, appliesOncePerCustomer: false }),
  },
  { name: 'a sale changes', weight: 1, happen: (store, random) => void store.updateAutomaticDiscount(one(store.automaticDiscounts, random), { percentage: random.between(5, 60) / 100, combinesWith: combining(random) }) },
  {
    name: 'a sale ends', weight: 0.7,
    happen(store, random) {
      refuseToEmpty(salesNow(store), FEWEST_SALES);
      store.updateAutomaticDiscount(one(store.automaticDiscounts, random), { endsAt: store.clock.now().toISOString() });
    },
  },
  {
    name: 'a sale is deleted', weight: 0.4,
    happen(store, random) {
      refuseToEmpty(salesNow(store), FEWEST_SALES);
      store.deleteAutomaticDiscount(one(store.automaticDiscounts, random));
    },
  },
  { name: 'a code ends', weight: 0.4, happen: (store, random) => store.deactivateCodeDiscount(one(store.codeDiscounts, random)) },
  { name: 'a code is deleted', weight: 0.3, happen: (store, random) => store.deleteCodeDiscount(one(store.codeDiscounts, random)) },
];

const TRIES = 50;

/** @returns the name of what happened */
export function happenSomething(store: Store, random: SeededRandom): string {
  for (let tries = 0; tries < TRIES; tries += 1) {
    const action = random.weighted(ACTIONS, ({ weight }) => weight) as Action;
    try {
      action.happen(store, random);
      return action.name;
    } catch (error) {
      if (!(error instanceof StoreRefusal)) throw error;
    }
  }
  throw new Error('Nothing can happen in this store any more.');
}
