// What a catalogue file says about one product. Money in cents. The handle follows from the title, so titles stay unique.

export interface Choice {
  value: string;
  /** Added to the product's price. */
  addMinor?: number;
  stock?: Stock;
}

export type Stock = 'plenty' | 'low' | 'out';

export interface Item {
  title: string;
  vendor: string;
  productType: ProductType;
  category: CategoryName;
  priceMinor: number;
  compareAtMinor?: number;
  /** Share of the price left after what the shop paid for it; null = the shop never entered a cost. */
  margin: number | null;
  /** One or two sentences for the shopper. */
  about: string;
  facts: string[];
  /** Compatibility as `mount:`, `thread:`, `card:`, `battery:`, `film:`, `for:<handle>`, `use:`; and what shops tag besides. */
  tags: string[];
  picture: string | null;
  options?: { name: string; choices: Choice[] };
  /** How often it is bought for its own sake, against the others. */
  popularity: number;
  stock?: Stock;
  status?: 'DRAFT' | 'ARCHIVED';
  /** Sold also when the count is zero. */
  oversell?: true;
  /** Stock is not counted at all. */
  untracked?: true;
}

export type ProductType =
  | 'Mirrorless camera' | 'Compact camera' | 'Action camera' | 'Instant camera' | 'Drone'
  | 'Lens' | 'Lens filter' | 'Memory card' | 'Card reader' | 'Battery' | 'Charger'
  | 'Bag' | 'Strap' | 'Tripod' | 'Action mount' | 'Cleaning' | 'Light' | 'Microphone'
  | 'Instant film' | 'Camera cage' | 'Album' | 'Photo paper' | 'Photo printer' | 'Remote' | 'Cable';

/** Shopify's standard taxonomy, as far as this shop uses it: github.com/Shopify/product-taxonomy, dist/en/categories.txt. */
export const CATEGORIES = {
  'Mirrorless Digital Cameras': ['co-2-2-7', 'Cameras & Optics > Cameras > Digital Cameras > Mirrorless Digital Cameras'],
  'Compact Digital Cameras': ['co-2-2-4', 'Cameras & Optics > Cameras > Digital Cameras > Compact Digital Cameras'],
  'Rangefinder Digital Cameras': ['co-2-2-9', 'Cameras & Optics > Cameras > Digital Cameras > Rangefinder Digital Cameras'],
  'Action Video Cameras': ['co-2-7-2', 'Cameras & Optics > Cameras > Video Cameras > Action Video Cameras'],
  '360-Degree Video Cameras': ['co-2-7-1', 'Cameras & Optics > Cameras > Video Cameras > 360-Degree Video Cameras'],
  'Drone Video Cameras': ['co-2-7-7', 'Cameras & Optics > Cameras > Video Cameras > Drone Video Cameras'],
  'Instant Film Cameras': ['co-2-4-2', 'Cameras & Optics > Cameras > Film Cameras > Instant Film Cameras'],
  'Camera Lenses': ['co-1-2-1', 'Cameras & Optics > Camera & Optic Accessories > Camera & Video Camera Lenses > Camera Lenses'],
  'Lens Filters': ['co-1-3-5', 'Cameras & Optics > Camera & Optic Accessories > Camera Lens Accessories > Lens Filters'],
  'Lens Caps': ['co-1-3-3', 'Cameras & Optics > Camera & Optic Accessories > Camera Lens Accessories > Lens Caps'],
  'Camera Backpacks': ['co-1-4-2-1', 'Cameras & Optics > Camera & Optic Accessories > Camera Parts & Accessories > Camera Bags & Cases > Camera Backpacks'],
  'Camera Hard Cases': ['co-1-4-2-2', 'Cameras & Optics > Camera & Optic Accessories > Camera Parts & Accessories > Camera Bags & Cases > Camera Hard Cases'],
  'Camera Shoulder Bags': ['co-1-4-2-5', 'Cameras & Optics > Camera & Optic Accessories > Camera Parts & Accessories > Camera Bags & Cases > Camera Shoulder Bags'],
  'Camera Sling Bags': ['co-1-4-2-6', 'Cameras & Optics > Camera & Optic Accessories > Camera Parts & Accessories > Camera Bags & Cases > Camera Sling Bags'],
  'Camera Soft Pouches': ['co-1-4-2-7', 'Cameras & Optics > Camera & Optic Accessories > Camera Parts & Accessories > Camera Bags & Cases > Camera Soft Pouches'],
  'Drone Cases': ['co-1-5-2-4', 'Cameras & Optics > Camera & Optic Accessories > Optic Accessories > Optics Bags & Cases > Drone Cases'],
  'Neck Straps': ['co-1-4-18-5', 'Cameras & Optics > Camera & Optic Accessories > Camera Parts & Accessories > Camera Straps > Neck Straps'],
  'Wrist Straps': ['co-1-4-18-8', 'Cameras & Optics > Camera & Optic Accessories > Camera Parts & Accessories > Camera Straps > Wrist Straps'],
  'Chest Straps': ['co-1-4-18-2', 'Cameras & Optics > Camera & Optic Accessories > Camera Parts & Accessories > Camera Straps > Chest Straps'],
  'Instant Film': ['co-1-4-5-4', 'Cameras & Optics > Camera & Optic Accessories > Camera Parts & Accessories > Camera Film > Instant Film'],
  'Camera Flashes': ['co-1-4-7', 'Cameras & Optics > Camera & Optic Accessories > Camera Parts & Accessories > Camera Flashes'],
  'Video Camera Lights': ['co-1-4-25', 'Cameras & Optics > Camera & Optic Accessories > Camera Parts & Accessories > Video Camera Lights'],
  Softboxes: ['co-4-2-5-4', 'Cameras & Optics > Photography > Lighting & Studio > Studio Lighting Controls > Softboxes'],
  'Camera Stabilizers & Supports': ['co-1-4-17', 'Cameras & Optics > Camera & Optic Accessories > Camera Parts & Accessories > Camera Stabilizers & Supports'],
  'Hand Grips': ['co-1-4-10-3', 'Cameras & Optics > Camera & Optic Accessories > Camera Parts & Accessories > Camera Grips > Hand Grips'],
  'Camera Remote Controls': ['co-1-4-13', 'Cameras & Optics > Camera & Optic Accessories > Camera Parts & Accessories > Camera Remote Controls'],
  'Travel Tripods': ['co-1-7-7', 'Cameras & Optics > Camera & Optic Accessories > Tripods & Monopods > Travel Tripods'],
  'Tabletop Tripods': ['co-1-7-6', 'Cameras & Optics > Camera & Optic Accessories > Tripods & Monopods > Tabletop Tripods'],
  'Video Tripods': ['co-1-7-10', 'Cameras & Optics > Camera & Optic Accessories > Tripods & Monopods > Video Tripods'],
  'Photographic Paper': ['co-4-1-4', 'Cameras & Optics > Photography > Darkroom > Photographic Paper'],
  'Photo Mounting Supplies': ['co-4-3', 'Cameras & Optics > Photography > Photo Mounting Supplies'],
  'Camera Parts & Accessories': ['co-1-4', 'Cameras & Optics > Camera & Optic Accessories > Camera Parts & Accessories'],
} as const satisfies Record<string, readonly [string, string]>;
export type CategoryName = keyof typeof CATEGORIES;

export function handleOf(title: string): string {
  return title
    .normalize('NFKD')
    .replace(/\p{Diacritic}/gu, '')
    .replaceAll('&', ' ')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
}

/** The rest of the tag that begins with this key, such as "67" of `thread:67`. */
export function tagValue(item: Pick<Item, 'tags'>, key: string): string | undefined {
  return item.tags.find((tag) => tag.startsWith(`${key}:`))?.slice(key.length + 1);
}

/** Every value under this key: a bag may be `for:` several. */
export function tagValues(item: Pick<Item, 'tags'>, key: string): string[] {
  return item.tags.filter((tag) => tag.startsWith(`${key}:`)).map((tag) => tag.slice(key.length + 1));
}

export const colours = (...values: (string | Choice)[]): { name: string; choices: Choice[] } => ({
  name: 'Colour',
  choices: values.map((value) => (typeof value === 'string' ? { value } : value)),
});
