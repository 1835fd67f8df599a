// Hears that the cart changed, whoever changed it and whatever the theme speaks.

type Heard = () => void;

/** @param heard called after the change, possibly several times for one */
export function onCartChange(heard: Heard): void {
  // Standard events are sent as the change begins; its promise settles when it is done.
  document.addEventListener('shopify:cart:lines-update', (event) => {
    const { promise } = event as Event & { promise?: Promise<unknown> };
    Promise.resolve(promise).then(heard, heard);
  });
  document.addEventListener('cart:update', heard);
  const theme = window as { subscribe?: (event: string, callback: Heard) => unknown };
  theme.subscribe?.('cart-update', heard);
}
