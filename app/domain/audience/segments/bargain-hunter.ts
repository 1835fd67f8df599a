// Buys at a discount: more of their orders have one than with half of the shop's customers who came back, and no fewer than
// with four of five. Where everybody buys everything at a discount nobody hunts. Numbers: [orders with a discount, orders].
import { inIt, NOT_IN_IT, type Segment } from './segment.ts';

const LEAST_ORDERS = 2;

export const bargainHunter: Segment = {
  holds({ orders, discountedOrders }, { discountedP50, discountedP80 }) {
    if (discountedP50 === null || discountedP80 === null || orders < LEAST_ORDERS) return NOT_IN_IT;
    const share = discountedOrders / orders;
    return share > discountedP50 && share >= discountedP80 ? inIt(discountedOrders, orders) : NOT_IN_IT;
  },
};
