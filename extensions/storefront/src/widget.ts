// Starts the widget in every root on the page, and in those that the theme draws later. The loader brings this file.
import type { Ask } from './ask-server.ts';
import { onCartChange } from './cart/cart-events.ts';
import { keepInDrawer } from './drawer.ts';
import { type PageData, readPageData } from './page-data.ts';
import { Session } from './session.ts';
import { mount } from './ui/mount.tsx';
import { viewOf } from './view-model.ts';

const sessions = new Map<PageData['placement'], Session>();

/**
 * Called by the loader for each root it finds; a second call for the same root does nothing.
 * @returns what the root shows
 */
export function start(root: HTMLElement, ask: Ask): Session | undefined {
  if (root.dataset.setwiseStarted !== undefined) return;
  root.dataset.setwiseStarted = '';
  const page = readPageData(root);
  if (!page) return;
  const known = sessions.get(page.placement);
  const session = known ?? new Session(page, ask);
  sessions.set(page.placement, session);
  if (known) known.turnTo(page);
  const draw = mount(root, session);
  if (page.placement === 'cart_drawer') keepInDrawer(root, page.mount, draw);
  if (known) known.cartChanged();
  else void session.ask();
  if (root.dataset.setwiseTapped !== undefined) {
    delete root.dataset.setwiseTapped;
    const whole = viewOf(session.state)?.whole;
    if (whole) void session.addAll(whole.items, whole.productVariantId);
  }
  return session;
}

onCartChange(() => {
  for (const session of sessions.values()) session.cartChanged();
});
document.addEventListener('change', () => {
  // After the theme's own listeners have put the variant into its form.
  setTimeout(() => {
    for (const session of sessions.values()) session.productVariantChanged();
  });
});
// Back from another page: what the browser kept may be older than the cart.
window.addEventListener('pageshow', (event) => {
  if (event.persisted) for (const session of sessions.values()) session.cartChanged();
});
