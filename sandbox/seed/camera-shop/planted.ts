// The patterns that the orders of Nordlicht Foto follow, as data: the generator obeys it, and tests check that it shows.
// A pattern is directed: the anchor brings the companion, not the other way round.
import { CATALOGUE } from './catalogue/catalogue.ts';
import { handleOf, tagValue, tagValues, type Item, type ProductType } from './catalogue/item.ts';

export interface PlantedComplement {
  anchor: string;
  slot: string;
  /** Handles, the most bought first. */
  candidates: string[];
  /** How likely the slot is filled in the anchor's own order, and if not, in a later one. */
  together: number;
  later: number;
  laterDays: readonly [number, number];
}

export interface PlantedRebuy {
  product: string;
  probability: number;
  days: readonly [number, number];
}

export interface PlantedSeason {
  productTypes: readonly ProductType[];
  /** By month, January first; 1 is usual. */
  factors: readonly number[];
}

interface Rule {
  slot: string;
  anchors: (item: Item) => boolean;
  fits: (anchor: Item, candidate: Item) => boolean;
  together: number;
  later: number;
  laterDays: readonly [number, number];
}

const is = (...types: ProductType[]) => (item: Item): boolean => types.includes(item.productType);
const has = (item: Item, tag: string): boolean => item.tags.includes(tag);
const sameTag = (key: string) => (anchor: Item, candidate: Item): boolean => tagValue(anchor, key) !== undefined && tagValues(candidate, key).includes(tagValue(anchor, key) ?? '');
const madeFor = (anchor: Item, candidate: Item): boolean => has(candidate, `for:${handleOf(anchor.title)}`);
const both = (type: ProductType, fits: Rule['fits']): Rule['fits'] => (anchor, candidate) => candidate.productType === type && fits(anchor, candidate);

const DIGITAL = is('Mirrorless camera', 'Compact camera', 'Action camera', 'Drone');
const vlogs = (item: Item): boolean => item.productType === 'Mirrorless camera' && has(item, 'use:vlog');

/** One row a slot. Shares are of the anchor's orders. */
const RULES: Rule[] = [
  { slot: 'memory card', anchors: DIGITAL, fits: both('Memory card', sameTag('card')), together: 0.55, later: 0.1, laterDays: [2, 25] },
  { slot: 'spare battery', anchors: DIGITAL, fits: both('Battery', sameTag('battery')), together: 0.34, later: 0.15, laterDays: [5, 60] },
  { slot: 'bag', anchors: is('Mirrorless camera'), fits: both('Bag', (_, bag) => has(bag, 'carries:camera')), together: 0.34, later: 0.12, laterDays: [4, 50] },
  { slot: 'pouch', anchors: is('Compact camera'), fits: both('Bag', (_, bag) => has(bag, 'carries:compact')), together: 0.3, later: 0.08, laterDays: [4, 40] },
  { slot: 'lens', anchors: is('Mirrorless camera'), fits: both('Lens', sameTag('mount')), together: 0.24, later: 0.3, laterDays: [20, 180] },
  { slot: 'strap', anchors: is('Mirrorless camera', 'Compact camera'), fits: both('Strap', (anchor, strap) => anchor.productType === 'Mirrorless camera' || has(strap, 'fits:compact')), together: 0.12, later: 0.06, laterDays: [5, 60] },
  { slot: 'microphone', anchors: vlogs, fits: both('Microphone', (_, microphone) => tagValues(microphone, 'for').length === 0), together: 0.4, later: 0.12, laterDays: [3, 40] },
  { slot: 'light', anchors: vlogs, fits: both('Light', (_, light) => has(light, 'use:vlog')), together: 0.3, later: 0.12, laterDays: [3, 60] },
  { slot: 'small tripod', anchors: vlogs, fits: both('Tripod', (_, tripod) => has(tripod, 'use:vlog')), together: 0.3, later: 0.1, laterDays: [3, 60] },
  { slot: 'cage', anchors: is('Mirrorless camera'), fits: both('Camera cage', madeFor), together: 0.16, later: 0.08, laterDays: [5, 60] },
  { slot: 'filter', anchors: is('Lens'), fits: both('Lens filter', sameTag('thread')), together: 0.38, later: 0.1, laterDays: [3, 60] },
  { slot: 'cleaning', anchors: is('Lens'), fits: both('Cleaning', (_, care) => tagValues(care, 'thread').length === 0), together: 0.1, later: 0.04, laterDays: [10, 90] },
  { slot: 'mount', anchors: is('Action camera'), fits: both('Action mount', (_, mount) => has(mount, 'action-mount')), together: 0.46, later: 0.18, laterDays: [3, 70] },
  { slot: 'case', anchors: is('Action camera', 'Drone', 'Instant camera'), fits: both('Bag', madeFor), together: 0.24, later: 0.08, laterDays: [3, 50] },
  { slot: 'film', anchors: is('Instant camera'), fits: both('Instant film', sameTag('film')), together: 0.72, later: 0.16, laterDays: [3, 30] },
  { slot: 'album', anchors: is('Instant camera'), fits: both('Album', sameTag('film')), together: 0.2, later: 0.12, laterDays: [14, 90] },
  { slot: 'charger', anchors: is('Battery'), fits: both('Charger', sameTag('battery')), together: 0.16, later: 0.05, laterDays: [5, 60] },
  { slot: 'card reader', anchors: (item) => has(item, 'card:cfexpress-b') && item.productType === 'Memory card', fits: both('Card reader', sameTag('card')), together: 0.3, later: 0.1, laterDays: [2, 20] },
  { slot: 'photo paper', anchors: is('Photo printer'), fits: both('Photo paper', sameTag('print')), together: 0.66, later: 0.16, laterDays: [3, 40] },
  { slot: 'softbox', anchors: is('Light'), fits: both('Light', madeFor), together: 0.26, later: 0.1, laterDays: [5, 60] },
  { slot: 'windshield', anchors: is('Microphone'), fits: both('Microphone', madeFor), together: 0.26, later: 0.12, laterDays: [5, 60] },
  { slot: 'remote', anchors: (item) => item.productType === 'Tripod' && has(item, 'use:travel'), fits: both('Remote', () => true), together: 0.14, later: 0.04, laterDays: [5, 60] },
];

const sold = CATALOGUE.filter((item) => item.status !== 'DRAFT');

function complements(): PlantedComplement[] {
  return sold.flatMap((anchor) =>
    RULES.filter((rule) => rule.anchors(anchor)).flatMap((rule) => {
      const candidates = sold
        .filter((candidate) => candidate !== anchor && candidate.status === undefined && rule.fits(anchor, candidate))
        .sort((one, other) => other.popularity - one.popularity)
        .map((candidate) => handleOf(candidate.title));
      const { slot, together, later, laterDays } = rule;
      return candidates.length > 0 ? [{ anchor: handleOf(anchor.title), slot, candidates, together, later, laterDays }] : [];
    }),
  );
}

const consumables = (type: ProductType): string[] => sold.filter(is(type)).map((item) => handleOf(item.title));

export const PLANTED: {
  complements: PlantedComplement[];
  rebuys: PlantedRebuy[];
  seasons: PlantedSeason[];
  /** Bought and sent back more than anything else. */
  oftenReturned: { product: string; share: number };
  returnShare: number;
  guestShare: number;
} = {
  complements: complements(),
  rebuys: [
    ...consumables('Instant film').map((product) => ({ product, probability: 0.42, days: [18, 75] as const })),
    ...consumables('Photo paper').map((product) => ({ product, probability: 0.42, days: [40, 120] as const })),
  ],
  seasons: [
    { productTypes: ['Bag', 'Tripod'], factors: [0.8, 0.8, 0.9, 1.1, 1.3, 1.7, 1.8, 1.5, 1, 0.9, 0.8, 0.8] },
    { productTypes: ['Action camera', 'Drone', 'Action mount'], factors: [0.5, 0.5, 0.8, 1.1, 1.7, 2.3, 2.4, 1.9, 1, 0.7, 0.7, 1] },
    { productTypes: ['Instant camera', 'Instant film', 'Album', 'Photo printer'], factors: [0.7, 0.9, 0.8, 0.8, 0.9, 1, 1, 0.9, 0.8, 0.9, 1.5, 2.8] },
    { productTypes: ['Light'], factors: [1.1, 0.9, 0.8, 0.7, 0.6, 0.5, 0.5, 0.6, 0.9, 1.2, 1.7, 2.2] },
  ],
  oftenReturned: { product: handleOf('Lumiko Ring 18 Light'), share: 0.28 },
  returnShare: 0.03,
  guestShare: 0.1,
};
