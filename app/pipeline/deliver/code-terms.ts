// What a discount code can carry of an offer. A code knows no set and no anchor, so it gives what is right for whoever enters
// it, or there is none: a set price would be anybody's, whatever else is in the cart. Whatever it gives, no floor is crossed.
import { amountNeeded, amountOff, type CodeAmount } from '#app/domain/market/code-amount.ts';
import type { Exchange } from '#app/domain/money/exchange.ts';
import type { Offer, OfferedItem } from '#app/domain/decision/facts.ts';
import type { UnitTerms } from '#app/domain/portable/discount.ts';
import type { Moment } from './email-text/email-text.ts';

export type CodeTerms =
  | { kind: 'percent'; bp: number; productIds: readonly bigint[] }
  /** Off each unit. */
  | ({ kind: 'amount'; productIds: readonly bigint[] } & CodeAmount)
  /** One of it, for whoever buys one of the others. */
  | { kind: 'gift'; productId: bigint; withIds: readonly bigint[] }
  /** For goods of at least so much. */
  | ({ kind: 'free_shipping' } & CodeAmount);

/**
 * @param exchange between the shop's currency and the offer's; null: not known
 * @returns null: the offer goes without a code, at full prices
 */
export function codeTerms({ terms, items, freeShipping, totalMinor }: Offer, moment: Moment, exchange: Exchange | null): CodeTerms | null {
  // The cart that the message's button opens is the offer's: what it costs stands for having it.
  if (freeShipping) return exchange && { kind: 'free_shipping', ...amountNeeded(totalMinor, exchange) };
  if (terms.kind === 'gift') return giftOf(items, terms.slotNo, moment);
  if (terms.kind !== 'percent' && terms.kind !== 'amount') return null;
  const given = items.flatMap(({ productId, unit }) => (unit && isSome(unit) ? [{ productId, unit }] : []));
  const [percents, amounts] = [given.filter(({ unit }) => unit.kind === 'percent'), given.filter(({ unit }) => unit.kind === 'amount')];
  const least = (some: typeof given): number => Math.min(...some.map(({ unit }) => (unit.kind === 'percent' ? unit.bp : unit.minor)));
  // One code has one number: the least that any of the items may have.
  if (percents.length > 0) return { kind: 'percent', bp: least(percents), productIds: percents.map(({ productId }) => productId) };
  return amounts.length > 0 && exchange ? { kind: 'amount', ...amountOff(least(amounts), exchange), productIds: amounts.map(({ productId }) => productId) } : null;
}

/** Bought already, the anchor has paid for it; a cart that was left may never be bought, and then nothing has. */
function giftOf(items: readonly OfferedItem[], slotNo: number, moment: Moment): CodeTerms | null {
  const gift = items.find((item) => item.slotNo === slotNo && item.unit !== null);
  const others = items.filter((item) => item !== gift);
  if (!gift || others.length === 0 || moment === 'cart_abandoned') return null;
  return { kind: 'gift', productId: gift.productId, withIds: others.map(({ productId }) => productId) };
}

const isSome = (unit: UnitTerms): boolean => (unit.kind === 'percent' ? unit.bp > 0 : unit.minor > 0);

/** @returns price of one unit with the code, rounded so that nobody is ever charged more than they read */
export function priceWith(code: CodeTerms | null, { productId, priceMinor }: Pick<OfferedItem, 'productId' | 'priceMinor'>): number {
  switch (code?.kind) {
    case 'percent':
      return code.productIds.includes(productId) ? priceMinor - Math.floor((priceMinor * code.bp) / 10_000) : priceMinor;
    case 'amount':
      return code.productIds.includes(productId) ? Math.max(0, priceMinor - code.saidMinor) : priceMinor;
    case 'gift':
      return code.productId === productId ? 0 : priceMinor;
    default:
      return priceMinor;
  }
}
