// Free shipping of a set: while a line that the widget added is given it, and the set's anchor is in the cart, the cheapest
// way of sending those goods costs nothing. Faster ones cost what they cost: what sending may take of a margin is reckoned
// for one ordinary parcel, so of several parcels one is free for each anchor.
import { type ClaimingLine, claimsOf, oncePerAnchor } from './claim.ts';

export interface DeliveryInput {
  cart: { lines: ClaimingLine[]; deliveryGroups: DeliveryGroup[] };
  discount: { discountClasses: string[] };
}

export interface DeliveryGroup {
  id: string;
  cartLines: { id: string }[];
  deliveryOptions: { handle: string; cost: { amount: string } }[];
}

export interface DeliveryResult {
  operations: {
    deliveryDiscountsAdd: {
      selectionStrategy: 'ALL';
      candidates: { targets: { deliveryOption: { handle: string } }[]; value: { percentage: { value: string } } }[];
    };
  }[];
}

/** @param input what src/delivery.graphql asks for */
export function cartDeliveryOptionsDiscountsGenerateRun(input: DeliveryInput): DeliveryResult {
  if (!input.discount.discountClasses.includes('SHIPPING')) return { operations: [] };
  const { claiming, anchors } = claimsOf(input.cart.lines);
  const takeParcel = oncePerAnchor(anchors);
  const sent = new Set<string>();
  const candidates = claiming.flatMap(({ line, claim }) => {
    if (claim.given.kind !== 'shipping') return [];
    const group = input.cart.deliveryGroups.find(({ cartLines }) => cartLines.some(({ id }) => id === line.id));
    const cheapest = group && !sent.has(group.id) ? cheapestOf(group) : undefined;
    if (!group || !cheapest || takeParcel(claim, 1) === 0) return [];
    sent.add(group.id);
    return [{ targets: [{ deliveryOption: { handle: cheapest.handle } }], value: { percentage: { value: '100' } } }];
  });
  if (candidates.length === 0) return { operations: [] };
  return { operations: [{ deliveryDiscountsAdd: { selectionStrategy: 'ALL', candidates } }] };
}

/** The first of those that cost the least; undefined where none costs anything. */
function cheapestOf({ deliveryOptions }: DeliveryGroup): DeliveryGroup['deliveryOptions'][number] | undefined {
  const [cheapest] = [...deliveryOptions].sort((one, other) => Number(one.cost.amount) - Number(other.cost.amount));
  return cheapest && Number(cheapest.cost.amount) > 0 ? cheapest : undefined;
}
