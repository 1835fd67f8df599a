// A merchant tries the rules on a cart: which of them act, and what is offered with them and without. As on the cart page,
// wherever placements are on or off; keeps nothing.
import { customerFacts } from '#app/db/customer-desk.ts';
import { productsOf } from '#app/db/decision-facts.ts';
import { type Decided, decideWithAndWithoutRules } from './decide-offer.ts';

export interface TriedOffer {
  goal: string;
  items: { productId: string; title: string; imageUrl: string | null; priceMinor: number; offerPriceMinor: number }[];
}

export type TriedRules =
  | { kind: 'unknown_customer' }
  | {
      kind: 'tried';
      /** Ids of the rules that act, in the merchant's order. */
      acting: readonly string[];
      /** null: nothing is offered. */
      withRules: TriedOffer | null;
      without: TriedOffer | null;
    };

/** @param productIds in the cart, one of each, in its first variant */
export async function tryRules(shopId: bigint, { productIds, customerId }: { productIds: readonly bigint[]; customerId: bigint | null }, now: Date): Promise<TriedRules> {
  const [products, customer] = await Promise.all([productsOf(shopId, productIds), customerId === null ? null : customerFacts(shopId, customerId)]);
  if (customer === undefined) return { kind: 'unknown_customer' };
  const items = productIds.flatMap((productId) => (products.get(productId)?.variants ?? []).slice(0, 1).map(({ variantId }) => ({ variantId, quantity: 1 })));
  const decided = await decideWithAndWithoutRules({ shopId, placement: 'cart_page', items, customerId, partVariantIds: [] }, now);
  return { kind: 'tried', acting: decided?.withRules.decision.rules ?? [], withRules: decided && toldOffer(decided.withRules), without: decided && toldOffer(decided.without) };
}

function toldOffer({ decision: { offer }, facts }: Decided): TriedOffer | null {
  return (
    offer && {
      goal: offer.goal,
      items: offer.items.map(({ productId, priceMinor, offerPriceMinor }) => {
        const product = facts.products.get(productId);
        return { productId: String(productId), title: product?.title ?? String(productId), imageUrl: product?.imageUrl ?? null, priceMinor, offerPriceMinor };
      }),
    }
  );
}
