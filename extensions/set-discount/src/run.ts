// The set's discount: a line that the widget added gets what its product's metafield allows in that set, as long as the
// set's anchor is in the cart, once per anchor. Never more than was published, never a guess: what does not parse gets
// nothing.
import { discountedUnitPriceMinor } from '../../../app/domain/portable/discount.ts';
import { decimalFromMinor, minorFromDecimal } from './minor-units.ts';

export interface RunInput {
  cart: { lines: RunLine[] };
  discount: { discountClasses: string[] };
}

export interface RunLine {
  id: string;
  quantity: number;
  set: { value?: string | null } | null;
  cost: { amountPerQuantity: { amount: string; currencyCode: string } };
  merchandise: {
    __typename: string;
    product?: { id: string; allowed: { jsonValue: unknown } | null };
  };
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

interface Claim {
  setId: string;
  anchorProductId: string;
  discountBp: number;
}

/**
 * @param input what src/run.graphql asks for
 * @returns one operation with a fixed amount per unit for every line that earns it, or none
 */
export function cartLinesDiscountsGenerateRun(input: RunInput): RunResult {
  if (!input.discount.discountClasses.includes('PRODUCT')) return { operations: [] };
  const lines = input.cart.lines.map((line) => ({ line, claim: claimOf(line) }));

  // A line that claims a discount is never an anchor: two products cannot lower each other, whatever the order.
  const anchors = new Map<string, number>();
  for (const { line, claim } of lines) {
    const product = line.merchandise.product;
    if (product && !claim) anchors.set(idOf(product.id), (anchors.get(idOf(product.id)) ?? 0) + line.quantity);
  }

  const used = new Map<string, number>();
  const candidates = lines.flatMap(({ line, claim }) => {
    if (!claim) return [];
    const key = `${claim.setId} ${line.merchandise.product?.id}`;
    const left = (anchors.get(claim.anchorProductId) ?? 0) - (used.get(key) ?? 0);
    const quantity = Math.min(line.quantity, left);
    const amount = amountOff(line, claim.discountBp);
    if (quantity <= 0 || amount === null) return [];
    used.set(key, (used.get(key) ?? 0) + quantity);
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

/** What the line asks for and its product's metafield allows; null when it asks for nothing or for what is not allowed. */
function claimOf(line: RunLine): Claim | null {
  const setId = line.set?.value;
  const published = line.merchandise.product?.allowed?.jsonValue;
  if (!setId || !isRecord(published) || !Object.hasOwn(published, setId)) return null;
  const entry = published[setId];
  if (!isRecord(entry)) return null;
  const { anchor, bp } = entry;
  if (typeof anchor !== 'string' || typeof bp !== 'number' || !Number.isInteger(bp) || bp < 1 || bp > 10_000) return null;
  return { setId, anchorProductId: idOf(anchor), discountBp: bp };
}

/** Per unit, as a decimal text in the cart's currency; null when it rounds to nothing. */
function amountOff(line: RunLine, discountBp: number): string | null {
  const { amount, currencyCode } = line.cost.amountPerQuantity;
  const price = minorFromDecimal(amount, currencyCode);
  if (price === null) return null;
  const off = price - discountedUnitPriceMinor(price, discountBp);
  return off > 0 ? decimalFromMinor(off, currencyCode) : null;
}

/** "gid://shopify/Product/7" and "7" name the same product. */
const idOf = (id: string): string => id.slice(id.lastIndexOf('/') + 1);

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
