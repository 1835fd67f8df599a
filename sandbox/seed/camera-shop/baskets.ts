// One visit's basket: what the shopper came for, what it brings along, and what it will bring them back for.
import type { SeededRandom } from '../seeded-random.ts';
import { chooseCandidate, complementsOf, itemOf, nextWish, rebuyOf, remember, seasonOf, type Shopper } from './shopper.ts';

const MOST_LINES = 5;

export interface Basket {
  lines: Map<string, number>;
  /** What this shopper will come back for, in days. */
  later: { handle: string; inDays: number }[];
}

export function fillBasket(random: SeededRandom, shopper: Shopper | null, wish: string, month: number, age: number): Basket {
  const basket: Basket = { lines: new Map(), later: [] };
  const queue = [wish];
  for (let handle = queue.shift(); handle !== undefined && basket.lines.size < MOST_LINES; handle = queue.shift()) {
    if (basket.lines.has(handle)) continue;
    basket.lines.set(handle, quantityOf(random, handle));
    queue.push(...companions(random, shopper, handle, month, basket));
    const rebuy = rebuyOf(handle);
    if (shopper && rebuy && random.chance(rebuy.probability)) basket.later.push({ handle, inDays: random.between(...rebuy.days) });
  }
  if (basket.lines.size < MOST_LINES && random.chance(0.2)) {
    const extra = nextWish(random, shopper, month, age);
    if (itemOf(extra).priceMinor < 6000 && !basket.lines.has(extra)) basket.lines.set(extra, 1);
  }
  if (shopper) for (const handle of basket.lines.keys()) remember(shopper, handle);
  return basket;
}

function companions(random: SeededRandom, shopper: Shopper | null, anchor: string, month: number, basket: Basket): string[] {
  const found: string[] = [];
  for (const complement of complementsOf(anchor)) {
    const has = complement.candidates.some((candidate) => shopper?.owned.has(candidate)) && complement.slot !== 'film';
    const choice = chooseCandidate(random, complement);
    const pull = Math.min(1.25, Math.max(0.75, seasonOf(itemOf(choice), month))) * (has ? 0.35 : 1);
    if (random.chance(complement.together * pull)) found.push(choice);
    else if (shopper && !has && random.chance(complement.later)) basket.later.push({ handle: choice, inDays: random.between(...complement.laterDays) });
  }
  return found;
}

function quantityOf(random: SeededRandom, handle: string): number {
  const { productType } = itemOf(handle);
  if (productType === 'Instant film') return random.weighted([1, 2, 3, 5], (count) => [0, 52, 30, 13, 0, 5][count] ?? 0) ?? 1;
  if (productType === 'Memory card' || productType === 'Battery') return random.chance(0.14) ? 2 : 1;
  return 1;
}
