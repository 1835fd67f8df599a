// The storefront's question, as it comes through the app proxy: verified, understood, decided, answered. A request that
// is refused leaves no row.
import { remember } from '@epic-web/remember';
import { verifyAppProxy } from '#app/adapters/shopify/app-proxy-signature.ts';
import { config } from '#app/config/config.ts';
import { type OffersAnswer, type OffersQuery, offersQuery } from '#app/contract/offers.ts';
import { readQuery } from '#app/contract/read-call.ts';
import { shopByDomain } from '#app/db/shops.ts';
import { AppError } from '#app/domain/app-error.ts';
import { decideOffer } from '../decide/decide-offer.ts';
import { NO_OFFER, offersAnswer } from './offers-answer.ts';

/**
 * @param times business time for the decision, wire time for the signature
 * @throws AppError unauthorized for a missing, wrong or stale signature; bad_request for what cannot be understood
 */
export async function answerOffers(query: URLSearchParams, times: { now: Date; wireNow: Date }): Promise<OffersAnswer> {
  const signature = verifyAppProxy(query, config().shopify.apiSecrets, times.wireNow);
  if (signature.kind === 'malformed') throw new AppError('bad_request', signature.message);
  if (signature.kind === 'refused') throw new AppError('unauthorized', signature.message);
  const question = readQuery(offersQuery, query);
  const shopId = await shopIdOf(signature.shopDomain);
  if (shopId === undefined) return NO_OFFER;
  const decided = await decideOffer(
    {
      shopId,
      placement: question.placement,
      items: itemsOf(question),
      currency: question.currency,
      country: question.country,
      customerId: signature.customerId,
      visitorId: question.visitor,
      partVariantIds: (question.parts ?? '').split(',').filter((id) => id !== '').map(BigInt),
      ofSets: ofSets(question),
    },
    times.now,
  );
  return decided ? offersAnswer(decided, question.locale ?? 'en') : NO_OFFER;
}

function itemsOf({ items }: OffersQuery): { variantId: bigint; quantity: number }[] {
  return items
    .split(',')
    .filter((item) => item !== '')
    .map((item) => {
      const [variantId = '', quantity] = item.split(':');
      return { variantId: BigInt(variantId), quantity: Number(quantity) };
    })
    .filter(({ variantId, quantity }) => quantity > 0 && variantId <= MOST_BIGINT);
}

/** What is no line of a set is passed over: whoever wrote the attribute, it is no reason to offer nothing. */
const ofSets = ({ ofSets = '' }: OffersQuery): { variantId: bigint; setId: string }[] =>
  [...ofSets.matchAll(/(?<=^|,)(\d{1,19}):([^,:]+)/g)].map(([, variantId = '', setId = '']) => ({ variantId: BigInt(variantId), setId })).filter(({ variantId }) => variantId <= MOST_BIGINT);

/** Of PostgreSQL; Shopify has no larger id. */
const MOST_BIGINT = 2n ** 63n - 1n;

/** A domain is one shop's for good, so it is looked up once; whether the shop still has the app is asked every time. */
const KEPT_DOMAINS = 10_000;
const shopIds = remember('setwise.shop-ids', () => new Map<string, bigint>());

async function shopIdOf(domain: string): Promise<bigint | undefined> {
  const kept = shopIds.get(domain);
  if (kept !== undefined) return kept;
  const shop = await shopByDomain(domain);
  if (!shop) return undefined;
  if (shopIds.size >= KEPT_DOMAINS) shopIds.clear();
  shopIds.set(domain, shop.shopId);
  return shop.shopId;
}
