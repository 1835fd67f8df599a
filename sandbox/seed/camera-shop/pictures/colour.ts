// Mixing of #rrggbb colours. Amounts are 0–1.

export const lighten = (colour: string, amount: number): string => mix(colour, '#ffffff', amount);
export const darken = (colour: string, amount: number): string => mix(colour, '#000000', amount);

export function mix(from: string, to: string, amount: number): string {
  const channels = [1, 3, 5].map((at) => {
    const start = Number.parseInt(from.slice(at, at + 2), 16);
    const end = Number.parseInt(to.slice(at, at + 2), 16);
    return Math.round(start + (end - start) * amount)
      .toString(16)
      .padStart(2, '0');
  });
  return `#${channels.join('')}`;
}

export const isLight = (colour: string): boolean => Number.parseInt(colour.slice(3, 5), 16) > 150;

/** The shop's palette: one name per colour that a product comes in. */
export const COLOURS = {
  black: '#2b2d31',
  graphite: '#4a4e55',
  silver: '#c9ccd0',
  white: '#eeece7',
  moss: '#5d6b52',
  sand: '#cdb594',
  rust: '#b4573a',
  navy: '#2f4260',
  cognac: '#a2673c',
  chestnut: '#6b4129',
  blush: '#eeb6b3',
  mint: '#a5d6c3',
  sky: '#a4c6e4',
  lilac: '#c3b3e0',
  lemon: '#f1dc8a',
  coral: '#e5745b',
  petrol: '#2c6a74',
  ochre: '#d19a3c',
} as const;
