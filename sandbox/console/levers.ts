// The console's levers: each takes plain input, does one thing to the store, and says in a sentence what it did.
// The page's forms and the tests' JSON calls are the same levers.
import { CLIENT_SECRET } from '../credentials.ts';
import type { KlaviyoAccount } from '../klaviyo/account.ts';
import { breakKlaviyo } from '../klaviyo/levers.ts';
import { revokeAccessTokens } from '../oauth/tokens.ts';
import { readPlan } from '../simulate/plan.ts';
import { simulate } from '../simulate/simulate.ts';
import { codeTakesOff, requireUsable } from '../store/codes.ts';
import { redactCustomer } from '../store/customers.ts';
import { totalAvailable } from '../store/inventory.ts';
import { toMinor, toText } from '../store/money.ts';
import { refundable } from '../store/orders.ts';
import { StoreRefusal } from '../store/refusal.ts';
import { RETURN_TURNS } from '../store/returns.ts';
import type { Store } from '../store/store.ts';
import { EMAIL_CONSENTS, type EmailConsent, type VariantRecord } from '../store/types.ts';
import type { DeliveryQueue } from '../webhooks/deliveries.ts';
import { deliverRaw, type RawDelivery } from '../webhooks/deliver-raw.ts';
import type { Subscription } from '../webhooks/subscriptions.ts';
import { duplicateProfile, garbleDeliveries, setPicture } from './health-levers.ts';
import { customerNamed, orderNamed, productNamed, variantsNamed } from './look-up.ts';
import { billSubscription, deleteCustomer, inWords, mergeCustomers, setSmsConsent, subscribe, tagCustomer } from './people-levers.ts';
import { location, market, otherDiscount, publishTheme, stopSetDiscount } from './settings-levers.ts';

const DAY_MS = 86_400_000;

export interface LeverContext {
  store: Store;
  queue: DeliveryQueue;
  klaviyo: KlaviyoAccount;
  subscriptions: readonly Subscription[];
  scopes: readonly string[];
  /** Read when a lever is pulled: they are known only once everything listens. */
  urls: { storefront: string };
}

export type LeverInput = Record<string, unknown>;
export interface LeverOutcome {
  did: string;
  [detail: string]: unknown;
}
export type Lever = (input: LeverInput, context: LeverContext) => LeverOutcome | Promise<LeverOutcome>;

const wholeNumber = (value: unknown, name: string): number => {
  const number = Number(value);
  if (value === '' || !Number.isInteger(number)) throw new StoreRefusal('INVALID', `${name} must be a whole number.`);
  return number;
};

const amount = (value: unknown, name: string): string => {
  const text = String(value ?? '').trim().replace(',', '.');
  if (!/^\d+(\.\d{1,2})?$/.test(text)) throw new StoreRefusal('INVALID', `${name} must be an amount such as 12.40.`);
  return toText(toMinor(text));
};

const titleOf = ({ store }: LeverContext, variant: VariantRecord): string => {
  const product = store.variantById(variant.id)?.product;
  return variant.title === 'Default Title' ? (product?.title ?? '') : `${product?.title} (${variant.title})`;
};

/** "Kamera X" for one variant, "all 3 variants of Kamera X" for more. */
function nameAll(context: LeverContext, variants: readonly VariantRecord[]): string {
  const [first] = variants as [VariantRecord];
  return variants.length === 1 ? titleOf(context, first) : `all ${variants.length} variants of ${context.store.variantById(first.id)?.product.title}`;
}

/** Sets the whole quantity at the first location of the variant; others are emptied. */
function setStock({ store }: LeverContext, variant: VariantRecord, quantity: number): void {
  const locations = variant.levels.length > 0 ? variant.levels.map((level) => level.locationId) : [store.firstLocation().id];
  for (const [index, locationId] of locations.entries()) store.setAvailable(variant.inventoryItem.id, locationId, index === 0 ? quantity : 0);
}

const sellOut: Lever = ({ product, variant }, context) => {
  const variants = variantsNamed(context.store, product, variant);
  for (const one of variants) setStock(context, one, 0);
  return { did: `Sold out: ${nameAll(context, variants)}.` };
};

const restock: Lever = ({ product, variant, quantity = 25 }, context) => {
  const variants = variantsNamed(context.store, product, variant);
  const units = wholeNumber(quantity, 'Quantity');
  for (const one of variants) setStock(context, one, units);
  return { did: `In stock again: ${nameAll(context, variants)}, ${units} each.`, available: variants.map(totalAvailable) };
};

const setPrice: Lever = ({ product, variant, price }, context) => {
  const variants = variantsNamed(context.store, product, variant);
  const text = amount(price, 'Price');
  for (const one of variants) context.store.updateVariant(one.id, { price: text });
  return { did: `The price of ${nameAll(context, variants)} is ${text} ${context.store.shop.currency} now.` };
};

const setCost: Lever = ({ product, variant, cost }, context) => {
  const variants = variantsNamed(context.store, product, variant);
  const text = cost === null || cost === '' ? null : amount(cost, 'Cost');
  for (const one of variants) context.store.setUnitCost(one.inventoryItem.id, text);
  return { did: text === null ? `The cost of ${nameAll(context, variants)} is not known any more.` : `The cost of ${nameAll(context, variants)} is ${text} ${context.store.shop.currency} a unit now.` };
};

const deleteProduct: Lever = ({ product }, { store }) => {
  const found = productNamed(store, product);
  store.deleteProduct(found.id);
  return { did: `Deleted: ${found.title}.` };
};

interface WantedLine {
  product?: unknown;
  variant?: unknown;
  quantity?: unknown;
  discount?: unknown;
  properties?: { name: string; value: string }[];
}

/** A list, or a text with commas. */
const codesIn = ({ discountCodes = [] }: LeverInput): string[] =>
  (Array.isArray(discountCodes) ? discountCodes.map(String) : String(discountCodes).split(',')).map((code) => code.trim()).filter(Boolean);

/** What the codes take off each line: the best of them. */
function offBy(store: Store, codes: readonly string[], lines: readonly { variantId: number; quantity: number }[]): string[] {
  const bought = lines.map(({ variantId, quantity }) => {
    const { product, variant } = store.requireVariant(variantId);
    return { productId: product.id, variantId, quantity, unitMinor: toMinor(variant.price) };
  });
  const each = codes.map((code) => codeTakesOff(requireUsable(store, code), bought));
  return lines.map((_, at) => toText(Math.max(0, ...each.map((off) => off[at] ?? 0))));
}

const placeOrder: Lever = (input, { store }) => {
  const wanted = (input.lines as WantedLine[] | undefined) ?? [input as WantedLine];
  const codes = codesIn(input);
  const lines = wanted.map(({ product, variant, quantity = 1, discount, properties = [] }) => {
    const { id: variantId } = variantsNamed(store, product, variant)[0] as VariantRecord;
    return { variantId, quantity: wholeNumber(quantity, 'Quantity'), discount, properties };
  });
  const off = offBy(store, codes, lines);
  const order = store.placeOrder({
    customerId: customerNamed(store, input.customer)?.id ?? null,
    attributes: (input.attributes as { name: string; value: string }[] | undefined) ?? [],
    discountCodes: codes,
    ...(input.email ? { email: String(input.email) } : {}),
    lines: lines.map(({ discount, properties, ...line }, at) => ({ ...line, discount: discount !== undefined && discount !== '' ? amount(discount, 'Discount') : (off[at] as string), properties })),
  });
  return {
    did: `Placed ${order.name}: ${order.lines.map((line) => `${line.quantity} × ${line.title}`).join(', ')}.`,
    order: { id: order.id, name: order.name, lines: order.lines.map(({ id, variantId, quantity }) => ({ id, variantId, quantity })) },
  };
};

const refund: Lever = ({ order: name, lines, restock: back = true }, { store }) => {
  const order = orderNamed(store, name);
  const asked = lines as { line?: unknown; lineId?: unknown; quantity?: unknown }[] | undefined;
  const wanted = asked
    ? asked.map((one) => ({ lineId: wholeNumber(one.lineId ?? one.line, 'Line'), quantity: wholeNumber(one.quantity ?? 1, 'Quantity') }))
    : order.lines.map((line) => ({ lineId: line.id, quantity: refundable(order, line) })).filter((line) => line.quantity > 0);
  if (wanted.length === 0) throw new StoreRefusal('INVALID', `${order.name} is refunded already.`);
  const made = store.refundOrder(order.id, wanted, back !== false && back !== 'false');
  const total = toText(made.lines.reduce((sum, line) => sum + toMinor(line.subtotal), 0));
  return { did: `Refunded ${total} ${order.currency} of ${order.name}${back === false ? '' : ', goods back in stock'}.`, refund: { id: made.id } };
};

const fulfil: Lever = ({ order: name }, { store }) => {
  const order = orderNamed(store, name);
  const { id } = store.fulfillOrder(order.id);
  return { did: `Sent ${order.name}.`, fulfillment: { id } };
};

const deliver: Lever = ({ order: name }, { store }) => {
  const order = orderNamed(store, name);
  const { id } = store.deliverOrder(order.id);
  return { did: `Delivered ${order.name}.`, fulfillment: { id } };
};

const takeBackDelivery: Lever = ({ order: name }, { store }) => {
  const order = orderNamed(store, name);
  store.takeBackDelivery(order.id);
  return { did: `${order.name} was not delivered after all: the carrier's report is taken back.` };
};

const editOrder: Lever = ({ order: name, add, variant, remove }, { store }) => {
  const order = orderNamed(store, name);
  const [put] = add === undefined || add === '' ? [] : variantsNamed(store, add, variant);
  const out = remove === undefined || remove === '' ? undefined : productNamed(store, remove);
  const line = out && order.lines.find((one) => one.productId === out.id && refundable(order, one) > 0);
  if (out && !line) throw new StoreRefusal('INVALID', `${out.title} is not in ${order.name}.`);
  store.editOrder(order.id, {
    add: put ? [{ variantId: put.id, quantity: 1 }] : [],
    remove: line ? [{ lineId: line.id, quantity: refundable(order, line) }] : [],
  });
  const did = [put && `put in ${store.requireVariant(put.id).product.title}`, out && `took out ${out.title}`].filter(Boolean).join(', ');
  return { did: `Edited ${order.name}: ${did}.`, order: { id: order.id, name: order.name } };
};

const deleteOrder: Lever = ({ order: name }, { store }) => {
  const order = orderNamed(store, name);
  store.deleteOrder(order.id);
  return { did: `Deleted ${order.name}.` };
};

const requestReturn: Lever = ({ order: name, lines }, { store }) => {
  const record = store.requestReturn(orderNamed(store, name).id, lines === undefined ? {} : { lines: lines as { lineId: number; quantity: number }[] });
  return { did: `Asked to send ${orderNamed(store, name).name} back: ${record.name}.`, return: { id: record.id, name: record.name } };
};

/** The order's latest return is meant. */
const turnReturn: Lever = ({ order: name, turn }, { store }) => {
  const order = orderNamed(store, name);
  const record = order.returns?.at(-1);
  if (!record) throw new StoreRefusal('NOT_FOUND', `Nobody asked to send back ${order.name}.`);
  if (turn === 'process') store.processReturn(record.id);
  else if (RETURN_TURNS.includes(turn as (typeof RETURN_TURNS)[number])) store.turnReturn(record.id, turn as (typeof RETURN_TURNS)[number]);
  else throw new StoreRefusal('INVALID', `What becomes of it is one of ${[...RETURN_TURNS, 'process'].join(', ')}.`);
  return { did: `The return ${record.name} is ${record.status.toLowerCase()} now.`, return: { id: record.id, name: record.name } };
};

const setConsent: Lever = ({ customer: name, state }, { store }) => {
  const customer = customerNamed(store, name);
  if (!customer) throw new StoreRefusal('INVALID', 'Say which customer.');
  if (!EMAIL_CONSENTS.includes(state as EmailConsent)) throw new StoreRefusal('INVALID', `The state is one of ${EMAIL_CONSENTS.join(', ')}.`);
  store.setEmailConsent(customer.id, state as EmailConsent);
  return { did: `Email for ${customer.firstName} ${customer.lastName}: ${inWords(state)} now.` };
};

const abandonCheckout: Lever = ({ customer: name, product, variant, quantity = 1 }, { store }) => {
  const customer = customerNamed(store, name);
  const { id: variantId } = variantsNamed(store, product, variant)[0] as VariantRecord;
  const { token } = store.beginCheckout({ customerId: customer?.id ?? null, lines: [{ variantId, quantity: wholeNumber(quantity, 'Quantity'), properties: [] }] });
  return { did: `${customer?.firstName ?? 'A guest'} began a checkout and left it.`, token };
};

const cancelOrder: Lever = ({ order: name }, { store }) => {
  const order = store.cancelOrder(orderNamed(store, name).id);
  return { did: `Cancelled ${order.name}.` };
};

/** Ten o'clock at the shop: past the hours in which nobody is mailed. */
const MORNING_HOUR = 10;

function hoursToMorning({ clock, shop }: Store): number {
  const hour = Number(new Intl.DateTimeFormat('en', { hour: 'numeric', hourCycle: 'h23', timeZone: shop.timezone }).format(clock.now()));
  return (MORNING_HOUR - hour + 24) % 24;
}

const moveClock: Lever = ({ days, hours, morning, reset }, { store }) => {
  const moved = Number(days ?? 0) * DAY_MS + (Number(hours ?? 0) + (morning === true ? hoursToMorning(store) : 0)) * (DAY_MS / 24);
  if (!Number.isFinite(moved)) throw new StoreRefusal('INVALID', 'Days must be a number.');
  store.moveClock(reset === true || reset === 'true' ? 0 : store.clock.offsetMs + Math.round(moved));
  const shown = new Intl.DateTimeFormat('en-GB', { dateStyle: 'full', timeStyle: 'short', timeZone: store.shop.timezone }).format(store.clock.now());
  return { did: `The shop's clock now says ${shown}.`, now: store.clock.now().toISOString(), offsetMs: store.clock.offsetMs };
};

const uninstall: Lever = (_input, { store }) => {
  store.uninstall();
  return { did: 'Uninstalled Setwise: its tokens are dead. Opening it from the admin installs it again.' };
};

const install: Lever = ({ scopes }, context) => {
  context.store.install((scopes as string[] | undefined) ?? context.scopes);
  return { did: `Setwise is installed with ${context.store.installation.scopes.join(', ')}.` };
};

const revokeTokens: Lever = (_input, { store }) => {
  revokeAccessTokens(store);
  return { did: 'Every access token is revoked; refresh tokens still work.' };
};

const compliance: Lever = ({ topic, customer: wanted }, { store }) => {
  if (topic === 'shop/redact') {
    store.emit('shop/redact', store.shop);
    return { did: 'Asked the app to forget the shop.' };
  }
  const customer = customerNamed(store, wanted) ?? [...store.customers.values()][0];
  if (!customer) throw new StoreRefusal('NOT_FOUND', 'The shop has no customer.');
  const orderIds = [...store.orders.values()].filter((order) => order.customerId === customer.id).map((order) => order.id);
  const name = `${customer.firstName} ${customer.lastName}`;
  if (topic === 'customers/redact') {
    redactCustomer(store, customer.id, orderIds);
    return { did: `Asked the app to forget ${name}.` };
  }
  if (topic !== 'customers/data_request') throw new StoreRefusal('INVALID', 'The topic is customers/data_request, customers/redact or shop/redact.');
  store.emit('customers/data_request', { requestId: store.nextId(), customer, orderIds });
  return { did: `Asked the app what it knows of ${name}.` };
};

const repeatDelivery: Lever = ({ id }, { queue }) => {
  const again = queue.repeat(String(id));
  if (!again) throw new StoreRefusal('NOT_FOUND', `There is no delivery "${String(id)}".`);
  return { did: `Sent ${again.topic} again, under the same id.`, id: again.id };
};

const holdDeliveries: Lever = (_input, { queue }) => {
  queue.hold();
  return { did: 'Holding deliveries. Releasing sends them, the last first.' };
};

const releaseDeliveries: Lever = (_input, { queue }) => ({ did: `Released ${queue.release()} deliveries, the last first.` });

const loseDeliveries: Lever = ({ share }, { queue }) => {
  const lost = Number(share);
  if (share === '' || !(lost >= 0 && lost <= 1)) throw new StoreRefusal('INVALID', 'The share is from 0 to 1.');
  queue.lose(lost);
  return { did: lost === 0 ? 'Every webhook is sent again.' : `From now on ${Math.round(lost * 100)} % of webhooks are never sent.` };
};

const deliverRawLever: Lever = async (input, { store, subscriptions }) => {
  const answer = await deliverRaw(input as unknown as RawDelivery, store.shop.domain, subscriptions, CLIENT_SECRET);
  return { did: `The app answered ${answer.status}.`, ...answer };
};

const simulateShoppers: Lever = async (input, { store, queue, urls }) => {
  const made = await simulate(store, urls.storefront, queue, readPlan(input, store.nextId() % 2 ** 31));
  const { exposed, holdout, outside } = made.visitors;
  return { did: `${exposed + holdout + outside} shoppers came for ${made.anchor.title}: ${exposed} were shown an offer, ${holdout} were held out; ${made.orders} paid, ${made.accepted} with ${made.offered.title}${made.refunded > 0 ? `; ${made.refunded} sent it back` : ''}.`, ...made };
};

export const LEVERS: Readonly<Record<string, Lever>> = {
  'sell-out': sellOut,
  restock,
  'set-price': setPrice,
  'set-cost': setCost,
  'delete-product': deleteProduct,
  'place-order': placeOrder,
  fulfil,
  deliver,
  'take-back-delivery': takeBackDelivery,
  'edit-order': editOrder,
  'delete-order': deleteOrder,
  'request-return': requestReturn,
  'turn-return': turnReturn,
  refund,
  'cancel-order': cancelOrder,
  'set-consent': setConsent,
  'set-sms-consent': setSmsConsent,
  'tag-customer': tagCustomer,
  'merge-customers': mergeCustomers,
  'delete-customer': deleteCustomer,
  subscribe,
  'bill-subscription': billSubscription,
  'abandon-checkout': abandonCheckout,
  simulate: simulateShoppers,
  location,
  market,
  'stop-set-discount': stopSetDiscount,
  'other-discount': otherDiscount,
  'publish-theme': publishTheme,
  'move-clock': moveClock,
  install,
  uninstall,
  'revoke-tokens': revokeTokens,
  compliance,
  'repeat-delivery': repeatDelivery,
  'hold-deliveries': holdDeliveries,
  'release-deliveries': releaseDeliveries,
  'lose-deliveries': loseDeliveries,
  'garble-deliveries': garbleDeliveries,
  'set-picture': setPicture,
  'duplicate-profile': duplicateProfile,
  'deliver-raw': deliverRawLever,
  'break-klaviyo': (input, { klaviyo }) => breakKlaviyo(input, klaviyo),
};
