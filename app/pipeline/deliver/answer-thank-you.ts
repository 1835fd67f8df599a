// The next offer, for whoever has just paid or looks at the order again. What they bought is the cart that the decision
// starts from, so it is never offered again; an order whose webhook lags is fetched by its id. A question that is refused
// leaves no row.
import { verifySessionToken } from '#app/adapters/shopify/session-token.ts';
import { config } from '#app/config/config.ts';
import { readBody } from '#app/contract/read-call.ts';
import { type ThankYouAnswer, type ThankYouItem, type ThankYouQuestion, thankYouQuestion } from '#app/contract/thank-you.ts';
import { marketCurrenciesOf } from '#app/db/market-currencies.ts';
import { type PlacedOrder, placedOrder } from '#app/db/placed-orders.ts';
import { type ShopRow, shopByDomain } from '#app/db/shops.ts';
import { AppError } from '#app/domain/app-error.ts';
import type { OfferedItem } from '#app/domain/decision/facts.ts';
import { rateAt } from '#app/domain/market/market-currency.ts';
import { formatMoney } from '#app/domain/money/money.ts';
import { VISITOR_ATTRIBUTE } from '#app/domain/portable/names.ts';
import { isStarted, keepsHeading } from '#app/domain/set/is-started.ts';
import { countOnSite } from '../decide/count-exposures.ts';
import { type Decided, decideOffer } from '../decide/decide-offer.ts';
import { fetchOrder } from '../sync/fetch-order.ts';
import { countryOfLink } from './country-of-link.ts';
import { emailText } from './email-text/email-text.ts';

const NOTHING: ThankYouAnswer = { offer: null };
/** More would no longer be quiet. */
const MOST_ITEMS = 3;

/**
 * @param times business time for the decision, wire time for the token
 * @throws AppError unauthorized for a token that is not genuine; bad_request for what cannot be understood
 */
export async function answerThankYou(asked: { authorization: string | undefined; body: string }, times: { now: Date; wireNow: Date }): Promise<ThankYouAnswer> {
  const token = verifySessionToken(asked.authorization, config().shopify, times.wireNow);
  if (token.kind === 'refused') throw new AppError('unauthorized', token.message);
  const question = readBody(thankYouQuestion, asked.body);
  const shop = await shopByDomain(token.shopDomain);
  if (!shop || shop.uninstalledAt) return NOTHING;
  const order = await orderOf(shop.shopId, question.orderId, times.now);
  if (!order || order.cancelled) return NOTHING;
  // Somebody else's order: what it holds shows in the reasons.
  if (token.customerId !== null && token.customerId !== order.customerId) return NOTHING;
  return offerAfter(order, shop, question, times.now);
}

async function offerAfter(order: PlacedOrder, shop: ShopRow, { placement, locale, ...question }: ThankYouQuestion, now: Date): Promise<ThankYouAnswer> {
  const { shopId } = shop;
  const { customerId, items } = order;
  const visitorId = order.visitorId ?? undefined;
  const country = question.country ?? order.country;
  const currency = await currencyOf(order, country, shop);
  const decided = await decideOffer({ shopId, placement, items, currency, country, customerId, visitorId, partVariantIds: [] }, now);
  if (!decided) return NOTHING;
  const { assigned, decisionId } = decided;
  // Whoever asks is looking at the place; held out or not, it counts the same.
  if (assigned && visitorId !== undefined) await countOnSite(shopId, { placement, visitorId, customerId, decisionId, experimentId: assigned.experimentId }, now);
  const named = customerId !== null || visitorId !== undefined;
  return answerOf(decided, shop, { visitorId, named }, known(locale) ?? shop.primaryLocale);
}

/** What they paid in, if it can be offered in; else the shop's own. */
async function currencyOf({ paidIn }: PlacedOrder, country: string | null, { shopId, currency }: ShopRow): Promise<string> {
  if (paidIn === null || paidIn === currency) return currency;
  return rateAt(await marketCurrenciesOf(shopId), paidIn, country) === null ? currency : paidIn;
}

function answerOf({ decision, decisionId, facts }: Decided, shop: ShopRow, { visitorId, named }: { visitorId: string | undefined; named: boolean }, locale: string): ThankYouAnswer {
  const { offer, currency } = decision;
  if (!offer) return NOTHING;
  const words = emailText(locale);
  const anchor = facts.products.get(offer.anchorProductId)?.title ?? '';
  const fitsWhat = isStarted(offer, facts.sets) ? anchor : null;
  const shown = offer.items.slice(0, MOST_ITEMS);
  const items = shown.map((item): ThankYouItem => {
    const product = facts.products.get(item.productId);
    return {
      productId: String(item.productId),
      title: product?.title ?? '',
      imageUrl: product?.imageUrl ?? null,
      price: formatMoney(item.offerPriceMinor, currency, locale),
      wasPrice: item.offerPriceMinor < item.priceMinor ? formatMoney(item.priceMinor, currency, locale) : null,
      reason: item.words ?? words.reason({ support: item.support, slotName: item.slotName, anchor: fitsWhat }),
    };
  });
  const heading = fitsWhat === null ? words.headingBeside(keepsHeading(offer, facts) ? offer.goal : null) : words.heading({ anchor, goal: offer.goal });
  return { offer: { heading, decisionId: named ? decisionId : null, items, url: cartWith(shown, shop.storefrontUrl, visitorId, countryOfLink({ decision, facts }, shop.currency)), button: words.button(items.length) } };
}

/** https://shopify.dev/docs/apps/build/checkout/create-cart-permalinks */
function cartWith(items: readonly OfferedItem[], storefrontUrl: string, visitorId: string | undefined, country: string | null): string {
  const query = new URLSearchParams({ storefront: 'true', ...(country ? { country } : {}), ...(visitorId ? { [`attributes[${VISITOR_ATTRIBUTE}]`]: visitorId } : {}) });
  return `${storefrontUrl.replace(/\/$/, '')}/cart/${items.map(({ variantId }) => `${variantId}:1`).join(',')}?${query}`;
}

async function orderOf(shopId: bigint, orderId: bigint, now: Date): Promise<PlacedOrder | undefined> {
  const arrived = await placedOrder(shopId, orderId);
  if (arrived) return arrived;
  return (await fetchOrder(shopId, orderId, now)) ? placedOrder(shopId, orderId) : undefined;
}

/** @returns undefined for what is no language: formatting would throw */
function known(locale: string | undefined): string | undefined {
  try {
    return Intl.getCanonicalLocales(locale)[0];
  } catch {
    return undefined;
  }
}
