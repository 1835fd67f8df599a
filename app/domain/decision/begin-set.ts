// Whether a set begins here: by its strategy, from what is in the cart or the customer's, and by its conditions. What begins is
// concrete: one product that started it, and the slots whose turn it is.
import { dateIn, dayIn } from '../catalog/day-of-year.ts';
import { isOnSale, lowestPriceMinor } from '../catalog/product.ts';
import { withoutPrice } from '../offer/offer-terms.ts';
import { MAX_SLOTS } from '../portable/names.ts';
import { unmetCondition } from '../set/conditions.ts';
import type { SetFacts } from '../set/set.ts';
import { STRATEGY } from '../set/strategies.ts';
import type { Begun, Standing } from '../set/strategies/strategy.ts';
import type { DecisionFacts, Refusal } from './facts.ts';
import type { Stands } from './fits-customer.ts';
import type { RefusalCode } from './reason-codes.ts';

export interface BegunSet extends Stands {
  kind: 'begun';
  set: SetFacts;
}

/** @param isCalledFor a rule of the merchant's calls for it: then it begins in any cart that holds something. @returns null where nothing starts it */
export function beginSet(set: SetFacts, facts: DecisionFacts, isCalledFor: boolean, now: Date): BegunSet | { kind: 'refused'; refusal: Refusal } | null {
  const standing = standingOf(facts, now);
  const begun = STRATEGY[set.strategy].begin(set, standing) ?? (isCalledFor ? calledInto(set, standing) : null);
  if (begun === null) return null;
  const refused = (code: RefusalCode, productId: bigint, numbers: readonly number[]) => ({ kind: 'refused' as const, refusal: { code, productId, setId: set.setId, slotNo: 0, numbers } });
  if (begun.kind === 'refused') return refused(begun.code, begun.productId, begun.numbers);
  const { anchorProductId, slots, isOwned } = begun;
  const unmet = unmetCondition(set, {
    date: dateIn(facts.timezone, now), today: dayIn(facts.timezone, now), marketIds: facts.marketIds, segments: facts.customer.segments, subject: facts.subject, isCalledFor,
  });
  if (unmet) return refused(unmet.code, anchorProductId, unmet.numbers);
  const code = anchorRefusal(begun, facts, now);
  if (code) return refused(code, anchorProductId, []);
  return { kind: 'begun', strategy: set.strategy, isOwned, set: { ...set, anchorProductId, slots, terms: isPromised(begun, set, facts) ? set.terms : withoutPrice(set.terms) } };
}

function standingOf({ cart, customer, products, moment, companionsHad }: DecisionFacts, now: Date): Standing {
  return {
    now,
    cartProductIds: new Set(cart.map(({ productId }) => productId)),
    isOrdered: moment !== 'browsing',
    customer,
    priceOf: (productId) => {
      const product = products.get(productId);
      return (product && lowestPriceMinor(product)) ?? 0;
    },
    companionsHad,
  };
}

/** Beside the dearest product in the cart that is none of its own; never a ladder, which begins with what somebody has. Nobody has begun it, so it comes at full prices. */
function calledInto(set: SetFacts, { cartProductIds, priceOf }: Standing): Begun | null {
  const own = new Set(set.slots.flatMap(({ candidates }) => candidates.map(({ productId }) => productId)));
  const [anchorProductId] = [...cartProductIds].filter((productId) => !own.has(productId)).sort((one, other) => priceOf(other) - priceOf(one) || (one < other ? -1 : 1));
  return anchorProductId === undefined || set.strategy === 'evolution' || set.strategy === 'upsell' ? null : { kind: 'begun', anchorProductId, slots: set.slots.slice(0, MAX_SLOTS), isOwned: false, isCalled: true };
}

/** What keeps the whole set out: the store's discount does not start from such an anchor, so its price could not be kept. */
function anchorRefusal({ anchorProductId, isOwned }: Begun, { partProductIds, products }: DecisionFacts, now: Date): RefusalCode | null {
  if (isOwned) return null;
  const anchor = products.get(anchorProductId);
  if (!anchor || !isOnSale(anchor, now)) return 'anchor_not_on_sale';
  return partProductIds.has(anchorProductId) ? 'anchor_discounted' : null;
}

/** On site it is the set discount that keeps a price, and that needs the anchor in the cart; a message brings a code. */
function isPromised({ isOwned, isCalled }: Begun, { strategy }: SetFacts, { moment }: DecisionFacts): boolean {
  return moment === 'message' || !(isOwned || isCalled || STRATEGY[strategy].beside === 'replaces');
}
