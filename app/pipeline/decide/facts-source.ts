// Where a decision's facts come from: read from the database, or kept in memory (kept-facts.ts).
import { currentModel, listsOf } from '#app/db/associations.ts';
import { placeFacts, productsOf, productsOfVariants, rulesOfShop, setsOfOwners, setsStartedBy } from '#app/db/decision-facts.ts';
import { substitutesOf } from '#app/db/product-substitutes.ts';

/** What a decision asks of a shop, beside who its customer is. */
export interface FactsSource {
  place: typeof placeFacts;
  model: typeof currentModel;
  productsOfVariants: typeof productsOfVariants;
  sets: typeof setsStartedBy;
  setsOfOwners: typeof setsOfOwners;
  rules: typeof rulesOfShop;
  lists: typeof listsOf;
  substitutes: typeof substitutesOf;
  products: typeof productsOf;
  /** Whether nothing need be asked of a visitor: no link, no answer, and the arms that the hash says. */
  isStranger(shopId: bigint, visitorId: string): boolean;
}

/** What the database says now: for a merchant who has just changed something, and for messages, which are few. */
export const fromDatabase: FactsSource = { place: placeFacts, model: currentModel, productsOfVariants, sets: setsStartedBy, setsOfOwners, rules: rulesOfShop, lists: listsOf, substitutes: substitutesOf, products: productsOf, isStranger: () => false };
