// "WHITE HANGING HEART T-LIGHT HOLDER" → "White hanging heart T-light holder". A title that is not shouted stays as it is.

/** Stay upper case among lower-case words. */
const ABBREVIATIONS = new Set(['UK', 'USA', 'EU', 'LED', 'USB', 'CD', 'DVD', 'TV', 'DIY', 'PVC', 'A4', 'A5', 'A6', 'XL', 'XXL', 'BBQ', 'RGB', 'FM']);

export function readableTitle(original: string): string {
  const text = original.replace(/\s+/g, ' ').trim();
  if (text !== text.toUpperCase() || !/[A-Z]{3}/.test(text)) return text;
  const lower = text
    .split(' ')
    .map((word) => (ABBREVIATIONS.has(word.replace(/[^A-Z0-9]/g, '')) ? word : softened(word)))
    .join(' ');
  return lower.replace(/\p{L}/u, (letter) => letter.toUpperCase());
}

/** "T-LIGHT" keeps its T: a lone letter before a hyphen is a shape, not a word. Roman numerals and codes with digits stay. */
function softened(word: string): string {
  if (/\d/.test(word) && /[A-Z]/.test(word) && !/[A-Z]{3}/.test(word)) return word;
  return word.toLowerCase().replace(/^([a-z])(?=-)/, (letter) => letter.toUpperCase());
}
