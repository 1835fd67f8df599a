// Shopify's Ajax cart API: /cart.js, /cart/add.js, /cart/change.js, /cart/update.js, /cart/clear.js, with bundled section
// rendering and its errors. The same changes as plain forms send them, answered with a redirect.
import { z } from 'zod';
import { type Answer, type Ask, HttpRefusal, json, redirect } from '../http/server.ts';
import { type Addition, addToCart, CartRefusal, changeLine, emptyCart, setAttributes } from './cart.ts';
import { cartJson, itemJson } from './cart-json.ts';
import type { PricedCart } from './pricing.ts';
import type { Storefront } from './storefront.ts';
import { cookieFor, type Visit } from './visits.ts';

const number = z.coerce.number();
const properties = z.record(z.string(), z.coerce.string()).nullish();
const item = z.object({ id: number.int(), quantity: number.int().default(1), properties });
const sections = { sections: z.union([z.array(z.string()), z.string()]).optional(), sections_url: z.string().optional() };
const addBody = z.union([z.object({ items: z.array(item).min(1), ...sections }), item.extend(sections)]);
const changeBody = z.object({ id: z.coerce.string().optional(), line: number.int().optional(), quantity: number.int().optional(), properties, ...sections });
const updateBody = z.object({
  updates: z.union([z.record(z.string(), number.int()), z.array(number.int())]).optional(),
  note: z.string().optional(),
  attributes: z.record(z.string(), z.string()).optional(),
  /** Codes, comma separated, in place of those that are there; empty takes them off. */
  discount: z.string().optional(),
  ...sections,
});

/** The platform renders five at most in one call. */
const MOST_SECTIONS = 5;

type Bundled = { sections?: string[] | string | undefined; sections_url?: string | undefined };

export class CartApi {
  readonly #storefront: Storefront;

  constructor(storefront: Storefront) {
    this.#storefront = storefront;
  }

  async show(ask: Ask): Promise<Answer> {
    const visit = this.#storefront.visits.of(ask);
    return this.#whole(visit, await this.#storefront.price(visit.cart, visit));
  }

  add(ask: Ask): Promise<Answer> {
    return this.#change(ask, async (visit) => {
      const body = addBody.parse(await bodyOf(ask));
      const wanted = 'items' in body ? body.items : [body];
      const additions = wanted.map((each): Addition => ({ variantId: each.id, quantity: each.quantity, properties: each.properties ?? {} }));
      const keys = addToCart(this.#storefront.store, visit.cart, additions).map((line) => line.key);
      return async (priced) => {
        const added = keys.flatMap((key) => priced.lines.filter(({ line }) => line.key === key)).map(itemJson);
        const bundled = await this.#sections(ask, body, visit, priced);
        return 'items' in body ? { items: added, ...bundled } : { ...added[0], ...bundled };
      };
    });
  }

  change(ask: Ask): Promise<Answer> {
    return this.#change(ask, async (visit) => {
      const body = changeBody.parse(await bodyOf(ask));
      const { lines } = visit.cart;
      const line = body.line === undefined ? lines.find(({ key, variantId }) => key === body.id || String(variantId) === body.id) : lines[body.line - 1];
      if (!line) throw new CartRefusal(400, body.line === undefined ? 'no valid id or line parameter' : 'There is no such line.');
      changeLine(this.#storefront.store, visit.cart, line, body.quantity ?? line.quantity);
      return async (priced) => ({ ...this.#json(visit, priced), ...(await this.#sections(ask, body, visit, priced)) });
    });
  }

  update(ask: Ask): Promise<Answer> {
    return this.#change(ask, async (visit) => {
      const body = updateBody.parse(await bodyOf(ask));
      const before = [...visit.cart.lines];
      for (const [name, quantity] of Object.entries(body.updates ?? {})) {
        const line = Array.isArray(body.updates) ? before[Number(name)] : before.find(({ key, variantId }) => key === name || String(variantId) === name);
        if (line) changeLine(this.#storefront.store, visit.cart, line, quantity);
        else if (/^\d+$/.test(name) && quantity > 0) addToCart(this.#storefront.store, visit.cart, [{ variantId: Number(name), quantity, properties: {} }]);
      }
      if (body.note !== undefined) visit.cart.note = body.note;
      setAttributes(visit.cart, body.attributes ?? {});
      if (body.discount !== undefined) visit.cart.discountCodes = body.discount.split(',').map((code) => code.trim()).filter(Boolean);
      return async (priced) => ({ ...this.#json(visit, priced), ...(await this.#sections(ask, body, visit, priced)) });
    });
  }

  clear(ask: Ask): Promise<Answer> {
    return this.#change(ask, async (visit) => {
      visit.cart = { ...emptyCart(), attributes: visit.cart.attributes, note: visit.cart.note };
      return async (priced) => this.#json(visit, priced);
    });
  }

  /** A form without script: the same change, then the cart page. */
  async form(ask: Ask, change: (ask: Ask) => Promise<Answer>): Promise<Answer> {
    const answer = await change(ask);
    if ((answer.status ?? 200) >= 400) return answer;
    return { ...redirect('/cart'), headers: { location: '/cart', ...(answer.headers?.['set-cookie'] ? { 'set-cookie': answer.headers['set-cookie'] } : {}) } };
  }

  async #change(ask: Ask, change: (visit: Visit) => Promise<(priced: PricedCart) => Promise<object>>): Promise<Answer> {
    // Read before the cart is: two changes at once come one after the other, and neither is lost.
    await ask.body();
    const visit = this.#storefront.visits.of(ask);
    try {
      const answer = await change(visit);
      this.#storefront.visits.keep(visit);
      return json(await answer(await this.#storefront.price(visit.cart, visit)), 200, { 'set-cookie': cookieFor(visit), 'cache-control': 'no-store' });
    } catch (error) {
      if (error instanceof z.ZodError) return refusal(400, 'Bad Request', z.prettifyError(error));
      if (error instanceof CartRefusal) return refusal(error.status, error.status === 422 ? error.message : 'Cart Error', error.message);
      throw error;
    }
  }

  #whole(visit: Visit, priced: PricedCart): Answer {
    return json(this.#json(visit, priced), 200, { 'set-cookie': cookieFor(visit), 'cache-control': 'no-store' });
  }

  #json(visit: Visit, priced: PricedCart): object {
    return cartJson(visit.token, visit.cart, priced);
  }

  /** The sections that were asked for, as they look on the page of `sections_url`, or on the one that asks. */
  async #sections(ask: Ask, { sections, sections_url: url }: Bundled, visit: Visit, priced: PricedCart): Promise<object> {
    const ids = typeof sections === 'string' ? sections.split(',') : (sections ?? []);
    if (ids.length === 0) return {};
    if (ids.length > MOST_SECTIONS) throw new CartRefusal(400, `At most ${MOST_SECTIONS} sections can be rendered at once.`);
    const referer = ask.header('referer');
    const page = this.#storefront.pageAt(url ?? (referer ? new URL(referer).pathname + new URL(referer).search : '/'), visit, priced);
    return { sections: await this.#storefront.theme.sections(ids, page) };
  }
}

const refusal = (status: number, message: string, description: string): Answer => json({ status, message, description }, status);

/** JSON, or a form: `items[0][id]=1&properties[_setwise]=x` becomes the same shape. */
async function bodyOf(ask: Ask): Promise<unknown> {
  if (!ask.header('content-type')?.includes('form')) return ask.json();
  if (ask.header('content-type')?.includes('multipart')) throw new HttpRefusal(415, 'Send the form url-encoded or as JSON.');
  const shape: Record<string, unknown> = {};
  for (const [name, value] of new URLSearchParams((await ask.body()).toString('utf8'))) {
    const path = name.split(/[[\]]+/).filter(Boolean);
    let at: Record<string, unknown> = shape;
    for (const [index, part] of path.entries()) {
      if (index === path.length - 1) at[part] = value;
      else {
        at[part] ??= {};
        at = at[part] as Record<string, unknown>;
      }
    }
  }
  if (typeof shape.items === 'object' && shape.items) shape.items = Object.values(shape.items);
  return shape;
}
