// Lenses by mount, and the filters that screw into them. Orrin makes lenses for both mounts, Klarglas filters for all threads.
import { hashText } from '../../seeded-random.ts';
import { drawFilter, type FilterLook } from '../pictures/filter.ts';
import { drawLens, type LensLook } from '../pictures/lens.ts';
import type { Item } from './item.ts';

type Shape = Omit<LensLook, 'accent' | 'barrel'>;
const PANCAKE: Shape = { length: 128, front: 92, base: 98, rings: 1 };
const PRIME: Shape = { length: 176, front: 100, base: 98, rings: 1 };
const FAST_PRIME: Shape = { length: 236, front: 118, base: 100, rings: 1 };
const KIT: Shape = { length: 190, front: 96, base: 98, rings: 2 };
const ZOOM: Shape = { length: 262, front: 112, base: 100, rings: 2 };
const BIG_ZOOM: Shape = { length: 312, front: 124, base: 100, rings: 2 };
const TELE: Shape = { length: 420, front: 114, base: 92, rings: 2, foot: true };
const WIDE: Shape = { length: 232, front: 126, base: 98, rings: 2 };

const ACCENTS: Record<string, string> = { Norrik: '#d19a3c', Tavira: '#c3c7cc', Orrin: '#c2573d' };

type Row = [title: string, mount: 'N' | 'T', thread: number, priceMinor: number, margin: number | null, popularity: number, shape: Shape, about: string, more?: Partial<Item> & { barrel?: string }];

const ROWS: Row[] = [
  ['Norrik N 24–105 mm f/4 Lens', 'N', 77, 99900, 0.24, 2.2, ZOOM, 'The lens that stays on the camera: from the room to the face.'],
  ['Norrik N 24–70 mm f/2.8 Lens', 'N', 82, 179900, 0.23, 1.3, BIG_ZOOM, 'Bright all the way through, for people who are paid to come home with the picture.'],
  ['Norrik N 16–35 mm f/4 Lens', 'N', 77, 109900, 0.24, 0.9, WIDE, 'Cathedrals, canyons, small kitchens.'],
  ['Norrik N 70–200 mm f/2.8 Lens', 'N', 77, 209900, 0.22, 0.8, TELE, 'Reaches the stage from the last row and the striker from the stand.', { barrel: '#d9d7d0' }],
  ['Norrik N 100–400 mm f/5.6 Lens', 'N', 77, 189900, 0.22, 0.5, { ...TELE, length: 440 }, 'Birds, planes, the moon.', { barrel: '#d9d7d0', stock: 'out' }],
  ['Norrik N 50 mm f/1.8 Lens', 'N', 49, 24900, 0.28, 3.4, PRIME, 'Light, bright and cheap: the best second lens there is.'],
  ['Norrik N 35 mm f/1.8 Lens', 'N', 58, 54900, 0.26, 1.8, PRIME, 'Sees about what you see when you pay attention.'],
  ['Norrik N 85 mm f/1.8 Lens', 'N', 67, 64900, 0.26, 1.7, FAST_PRIME, 'Portraits with a background like butter.'],
  ['Norrik N 90 mm f/2.8 Macro Lens', 'N', 58, 89900, 0.24, 0.7, FAST_PRIME, 'Life-size insects, rings and circuit boards.'],
  ['Orrin 28–75 mm f/2.8 N Lens', 'N', 67, 84900, 0.08, 1.9, ZOOM, 'Most of the big zoom for less than half of its price.'],
  ['Orrin 14 mm f/1.8 N Lens', 'N', 82, 119900, 0.25, 0.5, { ...FAST_PRIME, front: 130 }, 'Whole skies of stars, corner to corner.', { stock: 'low' }],
  ['Tavira T 16–50 mm f/3.5 Lens', 'T', 49, 29900, 0.25, 2.4, KIT, 'Flat when off, ready for most things when on.'],
  ['Tavira T 18–135 mm f/3.5 Lens', 'T', 67, 54900, 0.24, 1.8, ZOOM, 'One lens for the whole holiday.'],
  ['Tavira T 55–210 mm f/4.5 Lens', 'T', 49, 34900, 0.25, 1.1, { ...TELE, length: 330, front: 88, foot: false }, 'Brings the school play to the front row.'],
  ['Tavira T 10–20 mm f/4 Vlog Lens', 'T', 67, 44900, 0.24, 1.3, WIDE, 'Wide enough to hold at arm’s length and still show where you are.'],
  ['Tavira T 23 mm f/2 Lens', 'T', 49, 39900, 0.26, 1.7, PANCAKE, 'The street photographer’s classic, flat as a biscuit.'],
  ['Tavira T 35 mm f/1.4 Lens', 'T', 58, 59900, 0.25, 1.8, PRIME, 'Draws portraits and evenings alike.'],
  ['Tavira T 56 mm f/1.4 Lens', 'T', 58, 69900, 0.25, 1.1, FAST_PRIME, 'The portrait lens for T, gentle and sharp.'],
  ['Orrin 30 mm f/1.4 T Lens', 'T', 58, 32900, 0.07, 1.5, FAST_PRIME, 'More light for less money.', { compareAtMinor: 37900 }],
  ['Orrin 12 mm f/2 T Lens', 'T', 67, 36900, null, 0.6, PRIME, 'Manual focus, northern lights.'],
  ['Tavira T 27 mm f/2.8 Lens', 'T', 49, 27900, 0.2, 0.5, PANCAKE, 'Sold out at the maker; the 23 mm took its place.', { status: 'ARCHIVED', stock: 'out' }],
];

/** No two lenses are quite alike: the front follows the thread, the length is the lens's own. */
const shapeOf = (title: string, thread: number, shape: Shape): Shape => ({
  ...shape,
  front: shape.front + (thread - 62) * 0.35,
  length: shape.length + (hashText(title) % 25) - 12,
});

const LENSES: Item[] = ROWS.map(([title, mount, thread, priceMinor, margin, popularity, shape, about, more = {}]) => {
  const vendor = title.split(' ')[0] ?? '';
  const { barrel, ...rest } = more;
  return {
    title, vendor, priceMinor, margin, popularity, about,
    productType: 'Lens', category: 'Camera Lenses',
    facts: [`${mount} mount`, `Filter thread ${thread} mm`, shape.rings === 1 ? 'Fixed focal length' : 'Zoom'],
    tags: [`mount:${mount}`, `thread:${thread}`, shape.rings === 1 ? 'prime' : 'zoom'],
    picture: drawLens({ ...shapeOf(title, thread, shape), accent: ACCENTS[vendor] ?? '#c3c7cc', ...(barrel ? { barrel } : {}) }),
    ...rest,
  };
});

const FILTER_KINDS: { kind: FilterLook['kind']; name: string; about: string; threads: Record<number, number>; popularity: number; margin: number }[] = [
  { kind: 'uv', name: 'UV Protection Filter', about: 'Takes the scratch that was meant for the front lens. Coated on both sides, next to invisible.', threads: { 49: 2490, 58: 2990, 67: 3490, 77: 4490, 82: 4990 }, popularity: 0.9, margin: 0.55 },
  { kind: 'polariser', name: 'Circular Polariser', about: 'Deeper skies, see-through water, leaves without glare. Turns smoothly in its slim ring.', threads: { 49: 4490, 58: 4990, 67: 5990, 77: 7490, 82: 8490 }, popularity: 0.55, margin: 0.52 },
  { kind: 'nd', name: 'ND64 Filter', about: 'Six stops less light: waterfalls turn to silk at noon. Neutral in colour.', threads: { 67: 6490, 77: 7990, 82: 8990 }, popularity: 0.35, margin: 0.5 },
  { kind: 'variable-nd', name: 'Variable ND Filter', about: 'Two to five stops with hard ends, so film keeps its shutter speed in any light.', threads: { 67: 8990 }, popularity: 0.4, margin: 0.45 },
];

const FILTERS: Item[] = FILTER_KINDS.flatMap(({ kind, name, about, threads, popularity, margin }) =>
  Object.entries(threads).map(([size, priceMinor]): Item => {
    const thread = Number(size);
    return {
      title: `Klarglas ${name} ${thread} mm`, vendor: 'Klarglas', productType: 'Lens filter', category: 'Lens Filters',
      priceMinor, margin, about, facts: [`For lenses with a ${thread} mm thread`, 'Brass ring', 'Multi-coated glass'],
      tags: [`thread:${thread}`, `filter:${kind}`], picture: drawFilter({ kind, thread }), popularity,
      ...(kind === 'polariser' && thread === 82 ? { stock: 'out' as const } : {}),
    };
  }),
);

export const LENSES_AND_FILTERS: Item[] = [...LENSES, ...FILTERS];
