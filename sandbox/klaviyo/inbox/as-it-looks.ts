// An email's document as a mail client would show it: in the dark, the email's own dark rules hold and nothing else is
// recoloured; with images off, an image is its alternative text in its place.
export interface Look {
  dark: boolean;
  images: boolean;
}

const DARK_QUERY = /\(\s*prefers-color-scheme:\s*dark\s*\)/gi;
const LIGHT_QUERY = /\(\s*prefers-color-scheme:\s*light\s*\)/gi;
const ALWAYS = '(min-width:0)';
const NEVER = '(max-width:0)';

export function asItLooks(html: string, { dark, images }: Look): string {
  const scheme = `<base target="_blank"><style>:root{color-scheme:${dark && /color-scheme/i.test(html) ? 'dark' : 'light'}}</style>`;
  const coloured = html.replace(DARK_QUERY, dark ? ALWAYS : NEVER).replace(LIGHT_QUERY, dark ? NEVER : ALWAYS);
  const shown = images ? coloured : withoutImages(coloured);
  return /<head\b[^>]*>/i.test(shown) ? shown.replace(/<head\b[^>]*>/i, (head) => head + scheme) : scheme + shown;
}

const withoutImages = (html: string): string =>
  html
    .replace(/<img\b([^>]*)>/gi, (_all, attributes: string) => `<img${attributes.replace(/\s(src|srcset)\s*=\s*(["']).*?\2/gi, '')}>`)
    .replace(/background(-image)?\s*:\s*url\([^)]*\)/gi, 'background:none')
    .replace(/\sbackground\s*=\s*(["']).*?\1/gi, '');
