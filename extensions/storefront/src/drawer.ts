// Where the set stands in the cart drawers in use, and how it gets back there each time the theme draws its drawer anew.

/** The way to checkout in a drawer; the set stands before it. Most exact first. */
const PLACES: readonly string[] = [
  'cart-drawer .drawer__footer',
  'theme-drawer#cart-drawer .cart-drawer__summary',
  'theme-drawer#cart-drawer .cart__summary-container',
  'cart-drawer-component .cart-drawer__summary',
  'cart-drawer-component .cart__summary-container',
  '#CartDrawer .drawer__footer',
  '#CartDrawer .cart-drawer__footer',
  '.cart-drawer .cart-drawer__footer',
  '.cart-drawer footer',
];

function place(own: string | null): Element | null {
  for (const selector of own ? [own, ...PLACES] : PLACES) {
    try {
      const found = document.querySelector(selector);
      if (found) return found;
    } catch {
      // A merchant's selector that is none: go on with ours.
    }
  }
  return null;
}

/**
 * Keeps the element in the drawer for as long as the page lives.
 * @param moved called each time it was put back
 */
export function keepInDrawer(element: HTMLElement, own: string | null, moved: () => void): void {
  let due = false;
  const put = () => {
    due = false;
    const before = place(own);
    if (!before || before.previousElementSibling === element) return;
    before.before(element);
    moved();
  };
  new MutationObserver(() => {
    if (due || (element.isConnected && element.nextElementSibling === place(own))) return;
    due = true;
    queueMicrotask(put);
  }).observe(document.body, { childList: true, subtree: true });
  put();
}
