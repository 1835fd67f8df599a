// Does not look at the price: never bought at a discount, over three orders or more, in a shop where one customer in five at
// least does. Numbers: [orders].
import { inIt, NOT_IN_IT, type Segment } from './segment.ts';

const LEAST_ORDERS = 3;

export const fullPrice: Segment = {
  holds: ({ orders, discountedOrders }, { discountedP80 }) => (discountedP80 !== null && discountedP80 > 0 && orders >= LEAST_ORDERS && discountedOrders === 0 ? inIt(orders) : NOT_IN_IT),
};
