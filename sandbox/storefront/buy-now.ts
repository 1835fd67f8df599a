// A buy-now button: a checkout of one product beside the cart, which it leaves alone. So nothing that stands on the cart,
// lines or attributes, comes along.
import { type Answer, type Ask, html, redirect } from '../http/server.ts';
import { addToCart, CartRefusal, emptyCart } from './cart.ts';
import type { Storefront } from './storefront.ts';
import { cookieFor } from './visits.ts';

export async function buyNow({ store, visits }: Storefront, ask: Ask): Promise<Answer> {
  const form = new URLSearchParams((await ask.body()).toString('utf8'));
  const visit = visits.of(ask);
  const direct = emptyCart();
  try {
    addToCart(store, direct, [{ variantId: Number(form.get('id')), quantity: Number(form.get('quantity')) || 1, properties: {} }]);
  } catch (error) {
    if (error instanceof CartRefusal) return html(error.message, error.status);
    throw error;
  }
  visit.direct = direct;
  visits.keep(visit);
  const to = redirect('/checkout?direct=1');
  return { ...to, headers: { ...to.headers, 'set-cookie': cookieFor(visit) } };
}
