// Better versions: of the same kind and bought in the same company, somewhat dearer, and leaving the shop more. In place of the
// product, never beside it.
import type { Language } from '../language.ts';
import { shortTitle } from './goal.ts';
import { kindIn } from './kind.ts';
import { type ProposedStrategySet, type RungProduct, slotOf, strategySet } from './propose-ladders.ts';

export interface ProductToBetter extends RungProduct {
  /** Orders that hold it. */
  orders: number;
  /** What stands in for it by what it is bought with, the likest first. */
  alikeIds: readonly bigint[];
}

const [LEAST_TIMES, MOST_TIMES] = [1.15, 2];
const MOST_BETTER = 3;
const MOST_UPSELLS = 10;
/** Suggestions that lead to the same better product: a person who looks through them would read one thing again and again. */
const MOST_TO_SAME = 2;

/**
 * @param leftOf what one of it leaves the shop, minor units; null: its cost is not known
 * @param least orders that the product is in
 * @returns those in most orders first
 */
export function proposeUpsells(products: ReadonlyMap<bigint, ProductToBetter>, leftOf: (productId: bigint) => number | null, least: number, language: Language): ProposedStrategySet[] {
  const led = new Map<bigint, number>();
  return [...products.values()]
    .sort((one, other) => other.orders - one.orders)
    .flatMap((product): ProposedStrategySet[] => {
      const left = leftOf(product.productId);
      if (left === null || product.orders < least) return [];
      const better = product.alikeIds.filter((otherId) => {
        const other = products.get(otherId);
        const theirs = leftOf(otherId);
        if (!other || other.kind !== product.kind || theirs === null || theirs <= left) return false;
        const times = other.priceMinor / product.priceMinor;
        return times >= LEAST_TIMES && times <= MOST_TIMES;
      }).slice(0, MOST_BETTER);
      const [first] = better;
      const before = first === undefined ? MOST_TO_SAME : (led.get(first) ?? 0);
      if (first === undefined || before >= MOST_TO_SAME) return [];
      led.set(first, before + 1);
      const [goal, name] = language === 'de' ? [`Mehr als ${shortTitle(product.title)}`, kindIn(language, product.kind)] : [`A step up from ${shortTitle(product.title)}`, `better ${product.kind}`];
      return [{
        definition: strategySet({ strategy: 'upsell', goal, anchor: { kind: 'products', productIds: [product.productId] }, slots: [slotOf(1, name, better)] }),
        support: product.orders,
        productIds: [product.productId],
      }];
    })
    .slice(0, MOST_UPSELLS);
}
