// Levers on the store's settings: where it sells from and to, its discount, its theme.
import { setActive, setFulfillsOnline } from '../store/locations.ts';
import { updateMarket } from '../store/markets.ts';
import { StoreRefusal } from '../store/refusal.ts';
import type { Store } from '../store/store.ts';
import { publishTheme as publish } from '../store/themes.ts';
import { installTheme } from '../storefront/theme-files.ts';
import type { Lever } from './levers.ts';

export const LOCATION_WAYS = ['stop fulfilling online orders', 'fulfil online orders', 'close', 'open'] as const;
export const MARKET_WAYS = ['make it a draft', 'make it active'] as const;
export const OTHER_DISCOUNT_WAYS = ['begin', 'end'] as const;
export const OTHER_DISCOUNT_COVERS = ['the whole order', 'every product', 'a collection'] as const;
export const OTHER_DISCOUNT_MAKERS = ['the merchant', 'another app'] as const;
export const OTHER_DISCOUNT_COMBINES = ['with product discounts', 'with nothing'] as const;
export const DISCOUNT_WAYS = ['delete it', 'end it', 'let it combine with order discounts'] as const;

/** By name; nothing named is the first. */
function named<One extends { id: number; name: string }>(all: Iterable<One>, name: unknown, what: string): One {
  const ones = [...all];
  const found = name ? ones.find((one) => one.name === name || String(one.id) === String(name)) : ones[0];
  if (!found) throw new StoreRefusal('NOT_FOUND', `There is no ${what} "${String(name)}". There are: ${ones.map((one) => one.name).join(', ') || 'none'}.`);
  return found;
}

const unknownWay = (ways: readonly string[]): StoreRefusal => new StoreRefusal('INVALID', `Say what: ${ways.join(', ')}.`);

export const location: Lever = ({ location: name, what }, { store }) => {
  const { id, name: called } = named(store.locations.values(), name, 'location');
  switch (what as (typeof LOCATION_WAYS)[number]) {
    case 'stop fulfilling online orders': setFulfillsOnline(store, id, false); break;
    case 'fulfil online orders': setFulfillsOnline(store, id, true); break;
    case 'close': setActive(store, id, false); break;
    case 'open': setActive(store, id, true); break;
    default: throw unknownWay(LOCATION_WAYS);
  }
  return { did: `${called}: ${String(what)}.` };
};

export const market: Lever = ({ market: name, what }, { store }) => {
  const { id, name: called, countries } = named(store.markets.values(), name, 'market');
  if (!MARKET_WAYS.includes(what as (typeof MARKET_WAYS)[number])) throw unknownWay(MARKET_WAYS);
  const status = what === 'make it active' ? 'ACTIVE' : 'DRAFT';
  updateMarket(store, id, { status });
  return { did: `The market ${called} (${countries.join(', ')}) is ${status === 'ACTIVE' ? 'active' : 'a draft'} now.` };
};

export const stopSetDiscount: Lever = ({ what }, { store }) => {
  const discount = ours(store);
  switch (what as (typeof DISCOUNT_WAYS)[number]) {
    case 'delete it': store.deleteDiscount(discount.id); break;
    case 'end it': store.updateDiscount(discount.id, { endsAt: store.clock.now().toISOString() }); break;
    case 'let it combine with order discounts': store.updateDiscount(discount.id, { combinesWith: { ...discount.combinesWith, orderDiscounts: true } }); break;
    default: throw unknownWay(DISCOUNT_WAYS);
  }
  return { did: `The set discount, by hand: ${String(what)}.` };
};

/** As the merchant or another app would make one. One that is there already by that title is changed. */
export const otherDiscount: Lever = ({ title, percent, covers, collection, combines, maker, what }, { store }) => {
  const called = String(title || 'Summer sale');
  const known = [...store.automaticDiscounts.values()].find((one) => one.title === called);
  if (what === 'end') {
    if (!known) throw new StoreRefusal('NOT_FOUND', `There is no discount "${called}".`);
    store.updateAutomaticDiscount(known.id, { endsAt: store.clock.now().toISOString() });
    return { did: `${called} has ended.` };
  }
  const share = Number(percent || 20) / 100;
  if (!(share > 0 && share <= 1)) throw new StoreRefusal('INVALID', 'Say how many percent: above 0, at most 100.');
  const discount = {
    title: called, percentage: share, discountClass: covers === 'every product' || covers === 'a collection' ? ('PRODUCT' as const) : ('ORDER' as const), productIds: [], variantIds: [], tags: [],
    collectionIds: covers === 'a collection' ? [collectionNamed(store, collection).id] : [], ...(maker === 'another app' ? { byApp: true as const } : {}),
    combinesWith: { productDiscounts: combines !== 'with nothing', orderDiscounts: false, shippingDiscounts: combines !== 'with nothing' }, startsAt: store.clock.now().toISOString(), endsAt: null,
  };
  if (known) store.updateAutomaticDiscount(known.id, discount);
  else store.createAutomaticDiscount(discount);
  return { did: `${called} takes ${share * 100} % off ${String(covers || OTHER_DISCOUNT_COVERS[0])} and combines ${String(combines || OTHER_DISCOUNT_COMBINES[0])}.` };
};

function collectionNamed(store: Store, title: unknown) {
  return named([...store.collections.values()].map((one) => ({ id: one.id, name: one.title })), title, 'collection');
}

function ours(store: Store) {
  const [discount] = store.listDiscounts();
  if (!discount) throw new StoreRefusal('NOT_FOUND', 'There is no set discount: Setwise makes it when a place is switched on.');
  return discount;
}

export const publishTheme: Lever = (_input, { store }) => {
  publish(store, 'Fjord 2');
  installTheme(store);
  return { did: 'Another theme is live, without the blocks that apps had in the one before.' };
};
