// One decision as a sentence: what was in the cart, what was offered, what was left out and why.
import { NOT_GIVEN } from '#app/domain/decision/reason-codes.ts';
import type { DecisionSummary } from '#app/read/activity.ts';
import type { ShopFormat } from '../shop-format.ts';
import { text } from '../text/text.ts';

/** A sentence names so many of what was left out; the rest is in the explanation. */
const REFUSALS_NAMED = 2;

export function decisionSentence({ cart, offered, refused }: DecisionSummary, format: ShopFormat): string {
  const { activity } = text;
  const inCart = cart.length > 0 ? activity.cart(format.list(cart.map(({ title }) => title))) : activity.cartEmpty;
  const chosen = offered.length > 0 ? activity.offered(format.list(offered.map(({ title, substitute }) => (substitute ? activity.standsIn(title) : title)))) : activity.offeredNothing;
  const leftOut = refused.filter(({ code }) => !NOT_GIVEN.has(code));
  const named = leftOut.slice(0, REFUSALS_NAMED).map(({ title, code }) => `${title} (${activity.reasons[code] ?? code})`);
  const more = leftOut.length > REFUSALS_NAMED ? activity.leftOutMore(format.count(leftOut.length - REFUSALS_NAMED)) : '';
  const notGiven = [...new Set(refused.filter(({ code }) => NOT_GIVEN.has(code)).map(({ code }) => `; ${activity.reasons[code] ?? code}`))].join('');
  return `${inCart}${chosen}${notGiven}${named.length > 0 ? activity.leftOut(named.join(', ')) + more : ''}.`;
}
