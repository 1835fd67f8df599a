// The pictures of products: the seed's drawings, or a quiet tile with the product's initials.
import { escapeHtml } from '../http/server.ts';
import type { ProductRecord } from '../store/types.ts';

export const pictureUrl = (product: ProductRecord): string => `/cdn/products/${encodeURIComponent(product.handle)}.svg?v=${Date.parse(product.createdAt) || 1}`;

export const pictureOf = (product: ProductRecord): string => product.pictureSvg ?? tile(product);

function tile(product: ProductRecord): string {
  const initials = product.title.match(/\p{L}+/gu)?.slice(0, 2).map((word) => word[0]?.toUpperCase()).join('') ?? '';
  const hue = [...product.title].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 360, 7);
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 800 800" width="800" height="800"><rect width="800" height="800" fill="hsl(${hue} 18% 91%)"/><circle cx="400" cy="400" r="210" fill="hsl(${hue} 20% 84%)"/><text x="400" y="408" fill="hsl(${hue} 22% 36%)" font-family="Georgia, serif" font-size="150" text-anchor="middle" dominant-baseline="middle">${escapeHtml(initials)}</text></svg>`;
}
