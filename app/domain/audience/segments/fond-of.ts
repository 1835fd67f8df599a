// Keeps coming back to one type of product: in two orders at least, in a third of theirs, and in a share twice that of all
// orders of the shop. Numbers: [orders with it, orders, share of the shop's orders in basis points].
import type { Segment } from './segment.ts';

const LEAST_ORDERS = 2;
const LEAST_SHARE = 1 / 3;
const TIMES_USUAL = 2;

export const fondOf: Segment = {
  holds({ orders, ordersByType }, { typeShares }) {
    if (typeShares.size === 0) return [];
    return [...ordersByType].flatMap(([type, withIt]) => {
      const [share, usual] = [withIt / orders, typeShares.get(type) ?? 0];
      return withIt >= LEAST_ORDERS && share >= LEAST_SHARE && share >= TIMES_USUAL * usual ? [{ numbers: [withIt, orders, Math.round(usual * 10_000)], about: type }] : [];
    });
  },
};
