// A picture for a product of which only the words are known: a calm patterned tile. Its colours and pattern come from the
// words, so that "red retrospot …" is red and dotted, and products with the same words look related.
import { hashText } from '../seeded-random.ts';

const NAMED: Record<string, string> = {
  red: '#c8553d', ruby: '#b23a48', pink: '#e08fa0', rose: '#d98880', coral: '#e5745b', orange: '#e08e45', yellow: '#e3b94f', gold: '#c9a227', golden: '#c9a227',
  green: '#6a9a6b', mint: '#8fc9ae', olive: '#8a8b4a', blue: '#5b84b1', navy: '#33507a', turquoise: '#4aa3a2', teal: '#3d7f86', purple: '#8868a8', lilac: '#b09cc8', lavender: '#a897c9',
  black: '#454a52', grey: '#8b9199', silver: '#a3abb3', white: '#cfc8ba', cream: '#d8c79f', ivory: '#d5c9a8', brown: '#8f6849', chocolate: '#7a5238', wood: '#a9805a', wooden: '#a9805a', zinc: '#8f9ba3', antique: '#b09a72',
};
const PALETTE = ['#c8553d', '#5b84b1', '#6a9a6b', '#e3b94f', '#8868a8', '#4aa3a2', '#d98880', '#8a8b4a', '#33507a', '#e08e45', '#8b9199', '#b23a48'];
const PATTERN_WORDS: [RegExp, PatternName][] = [
  [/spot|polka|dot|button|bead/, 'dots'],
  [/strip|ribbon|tape|candle/, 'stripes'],
  [/heart|love|sweet/, 'hearts'],
  [/star|christmas|light|xmas/, 'stars'],
  [/flower|rose|daisy|garden|leaf|floral|botanic|tree/, 'petals'],
  [/check|gingham|tile|box|block|square/, 'checks'],
  [/wave|sea|fish|water|bath/, 'waves'],
  [/house|home|roof|union|jack|bunting|flag|paper/, 'triangles'],
];

type PatternName = 'dots' | 'stripes' | 'hearts' | 'stars' | 'petals' | 'checks' | 'waves' | 'triangles' | 'rings';

/** Each within a cell of 60 × 60, white on the colour. */
const PATTERNS: Record<PatternName, string> = {
  dots: '<circle cx="15" cy="15" r="9"/><circle cx="45" cy="45" r="9"/>',
  stripes: '<path d="M0 0h18v60H0zM30 0h6v60h-6z"/>',
  hearts: '<path d="M30 46C8 30 14 14 24 16q5 1 6 7q1-6 6-7c10-2 16 14-6 30z"/>',
  stars: '<path d="M30 8l6 15 16 1-12 10 4 16-14-9-14 9 4-16L8 24l16-1z"/>',
  petals: '<path d="M30 30q-9-14 0-24q9 10 0 24zM30 30q14-9 24 0q-10 9-24 0zM30 30q9 14 0 24q-9-10 0-24zM30 30q-14 9-24 0q10-9 24 0z"/>',
  checks: '<path d="M0 0h30v30H0zM30 30h30v30H30z"/>',
  waves: '<path d="M0 14q15-16 30 0t30 0v9q-15 16-30 0t-30 0zM0 44q15-16 30 0t30 0v9q-15 16-30 0t-30 0z"/>',
  triangles: '<path d="M0 8h30L15 36zM30 32h30L45 60z"/>',
  rings: '<path fill-rule="evenodd" d="M30 6a24 24 0 1 0 .1 0zM30 16a14 14 0 1 1-.1 0z"/>',
};

export function tileFor(title: string): string {
  const words = title.toLowerCase().match(/\p{L}+/gu) ?? [];
  const mood = hashText(words.slice(-2).join(' '));
  const own = hashText(title);
  const pattern = PATTERN_WORDS.find(([sign]) => words.some((word) => sign.test(word)))?.[1] ?? (['rings', 'petals', 'triangles', 'waves', 'checks', 'dots'] as const)[mood % 6] ?? 'rings';
  const colour = words.map((word) => NAMED[word]).find(Boolean) ?? PALETTE[mood % PALETTE.length] ?? '#5b84b1';
  const turn = (own % 4) * 15;
  const scale = 0.9 + (own % 7) / 10;
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 600 600"><defs><pattern id="p" width="60" height="60" patternUnits="userSpaceOnUse" patternTransform="rotate(${turn}) scale(${scale.toFixed(1)})"><g fill="#fff" opacity=".34">${PATTERNS[pattern]}</g></pattern>` +
    '<linearGradient id="l" x2="1" y2="1"><stop stop-color="#fff" stop-opacity=".28"/><stop offset="1" stop-opacity=".14"/></linearGradient></defs>' +
    `<rect width="600" height="600" fill="#f6f3ed"/><ellipse cx="300" cy="508" rx="196" ry="20" opacity=".12"/><g><rect x="92" y="84" width="416" height="416" rx="44" fill="${colour}"/><rect x="92" y="84" width="416" height="416" rx="44" fill="url(#p)"/><rect x="92" y="84" width="416" height="416" rx="44" fill="url(#l)"/></g></svg>`
  );
}
