// What a unit earns: price after discount, less the tax in it, less unit cost, handling and payment fee (of the fixed part what
// its rails say: fixed-fee.ts). The floor is held in percent of the price without tax and in money, both. Where a minor unit
// must be rounded, it is rounded against the offer.
import { afterStack, beforeStack } from '../discount/could-stack.ts';
import type { Rails } from './rails.ts';

export interface PricedVariant {
  priceMinor: number;
  /** null: Shopify knows no cost. */
  unitCostMinor: number | null;
  /** In another currency than the shop's: what was taken for its cost at home, converted. A low price abroad makes nothing cheaper to buy. */
  cost?: UnitCost | null;
}

export interface UnitCost {
  costMinor: number;
  /** True when Shopify knows none that can be, and a default of the merchant's stands in. */
  assumed: boolean;
}

/** A cost above so many prices is a slip of the keyboard: a missing decimal point, another currency. */
const ABSURD_PRICES = 100;

/** @returns whether the cost that Shopify has cannot be one: it is then taken for unknown, and said */
export function isAbsurdCost({ priceMinor, unitCostMinor, cost }: PricedVariant): boolean {
  if (cost !== undefined) return unitCostMinor !== null && (cost === null || cost.assumed);
  return unitCostMinor !== null && (unitCostMinor < 0 || (priceMinor > 0 && unitCostMinor > priceMinor * ABSURD_PRICES));
}

/** @returns null when there is no cost that can be and the merchant named no default */
export function unitCost(variant: PricedVariant, rails: Rails): UnitCost | null {
  if (variant.cost !== undefined) return variant.cost;
  if (variant.unitCostMinor !== null && !isAbsurdCost(variant)) return { costMinor: variant.unitCostMinor, assumed: false };
  if (rails.defaultCostBp === null) return null;
  return { costMinor: Math.ceil((netMinor(variant.priceMinor, rails) * rails.defaultCostBp) / 10_000), assumed: true };
}

/** @returns a price without the tax that it holds */
export function netMinor(priceMinor: number, { includedTaxBp }: Rails): number {
  return includedTaxBp === 0 ? priceMinor : Math.floor((priceMinor * 10_000) / (10_000 + includedTaxBp));
}

/** @param priceMinor price of one unit after discount @returns margin of the first unit of a line, minor units; negative when it loses. Further ones have no less */
export function marginMinor(priceMinor: number, costMinor: number, rails: Rails): number {
  const fee = Math.ceil((priceMinor * rails.feeBp) / 10_000) + rails.feeMinor;
  return netMinor(priceMinor, rails) - costMinor - rails.handlingMinor - fee;
}

/** @returns margin as basis points of the price without tax, rounded down; what is given away has none */
export function marginBp(priceMinor: number, costMinor: number, rails: Rails): number {
  const net = netMinor(priceMinor, rails);
  return net > 0 ? Math.floor((marginMinor(priceMinor, costMinor, rails) * 10_000) / net) : -10_000;
}

export function holdsFloor(priceMinor: number, costMinor: number, rails: Rails): boolean {
  return chargedMinor(priceMinor, rails) > 0 && floorSlackMinor(priceMinor, costMinor, rails) >= 0;
}

/** What is left of a price where every discount comes on top that may. */
const chargedMinor = (priceMinor: number, { stack }: Rails): number => (stack ? afterStack(priceMinor, stack) : priceMinor);

/** @returns what the margin is beyond the floor, whatever other discounts come on top; negative below it */
export function floorSlackMinor(priceMinor: number, costMinor: number, rails: Rails): number {
  const charged = chargedMinor(priceMinor, rails);
  return marginMinor(charged, costMinor, rails) - Math.max(rails.floorMinor, Math.ceil((netMinor(charged, rails) * rails.floorBp) / 10_000));
}

/**
 * The least price that holds the floor whatever the rounding: at most two minor units more than the true one, so that
 * whoever shrinks an amount to it need not try every cent. A higher floor or cost never gives a lower price.
 * @returns null where no price does
 */
export function leastPriceMinor(costMinor: number, rails: Rails): number | null {
  const net = 10_000 / (10_000 + rails.includedTaxBp);
  const kept = net - rails.feeBp / 10_000;
  const spent = costMinor + rails.handlingMinor + rails.feeMinor + 2;
  const least = [
    { need: spent + rails.floorMinor, of: kept },
    { need: spent, of: kept - (rails.floorBp / 10_000) * net },
  ].map(({ need, of }) => (of > 0 ? Math.ceil(need / of) : Number.POSITIVE_INFINITY));
  const charged = Math.max(1, ...least);
  const price = rails.stack ? beforeStack(charged, rails.stack) : charged;
  return Number.isFinite(price) ? price : null;
}
