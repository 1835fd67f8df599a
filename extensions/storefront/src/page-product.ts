// Which variant of the page's own product is chosen, as the theme's product form has it.
import type { PageProduct } from './page-data.ts';

export function selectedVariant(product: PageProduct | null): string | null {
  if (!product) return null;
  const known = new Set(product.variants.map((variant) => variant.id));
  const inputs = document.querySelectorAll<HTMLInputElement | HTMLSelectElement>('form[action*="/cart/add"] [name="id"]');
  for (const input of inputs) if (!input.closest('[data-setwise]') && known.has(input.value)) return input.value;
  const inAddress = new URLSearchParams(window.location.search).get('variant');
  return inAddress && known.has(inAddress) ? inAddress : product.selected;
}
