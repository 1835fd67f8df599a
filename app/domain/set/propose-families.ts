// Families: one maker's products of several kinds that customers come back for. Its parts are the kinds, each with what sells
// best of it.
import type { Language } from '../language.ts';
import { kindIn } from './kind.ts';
import { type ProposedStrategySet, type RungProduct, slotOf, strategySet } from './propose-ladders.ts';

export interface MakerProduct extends RungProduct {
  /** As it is written. */
  vendor: string;
  /** Orders that hold it. */
  orders: number;
}

/** Customers who own two of its products or more, of different kinds, bought apart; by vendor, lower case. */
export type FamilyCustomers = ReadonlyMap<string, number>;

/** A maker of more of the range is the shop itself. */
const MOST_OF_RANGE = 0.5;
const [LEAST_PARTS, MOST_PARTS] = [2, 5];
const PART_PRODUCTS = 8;
const MOST_FAMILIES = 6;

/** @param least customers that a family rests on. @returns those of most customers first */
export function proposeFamilies(customers: FamilyCustomers, products: readonly MakerProduct[], least: number, language: Language): ProposedStrategySet[] {
  const byMaker = Map.groupBy(products, ({ vendor }) => vendor.trim().toLowerCase());
  return [...customers]
    .flatMap(([maker, support]): ProposedStrategySet[] => {
      const own = byMaker.get(maker) ?? [];
      if (support < least || maker === '' || own.length > products.length * MOST_OF_RANGE) return [];
      const parts = [...Map.groupBy(own.filter(({ orders }) => orders > 0), ({ kind }) => kind)].sort(([, one], [, other]) => ordersOf(other) - ordersOf(one)).slice(0, MOST_PARTS);
      if (parts.length < LEAST_PARTS) return [];
      const slots = parts.map(([kind, members], at) => slotOf(at + 1, kindIn(language, kind), [...members].sort((one, other) => other.orders - one.orders).slice(0, PART_PRODUCTS).map(({ productId }) => productId)));
      const name = own[0]!.vendor.trim();
      const goal = language === 'de' ? `Mehr von ${name}` : `More from ${name}`;
      const productIds = slots.flatMap(({ source }) => (source.kind === 'products' ? source.productIds : []));
      return [{ definition: strategySet({ strategy: 'ecosystem', goal, slots }), support, productIds }];
    })
    .sort((one, other) => other.support - one.support)
    .slice(0, MOST_FAMILIES);
}

const ordersOf = (members: readonly MakerProduct[]): number => members.reduce((sum, { orders }) => sum + orders, 0);
