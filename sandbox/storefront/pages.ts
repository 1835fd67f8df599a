// The storefront's pages, and the thin checkout.
import { type Answer, type Ask, html, HttpRefusal, json, redirect } from '../http/server.ts';
import { toMinor, toText } from '../store/money.ts';
import type { NewOrder } from '../store/orders.ts';
import { inShopMoney, paidLine, paidTotal, type Presentment } from '../store/presentment.ts';
import { StoreRefusal } from '../store/refusal.ts';
import type { Store } from '../store/store.ts';
import type { OrderLineRecord, OrderRecord } from '../store/types.ts';
import { type Cart, emptyCart } from './cart.ts';
import { pageOf } from './page-context.ts';
import type { PixelHost } from './pixel-host/host.ts';
import type { PricedCart, PricedLine } from './pricing.ts';
import type { Storefront } from './storefront.ts';
import type { ThankYouHost } from './thank-you-host/host.ts';
import type { Target } from './thank-you-host/published-types.ts';
import { cookieFor, hasAnsweredConsent, type Visit } from './visits.ts';

/** A list to choose from, not a directory. */
const CUSTOMERS_SHOWN = 60;

export class Pages {
  readonly #storefront: Storefront;
  readonly #host: ThankYouHost;
  readonly #pixel: PixelHost;

  constructor(storefront: Storefront, host: ThankYouHost, pixel: PixelHost) {
    this.#storefront = storefront;
    this.#host = host;
    this.#pixel = pixel;
  }

  async show(ask: Ask): Promise<Answer> {
    const { theme, visits } = this.#storefront;
    const visit = visits.of(ask);
    const priced = await this.#storefront.price(visit.cart, visit);
    const page = this.#storefront.pageAt(ask.url.pathname + ask.url.search, visit, priced);
    page.globals.asks_consent = !hasAnsweredConsent(ask);
    const one = ask.url.searchParams.get('section_id');
    const many = ask.url.searchParams.get('sections');
    if (one) {
      const drawn = (await theme.sections([one], page))[one];
      return drawn ? answer(drawn, visit) : html('', 404);
    }
    if (many) return json(await theme.sections(many.split(',').slice(0, 5), page), 200, { 'cache-control': 'no-store' });
    if (page.template === null) return answer(await theme.layout(page, await theme.fragment('not-found', page)), visit, 404);
    return answer(await theme.page(page), visit);
  }

  async checkout(ask: Ask): Promise<Answer> {
    const visit = this.#storefront.visits.of(ask);
    if (!ask.url.searchParams.has('direct')) visit.direct = null;
    const bought = boughtOf(visit);
    if (bought.lines.length === 0) return redirect('/cart');
    const code = ask.url.searchParams.get('discount')?.trim();
    if (code !== undefined) bought.discountCodes = code ? [code] : [];
    const way = ask.url.searchParams.get('shipping');
    if (way !== null) bought.shippingHandle = way;
    this.#beginCheckout(visit);
    return this.#checkoutPage(visit, await this.#storefront.price(bought, visit), null);
  }

  /** Who is buying, said before the order is placed: from here on a checkout can be left. */
  async contact(ask: Ask): Promise<Answer> {
    const chosen = new URLSearchParams((await ask.body()).toString('utf8')).get('customer');
    const visit = this.#storefront.visits.of(ask);
    if (boughtOf(visit).lines.length === 0) throw new HttpRefusal(422, 'There is nothing to check out.');
    visit.customerId = chosen ? Number(chosen) : null;
    this.#beginCheckout(visit);
    return { status: 204, headers: { 'set-cookie': cookieFor(visit) } };
  }

  /** For a known customer; the one that is open is brought up to the cart. */
  #beginCheckout(visit: Visit): void {
    const { store, visits } = this.#storefront;
    const { customerId } = visit;
    const cart = boughtOf(visit);
    const open = openCheckout(store, visit);
    const state = { lines: cart.lines.map(({ variantId, quantity, properties }) => ({ variantId, quantity, properties: pairs(properties) })), attributes: pairs(cart.attributes), discountCodes: cart.discountCodes };
    if (open) store.updateCheckout(open, { customerId, ...state });
    else if (customerId !== null) visit.checkoutToken = store.beginCheckout({ customerId, ...state }).token;
    visits.keep(visit);
  }

  /** Places the order: what the cart charges is what the order says. */
  async placeOrder(ask: Ask): Promise<Answer> {
    const { store, visits } = this.#storefront;
    const chosen = new URLSearchParams((await ask.body()).toString('utf8')).get('customer');
    const visit = visits.of(ask);
    const bought = boughtOf(visit);
    if (bought.lines.length === 0) return redirect('/cart');
    const priced = await this.#storefront.price(bought, visit);
    visit.customerId = chosen ? Number(chosen) : null;
    const checkoutToken = openCheckout(store, visit);
    try {
      const order = store.placeOrder({
        customerId: visit.customerId,
        lines: priced.lines.map((one) => ({ variantId: one.line.variantId, quantity: one.line.quantity, properties: pairs(one.line.properties), ...chargedLine(store, one, priced.presentment) })),
        attributes: pairs(bought.attributes),
        discountCodes: priced.codes.filter(({ applicable }) => applicable).map(({ code }) => code),
        ...(checkoutToken ? { checkoutToken } : {}),
        ...chargedOrder(store, priced),
      });
      if (visit.direct) visit.direct = null;
      else visit.cart = emptyCart();
      visit.checkoutToken = null;
      visits.keep(visit);
      return redirect(`/checkout/thank-you/${order.id}`);
    } catch (error) {
      if (!(error instanceof StoreRefusal)) throw error;
      return this.#checkoutPage(visit, priced, error.message);
    }
  }

  thankYou(ask: Ask): Promise<Answer> {
    return this.#orderPage(ask, { title: 'Thank you', fragment: 'thank-you', target: 'purchase.thank-you.block.render', pixel: (order) => this.#pixel.block(order) });
  }

  /** What the customer's account shows of an order, at any later time. */
  orderStatus(ask: Ask): Promise<Answer> {
    return this.#orderPage(ask, { title: 'Your order', fragment: 'order-status', target: 'customer-account.order-status.block.render', pixel: () => '' });
  }

  async #orderPage(ask: Ask, { title, fragment, target, pixel }: { title: string; fragment: string; target: Target; pixel: (order: OrderRecord) => string }): Promise<Answer> {
    const { store, theme } = this.#storefront;
    const visit = this.#storefront.visits.of(ask);
    const priced = await this.#storefront.price(visit.cart, visit);
    const page = this.#plain(visit, priced, title);
    const order = store.orders.get(Number(ask.params.order));
    if (!order) return answer(await theme.layout(page, await theme.fragment('not-found', page)), visit, 404);
    const customer = order.customerId === null ? undefined : store.customers.get(order.customerId);
    const scope = {
      order: {
        id: order.id,
        name: order.name,
        date: order.processedAt,
        customer: customer?.firstName ?? null,
        total: paidTotal(order),
        shipping: sentScope(order),
        lines: order.lines.map((line) => lineScope(line)),
      },
      extension: await this.#host.block(target, order, { locale: page.locale, country: priced.presentment.country }),
      pixel: pixel(order),
    };
    return answer(await theme.layout(page, await theme.fragment(fragment, page, scope)), visit);
  }

  async #checkoutPage(visit: Visit, priced: PricedCart, refusal: string | null): Promise<Answer> {
    const { theme } = this.#storefront;
    const page = this.#plain(visit, priced, 'Check out');
    const scope = { customers: this.#customers(), chosen: visit.customerId, code: boughtOf(visit).discountCodes.join(', '), is_direct: visit.direct !== null, refusal, rates: this.#storefront.store.shop.shippingRates ?? [], shipping: shippingScope(priced) };
    return answer(await theme.layout(page, await theme.fragment('checkout', page, scope)), visit, refusal ? 422 : 200);
  }

  /** Those who ordered last. */
  #customers(): object[] {
    const { store } = this.#storefront;
    const orders = new Map<number, number>();
    const newestFirst = [...store.orders.values()].sort((one, other) => other.processedAt.localeCompare(one.processedAt));
    for (const { customerId } of newestFirst) if (customerId !== null) orders.set(customerId, (orders.get(customerId) ?? 0) + 1);
    return [...new Set([...orders.keys(), ...store.customers.keys()])].slice(0, CUSTOMERS_SHOWN).flatMap((id) => {
      const customer = store.customers.get(id);
      return customer ? [{ id, name: `${customer.firstName} ${customer.lastName}`.trim() || `Customer ${id}`, orders: orders.get(id) ?? 0 }] : [];
    });
  }

  #plain(visit: Visit, priced: PricedCart, title: string) {
    const { store, catalogue } = this.#storefront;
    return pageOf(store, catalogue, visit, priced, { template: null, title, pageType: 'page', path: '/checkout' });
  }
}

/** As the order keeps it: in the shop's currency, and as it was paid where that is another. */
function chargedLine({ shop }: Store, { unitPrice, discount }: PricedLine, presentment: Presentment): Pick<NewOrder['lines'][number], 'price' | 'discount' | 'presentment'> {
  const paid = { price: toText(unitPrice), discount: toText(discount) };
  if (presentment.currency === shop.currency) return paid;
  return { price: toText(inShopMoney(unitPrice, presentment)), discount: toText(inShopMoney(discount, presentment)), presentment: paid };
}

function chargedOrder({ shop }: Store, { shipping, presentment }: PricedCart): Pick<NewOrder, 'shipping' | 'presentment'> {
  const paid = shipping && { price: toText(shipping.price), discount: toText(shipping.discount) };
  const { currency, rate } = presentment;
  if (currency === shop.currency) return shipping && paid ? { shipping: { title: shipping.title, ...paid } } : {};
  const here = shipping && { title: shipping.title, price: toText(inShopMoney(shipping.price, presentment)), discount: toText(inShopMoney(shipping.discount, presentment)) };
  return { ...(here ? { shipping: here } : {}), presentment: { currency, rate, shipping: paid } };
}

function lineScope(line: OrderLineRecord): object {
  const { price, discount } = paidLine(line);
  return { title: line.title, quantity: line.quantity, total: price * line.quantity - discount, discount, original: price * line.quantity };
}

function sentScope({ shipping, presentment }: OrderRecord): object | null {
  const paid = presentment?.shipping ?? shipping;
  return shipping && paid ? { title: shipping.title, total: toMinor(paid.price) - toMinor(paid.discount), original: toMinor(paid.price) } : null;
}

/** What sending it costs, and what all of it comes to. */
function shippingScope({ shipping, total }: PricedCart): object {
  const left = shipping ? shipping.price - shipping.discount : 0;
  return { handle: shipping?.handle ?? null, title: shipping?.title ?? null, price: left, original: shipping?.price ?? 0, discount_title: shipping?.discountTitle ?? null, total: total + left };
}

const boughtOf = (visit: Visit): Cart => visit.direct ?? visit.cart;

const pairs = (record: Readonly<Record<string, string>>): { name: string; value: string }[] => Object.entries(record).map(([name, value]) => ({ name, value }));

/** The token of the visit's checkout, if it is one that no order completed. */
function openCheckout(store: Store, { checkoutToken }: Visit): string | undefined {
  const found = checkoutToken === null ? undefined : store.checkouts.get(checkoutToken);
  return found?.completedAt === null ? found.token : undefined;
}

const answer = (body: string, visit: Visit, status = 200): Answer => html(body, status, { 'set-cookie': cookieFor(visit) });
