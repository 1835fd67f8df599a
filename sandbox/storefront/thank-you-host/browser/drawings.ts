// How the published components look in this store: plain accessible HTML in a shadow root, the children in its slot. A
// published component that is not in this list is one that the sandbox does not draw yet.

/** What was set on the element so far. */
export type Set = (name: string) => unknown;

const GAPS: Record<string, string> = {
  none: '0', 'small-500': '0.125rem', 'small-400': '0.25rem', 'small-300': '0.375rem', 'small-200': '0.5rem', 'small-100': '0.625rem', small: '0.75rem',
  base: '1rem', large: '1.25rem', 'large-100': '1.5rem', 'large-200': '1.75rem', 'large-300': '2rem', 'large-400': '2.5rem', 'large-500': '3rem',
};
const THUMBNAILS: Record<string, number> = { 'small-100': 32, small: 40, base: 64 };
const TEXT_TAGS: Record<string, string> = { strong: 'strong', emphasis: 'em', small: 'small', redundant: 's', mark: 'mark', address: 'address', offset: 'i' };
const UNSEEN = 'position:absolute;width:1px;height:1px;margin:-1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap';

const text = (value: unknown): string => String(value ?? '').replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
const attribute = (name: string, value: unknown): string => (value === undefined || value === null || value === '' ? '' : ` ${name}="${text(value)}"`);
const gap = (value: unknown): string => String(value ?? 'none').split(' ').map((each) => GAPS[each] ?? '0').join(' ');
const place = (value: unknown): string => ({ start: 'flex-start', end: 'flex-end' })[String(value)] ?? String(value || 'normal');
const named = (set: Set): string => attribute('aria-label', set('accessibilityLabel'));

export const DRAWINGS: Record<string, (set: Set) => string> = {
  's-section': (set) => `<section${named(set)} style="display:grid;gap:1rem;padding:1.25rem;border:1px solid var(--line);border-radius:var(--radius);background:var(--card)">${set('heading') ? `<h2>${text(set('heading'))}</h2>` : ''}<slot></slot></section>`,
  's-stack': (set) => `<div${named(set)} style="display:flex;min-width:0;flex-wrap:wrap;flex-direction:${set('direction') === 'inline' ? 'row' : 'column'};gap:${gap(set('gap'))};align-items:${place(set('alignItems'))};justify-content:${place(set('justifyContent'))}"><slot></slot></div>`,
  's-grid': (set) => `<div${named(set)} style="display:grid;gap:${gap(set('gap'))};grid-template-columns:${text(set('gridTemplateColumns') ?? 'none')};align-items:${place(set('alignItems'))};justify-content:${place(set('justifyContent'))}"><slot></slot></div>`,
  's-grid-item': () => '<div style="min-width:0"><slot></slot></div>',
  's-box': (set) => `<div${named(set)} style="padding:${gap(set('padding'))}"><slot></slot></div>`,
  's-heading': () => '<h3><slot></slot></h3>',
  's-paragraph': () => '<p><slot></slot></p>',
  's-text': (set) => {
    const tag = TEXT_TAGS[String(set('type'))] ?? 'span';
    const style = `${set('color') === 'subdued' ? 'color:var(--quiet);' : ''}font-variant-numeric:tabular-nums;${set('accessibilityVisibility') === 'exclusive' ? UNSEEN : ''}`;
    return `<${tag} style="${style}"${set('accessibilityVisibility') === 'hidden' ? ' aria-hidden="true"' : ''}><slot></slot></${tag}>`;
  },
  's-product-thumbnail': (set) => {
    const side = THUMBNAILS[String(set('size') ?? 'base')] ?? 64;
    return set('src')
      ? `<img src="${text(set('src'))}" alt="${text(set('alt'))}" width="${side}" height="${side}" style="display:block;border-radius:var(--media-radius);object-fit:cover">`
      : `<span aria-hidden="true" style="display:block;width:${side}px;height:${side}px;border-radius:var(--media-radius);background:var(--line)"></span>`;
  },
  's-image': (set) => `<img src="${text(set('src'))}" alt="${text(set('alt'))}" style="display:block;max-width:100%">`,
  's-button': (set) => {
    const look = `class="button${set('variant') === 'primary' ? '' : ' button--secondary'}"${named(set)}`;
    return set('href') ? `<a ${look} href="${text(set('href'))}"${set('target') === '_blank' ? ' target="_blank" rel="noopener"' : ''}><slot></slot></a>` : `<button ${look} type="button"${set('disabled') ? ' disabled' : ''}><slot></slot></button>`;
  },
  // Without an address a link is a button that looks like one.
  's-link': (set) =>
    set('href')
      ? `<a${attribute('href', set('href'))}${named(set)}><slot></slot></a>`
      : `<button type="button"${named(set)} style="min-height:44px;padding:0;border:0;background:none;color:inherit;font:inherit;font-size:0.9em;text-decoration:underline;text-underline-offset:0.25em;cursor:pointer"><slot></slot></button>`,
  's-divider': () => '<hr style="width:100%;border:0;border-top:1px solid var(--line)">',
  's-skeleton-paragraph': () => '<span aria-hidden="true" style="display:block;height:1em;border-radius:4px;background:var(--line)"></span>',
};
