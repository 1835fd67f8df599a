// Cart permalinks: /cart/<variant>:<quantity>,…?discount=CODE&attributes[name]=value fills the cart anew and goes to the
// checkout, or with storefront=true to the cart. https://shopify.dev/docs/apps/build/checkout/create-cart-permalinks
import { type Answer, type Ask, HttpRefusal, redirect } from '../http/server.ts';
import { addToCart, CartRefusal, setAttributes } from './cart.ts';
import type { Storefront } from './storefront.ts';
import { cookieFor } from './visits.ts';

export function followPermalink({ store, visits }: Storefront, ask: Ask): Answer {
  const text = ask.params.permalink ?? '';
  if (!/^\d+:\d+(,\d+:\d+)*$/.test(text)) throw new HttpRefusal(404, 'Not Found');
  const visit = visits.of(ask);
  visit.cart.lines = [];
  for (const part of text.split(',')) {
    const [variantId = 0, quantity = 0] = part.split(':').map(Number);
    try {
      addToCart(store, visit.cart, [{ variantId, quantity, properties: {} }]);
    } catch (error) {
      // What cannot be bought any more is left out; the rest of the link still holds.
      if (!(error instanceof CartRefusal)) throw error;
    }
  }
  const query = ask.url.searchParams;
  setAttributes(visit.cart, Object.fromEntries([...query].flatMap(([key, value]) => {
    const name = /^attributes\[(.+)\]$/.exec(key)?.[1];
    return name ? [[name, value]] : [];
  })));
  const code = query.get('discount');
  if (code) visit.cart.discountCodes = [code];
  visits.keep(visit);
  const to = redirect(query.get('storefront') === 'true' ? '/cart' : '/checkout');
  return { ...to, headers: { ...to.headers, 'set-cookie': cookieFor(visit) } };
}
