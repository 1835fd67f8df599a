// Which country a link into the store names, as `?country=`: where what was said stands in another currency than the shop's, the
// store has to charge in it too, wherever the reader happens to be.
import type { Decided } from '../decide/decide-offer.ts';

/** @returns null: the store is to find it out itself */
export const countryOfLink = ({ decision, facts }: Pick<Decided, 'decision' | 'facts'>, shopCurrency: string): string | null => (decision.currency === shopCurrency ? null : facts.country);
