// What is bought most, whoever asks and whatever they have: the floor that every answer is held against.
import { popularity } from './lists.ts';
import type { OrderHistory } from './order-history.ts';
import { orderWeights } from './pair-counts.ts';
import { POPULAR_LENGTH } from './parameters.ts';

export interface Popular {
  readonly popular: Int32Array;
  readonly shares: Float64Array;
}

/** @param decayDays an order counts with 1/e at this age; 0 = all alike */
export function popularityLately(history: OrderHistory, decayDays: number): Popular {
  const weights = orderWeights(history, { sizeExponent: 0, decayDays });
  const weight = new Float64Array(history.productKeys.length);
  for (let order = 0; order < weights.length; order++)
    for (let line = history.starts[order]!; line < history.starts[order + 1]!; line++) weight[history.lines[line]!] = weight[history.lines[line]!]! + weights[order]!;
  const { products, shares } = popularity(weight, POPULAR_LENGTH);
  return { popular: products, shares };
}

/** By plain number of orders. */
export const plainPopularity = (history: OrderHistory): Popular => popularityLately(history, 0);
