// Where no active market of the shop serves the country, nothing could be bought, so nothing is offered. A country that is
// not known refuses nothing while any market is active.
import type { Rule } from './rule.ts';

export const notSoldHere: Rule = {
  refuses: (_product, { soldHere }) => (soldHere ? null : []),
};
