// The set's discount: a line that the widget added gets what its product's metafield allows in that set, as long as the
// set's anchor is in the cart, once per anchor: a percentage, an amount or a gift line by line, a set price only where one of
// every slot is there. Never more than was published, never a guess: what does not parse gets nothing.
import { unitPriceUnder } from '../../../app/domain/portable/discount.ts';
import { anchorUnits, type Claim, type ClaimingLine, type Claims, claimsOf, oncePerAnchor } from './claim.ts';
import { decimalFromMinor, inCurrency, minorFromDecimal } from './minor-units.ts';

export interface RunInput {
  cart: { lines: RunLine[] };
  discount: { discountClasses: string[] };
  /** Of the shop's currency into the cart's. */
  presentmentCurrencyRate: string;
}

export interface RunLine extends ClaimingLine {
  cost: { amountPerQuantity: { amount: string; currencyCode: string } };
}

export interface RunResult {
  operations: {
    productDiscountsAdd: {
      selectionStrategy: 'ALL';
      candidates: {
        targets: { cartLine: { id: string; quantity: number } }[];
        value: { fixedAmount: { amount: string; appliesToEachItem: true } };
      }[];
    };
  }[];
}

/**
 * @param input what src/run.graphql asks for
 * @returns one operation with a fixed amount per unit for every line that earns it, or none
 */
export function cartLinesDiscountsGenerateRun(input: RunInput): RunResult {
  if (!input.discount.discountClasses.includes('PRODUCT')) return { operations: [] };
  const claims = claimsOf(input.cart.lines);
  const wholes = wholeSets(claims);

  const takeGifts = oncePerAnchor(claims.anchors);
  const used = new Map<string, number>();
  const take = (claim: Claim, wanted: number): number => {
    if (claim.given.kind === 'gift') return takeGifts(claim, wanted);
    const most = claim.given.kind === 'price' ? (wholes.get(claim.setId) ?? 0) : anchorUnits(claim, claims.anchors);
    const key = sharedBy(claim);
    const quantity = Math.min(wanted, most - (used.get(key) ?? 0));
    used.set(key, (used.get(key) ?? 0) + quantity);
    return quantity;
  };
  const candidates = claims.claiming.flatMap(({ line, claim }) => {
    const amount = amountOff(line, claim, input.presentmentCurrencyRate);
    const quantity = amount === null ? 0 : take(claim, line.quantity);
    if (quantity <= 0 || amount === null) return [];
    return [
      {
        targets: [{ cartLine: { id: line.id, quantity } }],
        value: { fixedAmount: { amount, appliesToEachItem: true as const } },
      },
    ];
  });
  if (candidates.length === 0) return { operations: [] };
  return { operations: [{ productDiscountsAdd: { selectionStrategy: 'ALL', candidates } }] };
}

/** Among what the anchors of a claim are counted off: one of each product, one of each slot. */
const sharedBy = ({ setId, productId, given }: Claim): string => (given.kind === 'price' ? `${setId} slot ${given.slot}` : `${setId} ${productId}`);

/** How often one of every slot is there with the anchor, by set id. */
function wholeSets({ claiming, anchors }: Claims<RunLine>): Map<string, number> {
  const bySet = new Map<string, { anchored: number; units: number[] }>();
  for (const { line, claim } of claiming) {
    const { setId, given } = claim;
    if (given.kind !== 'price') continue;
    const set = bySet.get(setId) ?? { anchored: anchorUnits(claim, anchors), units: Array.from({ length: given.slots }, () => 0) };
    set.units[given.slot - 1] = (set.units[given.slot - 1] ?? 0) + line.quantity;
    bySet.set(setId, set);
  }
  return new Map([...bySet].map(([setId, { anchored, units }]) => [setId, Math.min(anchored, ...units)]));
}

/** Per unit, as a decimal text in the cart's currency; null when it comes to nothing, or cannot be told. */
function amountOff(line: RunLine, { given }: Claim, rate: string): string | null {
  const { amount, currencyCode } = line.cost.amountPerQuantity;
  const price = minorFromDecimal(amount, currencyCode);
  if (price === null) return null;
  const after = priceUnder(price, given, currencyCode, rate);
  return after !== null && after < price ? decimalFromMinor(price - after, currencyCode) : null;
}

/** What is given in the shop's currency is rounded against the offer in another one. */
function priceUnder(price: number, given: Claim['given'], currency: string, rate: string): number | null {
  switch (given.kind) {
    case 'percent':
      return unitPriceUnder(price, given);
    case 'gift':
      return 0;
    case 'shipping':
      return price;
    default: {
      const minor = inCurrency(given.minor, given.currency, currency, rate, given.kind === 'amount' ? 'down' : 'up');
      return minor === null ? null : unitPriceUnder(price, { kind: given.kind, minor });
    }
  }
}
