// What a unit earns: price after discount, less unit cost, less payment fee. The floor is held in percent of that price
// and in money, both. Where a minor unit must be rounded, it is rounded against the offer.
import type { Guardrails } from './guardrails.ts';

export interface UnitCost {
  costMinor: number;
  /** True when Shopify knows none and the shop's default stands in. */
  assumed: boolean;
}

/** @returns null when there is no cost and the guardrails name no default */
export function unitCost(variant: { priceMinor: number; unitCostMinor: number | null }, guardrails: Guardrails): UnitCost | null {
  if (variant.unitCostMinor !== null) return { costMinor: variant.unitCostMinor, assumed: false };
  if (guardrails.defaultCostBp === null) return null;
  return { costMinor: Math.ceil((variant.priceMinor * guardrails.defaultCostBp) / 10_000), assumed: true };
}

/** @param priceMinor price of one unit after discount @returns margin of one unit, minor units; negative when it loses */
export function marginMinor(priceMinor: number, costMinor: number, guardrails: Guardrails): number {
  const fee = Math.ceil((priceMinor * guardrails.feeBp) / 10_000) + guardrails.feeMinor;
  return priceMinor - costMinor - fee;
}

/** @returns margin as basis points of the price, rounded down; what is given away has none */
export function marginBp(priceMinor: number, costMinor: number, guardrails: Guardrails): number {
  return priceMinor > 0 ? Math.floor((marginMinor(priceMinor, costMinor, guardrails) * 10_000) / priceMinor) : -10_000;
}

export function holdsFloor(priceMinor: number, costMinor: number, guardrails: Guardrails): boolean {
  const margin = marginMinor(priceMinor, costMinor, guardrails);
  return priceMinor > 0 && margin >= guardrails.floorMinor && margin * 10_000 >= guardrails.floorBp * priceMinor;
}
