// What one person wants next: by popularity, season, and what they already own. Guests own nothing that we know of.
import type { SeededRandom } from '../seeded-random.ts';
import { CATALOGUE } from './catalogue/catalogue.ts';
import { handleOf, type Item, type ProductType } from './catalogue/item.ts';
import { PLANTED, type PlantedComplement, type PlantedRebuy } from './planted.ts';

/** How often people come for this kind of thing by itself; 1 where not named. */
const COMES_FOR: Partial<Record<ProductType, number>> = {
  'Mirrorless camera': 1.2, 'Compact camera': 1.1, 'Action camera': 1.1, 'Instant camera': 1, Drone: 1,
  Lens: 0.9, 'Instant film': 1, 'Photo printer': 1.2, 'Memory card': 0.7, Battery: 0.6, Bag: 0.7,
};

const BOUGHT_ONCE: ProductType[] = ['Mirrorless camera', 'Compact camera', 'Action camera', 'Instant camera', 'Drone', 'Photo printer', 'Tripod', 'Bag', 'Light', 'Microphone'];
const COMPATIBILITY = ['mount', 'thread', 'card', 'battery', 'film', 'print'];

const ITEMS: ReadonlyMap<string, Item> = new Map(CATALOGUE.map((item) => [handleOf(item.title), item]));
const COMPLEMENTS = Map.groupBy(PLANTED.complements, ({ anchor }) => anchor);
const REBUYS = new Map(PLANTED.rebuys.map((rebuy) => [rebuy.product, rebuy]));

export const itemOf = (handle: string): Item => {
  const item = ITEMS.get(handle);
  if (!item) throw new Error(`The catalogue has no ${handle}`);
  return item;
};
export const complementsOf = (handle: string): readonly PlantedComplement[] => COMPLEMENTS.get(handle) ?? [];
export const rebuyOf = (handle: string): PlantedRebuy | undefined => REBUYS.get(handle);

/** @param month 0–11 */
export function seasonOf(item: Item, month: number): number {
  return PLANTED.seasons.find(({ productTypes }) => productTypes.includes(item.productType))?.factors[month] ?? 1;
}

export interface Shopper {
  owned: Set<string>;
  /** Compatibility tags of what they own. */
  fits: Set<string>;
}

export function remember(shopper: Shopper, handle: string): void {
  shopper.owned.add(handle);
  for (const tag of itemOf(handle).tags) if (COMPATIBILITY.includes(tag.split(':')[0] ?? '')) shopper.fits.add(tag);
}

/** @param age 0 at the beginning of the history, 1 at its end: archived products left the shop half-way */
export function nextWish(random: SeededRandom, shopper: Shopper | null, month: number, age: number): string {
  const wish = random.weighted([...ITEMS.entries()], ([handle, item]) => {
    if (item.status === 'DRAFT' || (item.status === 'ARCHIVED' && age > 0.5)) return 0;
    const weight = item.popularity * (COMES_FOR[item.productType] ?? 1) * seasonOf(item, month);
    return shopper ? weight * appeal(shopper, handle, item) : weight;
  });
  if (!wish) throw new Error('The catalogue is empty');
  return wish[0];
}

function appeal(shopper: Shopper, handle: string, item: Item): number {
  if (item.tags.includes('consumable') && item.tags.some((tag) => shopper.fits.has(tag))) return 2.5;
  const again = BOUGHT_ONCE.includes(item.productType) && (shopper.owned.has(handle) || [...shopper.owned].some((own) => itemOf(own).productType === item.productType)) ? 0.25 : 1;
  const needs = item.tags.filter((tag) => COMPATIBILITY.includes(tag.split(':')[0] ?? ''));
  if (needs.length === 0 || BOUGHT_ONCE.includes(item.productType)) return again;
  return again * (needs.some((tag) => shopper.fits.has(tag)) ? 2.4 : shopper.fits.size > 0 ? 0.3 : 0.8);
}

/** Which of a slot's candidates: the first is bought most, but not always. */
export function chooseCandidate(random: SeededRandom, complement: PlantedComplement): string {
  return random.weighted(complement.candidates, (handle) => itemOf(handle).popularity ** 1.3) ?? (complement.candidates[0] as string);
}
