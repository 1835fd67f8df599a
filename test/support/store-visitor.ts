// Somebody's browser in the store of a connected shop: one cookie, and so one cart. It asks what the theme and the checkout ask.
import { LINE_ATTRIBUTE } from '#app/domain/portable/names.ts';
import type { OrderRecord } from '#sandbox/store/types.ts';
import type { ConnectedShop } from './connected-shop.ts';
import { CAMERA } from './small-store.ts';

export interface CartJson {
  currency: string;
  items: { variant_id: number; final_line_price: number }[];
}

export class StoreVisitor {
  readonly #shop: ConnectedShop;
  #cookie = '';

  constructor(shop: ConnectedShop) {
    this.#shop = shop;
  }

  /** @param body makes it a POST: a form, or JSON */
  async ask(path: string, body?: object): Promise<Response> {
    const isForm = body instanceof URLSearchParams;
    const response = await fetch(this.#shop.sandbox.storefrontUrl + path, {
      redirect: 'manual',
      headers: { cookie: this.#cookie, ...(body && !isForm ? { 'content-type': 'application/json' } : {}) },
      ...(body ? { method: 'POST', body: isForm ? body : JSON.stringify(body) } : {}),
    });
    this.#cookie = response.headers.get('set-cookie')?.split(';')[0] ?? this.#cookie;
    return response;
  }

  /** The camera for itself, anything else as part of the set that it starts. */
  async takesOfSet(setId: string, ...variants: number[]): Promise<void> {
    await this.ask('/cart/add.js', { items: variants.map((id) => ({ id, properties: id === CAMERA.variant ? {} : { [LINE_ATTRIBUTE]: setId } })) });
  }

  async cart(): Promise<CartJson> {
    return (await (await this.ask('/cart.js')).json()) as CartJson;
  }

  /** Liquid's hundredths by variant, after discounts. */
  async pays(): Promise<Record<number, number>> {
    return Object.fromEntries((await this.cart()).items.map((item) => [item.variant_id, item.final_line_price]));
  }

  /** Text of the cart page's set, as Liquid painted it. */
  async reads(): Promise<string> {
    const [, painted = ''] = /<div data-setwise-view>([\s\S]*?)<script type="application\/json"/.exec(await (await this.ask('/cart')).text()) ?? [];
    return painted.replaceAll(/<[^>]+>/g, ' ').replaceAll(/\s+/g, ' ');
  }

  /** Buys the cart, and lets the app know. @returns the order as the store has it */
  async checksOut({ customer = '', shipping = '' } = {}): Promise<OrderRecord | undefined> {
    await this.ask(`/checkout${shipping && `?shipping=${shipping}`}`);
    const placed = await this.ask('/checkout', new URLSearchParams({ customer }));
    const order = this.#shop.sandbox.store.orders.get(Number(placed.headers.get('location')?.split('/').pop()));
    await this.#shop.settle();
    await this.#shop.work();
    return order;
  }
}
