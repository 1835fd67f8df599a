// Where a decision's facts come from: read from the database, or kept in memory (kept-facts.ts).
import { currentModel, listsOf } from '#app/db/associations.ts';
import { placeFacts, productsOf, productsOfVariants, rulesOfShop, setsOfOwners, setsStartedBy } from '#app/db/decision-facts.ts';
import { substitutesOf } from '#app/db/product-substitutes.ts';

/** What is kept is said at once: to wait for what is there costs more than to look it up. */
type AtOnceOrLater<Ask extends (...about: never[]) => Promise<unknown>> = (...about: Parameters<Ask>) => Awaited<ReturnType<Ask>> | ReturnType<Ask>;

/** What a decision asks of a shop, beside who its customer is. */
export interface FactsSource {
  place: AtOnceOrLater<typeof placeFacts>;
  model: AtOnceOrLater<typeof currentModel>;
  productsOfVariants: AtOnceOrLater<typeof productsOfVariants>;
  sets: AtOnceOrLater<typeof setsStartedBy>;
  setsOfOwners: AtOnceOrLater<typeof setsOfOwners>;
  rules: AtOnceOrLater<typeof rulesOfShop>;
  lists: AtOnceOrLater<typeof listsOf>;
  substitutes: AtOnceOrLater<typeof substitutesOf>;
  products: AtOnceOrLater<typeof productsOf>;
  /** Whether nothing need be asked of a visitor: no link, no answer, and the arms that the hash says. */
  isStranger(shopId: bigint, visitorId: string): boolean;
}

/** What the database says now: for a merchant who has just changed something, and for messages, which are few. */
export const fromDatabase = { place: placeFacts, model: currentModel, productsOfVariants, sets: setsStartedBy, setsOfOwners, rules: rulesOfShop, lists: listsOf, substitutes: substitutesOf, products: productsOf, isStranger: () => false } satisfies FactsSource;
