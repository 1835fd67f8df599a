// Gathers what a decision is made from. Nothing is judged here, and nothing read that no rule or ranking asks for.
import { currentModel, listsOf } from '#app/db/associations.ts';
import { customerFacts } from '#app/db/customer-facts.ts';
import { type CartContext, cartContext, productsOf } from '#app/db/decision-facts.ts';
import type { AnyPlacement } from '#app/contract/offers.ts';
import { type AssociationList, rankAssociations, type RankedProduct } from '#app/domain/association/rank.ts';
import { NOBODY } from '#app/domain/audience/customer-facts.ts';
import type { CartLine, DecisionFacts, Policy } from '#app/domain/decision/facts.ts';
import { withoutPrice } from '#app/domain/offer/offer-terms.ts';

/** So many products of the ranking have their score looked up; below that the score of the suggestion serves. */
const RANKED = 200;
/** So many of those may stand in for a slot that has none left. */
const ALTERNATES = 40;
/** From here a link leads into a cart without an anchor, in which the set's discount does not start: none is promised. */
const WITHOUT_DISCOUNT: readonly OfferPlace[] = ['thank_you', 'order_status'];

/** Where an offer is made: in a place that merchants switch on and off, or in a message. */
export type OfferPlace = AnyPlacement | 'email';

export interface OfferRequest {
  shopId: bigint;
  placement: OfferPlace;
  items: readonly { variantId: bigint; quantity: number }[];
  /** Currency of the cart; absent: the shop's own. */
  currency?: string | undefined;
  /** ISO 3166; absent: not known. */
  country?: string | null | undefined;
  customerId: bigint | null;
  visitorId?: string | undefined;
  /** Of products that the cart holds only as parts of sets, at their discount. */
  partVariantIds: readonly bigint[];
}

export interface Gathered {
  facts: DecisionFacts;
  policy: Policy;
  experiments: CartContext['experiments'];
}

/** @param wanted says, from the first look, whether to go on. @returns null when not, or when the shop is not here */
export async function gatherFacts(request: OfferRequest, wanted: (context: CartContext) => boolean, now: Date): Promise<Gathered | null> {
  const { shopId, items, customerId } = request;
  const variantIds = items.map(({ variantId }) => variantId);
  const [context, model] = await Promise.all([cartContext(shopId, { ...request, variantIds, country: request.country ?? null }), currentModel(shopId)]);
  if (!context || !wanted(context)) return null;

  const cart = items.flatMap(({ variantId, quantity }): CartLine[] => {
    const productId = context.productOfVariant.get(variantId);
    return productId === undefined ? [] : [{ productId, variantId, quantity }];
  });
  const cartProductIds = [...new Set(cart.map(({ productId }) => productId))];
  const starts = context.sets.length > 0;
  const lists = model && starts ? await listsOf(shopId, model.modelId, cartProductIds) : new Map<bigint, AssociationList<bigint>>();
  const ranked = model && starts ? rankAssociations(model, lists, cartProductIds, { limit: RANKED }) : [];
  const named = productsNamed(context, ranked);
  const [products, customer] = await Promise.all([productsOf(shopId, named), starts ? customerFacts(shopId, { customerId, visitorId: request.visitorId ?? null, productIds: named }, now) : NOBODY]);

  const facts: DecisionFacts = {
    shopCurrency: context.currency,
    cartCurrency: request.currency ?? context.currency,
    soldHere: context.soldHere,
    country: context.country,
    timezone: context.timezone,
    inMessage: request.placement === 'email',
    cart,
    partProductIds: new Set(request.partVariantIds.flatMap((variantId) => context.productOfVariant.get(variantId) ?? [])),
    sets: promisesDiscount(request.placement, context) ? context.sets : context.sets.map((set) => ({ ...set, terms: withoutPrice(set.terms) })),
    products,
    companions: ranked.map(({ product, score }) => ({ productId: product, score })),
    support: supportOf(context, lists, new Set(named)),
    customer,
    uplift: context.uplift,
    chances: new Map(),
    substitutes: new Map(),
  };
  return { facts, policy: context.policy, experiments: context.experiments };
}

/** A message brings a code of its own; on site it is the set discount that keeps the promise. */
function promisesDiscount(placement: OfferPlace, { discountRuns }: CartContext): boolean {
  return placement === 'email' || (discountRuns && !WITHOUT_DISCOUNT.includes(placement));
}

/** Anchors, candidates, and the strongest associations; what is only popular stands in for nothing. */
function productsNamed({ sets }: CartContext, ranked: readonly RankedProduct<bigint>[]): bigint[] {
  if (sets.length === 0) return [];
  const alternates = ranked.filter(({ because }) => because !== null).slice(0, ALTERNATES);
  return [
    ...new Set([
      ...sets.flatMap(({ anchorProductId, slots }) => [anchorProductId, ...slots.flatMap(({ candidates }) => candidates.map(({ productId }) => productId))]),
      ...alternates.map(({ product }) => product),
    ]),
  ];
}

function supportOf({ sets }: CartContext, lists: ReadonlyMap<bigint, AssociationList<bigint>>, named: ReadonlySet<bigint>): Map<bigint, Map<bigint, number>> {
  return new Map(
    sets.map(({ anchorProductId }) => {
      const list = lists.get(anchorProductId);
      const counted = (list?.targets ?? []).map((target, at) => [target, list?.support[at] ?? 0] as const);
      return [anchorProductId, new Map(counted.filter(([target]) => named.has(target)))];
    }),
  );
}
