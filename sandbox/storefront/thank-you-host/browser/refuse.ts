// A refusal of the host: thrown, so that the extension stops, and shown, so that nobody overlooks it.

class HostRefusal extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'HostRefusal';
  }
}

export type Refuse = (message: string) => never;

/** @param place where the red box appears */
export function refuseIn(place: HTMLElement): Refuse {
  return (message) => {
    show(place, message);
    throw new HostRefusal(message);
  };
}

/** Also for what the extension throws itself. */
export function show(place: HTMLElement, message: string): void {
  const box = document.createElement('div');
  box.setAttribute('role', 'alert');
  box.dataset.hostRefusal = '';
  box.style.cssText = 'margin-top:1rem;padding:1rem;border:2px solid #b3261e;border-radius:10px;background:#fbe9e7;color:#7a140e;font-weight:600';
  box.textContent = `The extension failed at Shopify's border: ${message}`;
  place.append(box);
}
