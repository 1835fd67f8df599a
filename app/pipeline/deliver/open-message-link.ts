// A link of an email, as it comes back through the shop's own app proxy: who signed the request, whether the token is ours,
// and which message it was in.
import { log } from '#app/adapters/log.ts';
import { verifyAppProxy } from '#app/adapters/shopify/app-proxy-signature.ts';
import { config } from '#app/config/config.ts';
import { stepReady } from '#app/contract/klaviyo/step-ready.ts';
import { type ShopRow, shopByDomain } from '#app/db/shops.ts';
import { type SentStep, sentStep } from '#app/db/step-delivery.ts';
import { AppError } from '#app/domain/app-error.ts';
import { type LinkToken, openLink } from './link-token.ts';

/** opened null: it was tampered with, is another shop's, or was never sent. */
export interface MessageLink {
  shop: ShopRow;
  opened: { token: LinkToken; expired: boolean; step: SentStep } | null;
}

/**
 * @param times business time for how long it holds, wire time for the signature
 * @throws AppError unauthorized, bad_request when it did not come through the app proxy; not_found for a shop that is not here
 */
export async function openMessageLink(query: URLSearchParams, times: { now: Date; wireNow: Date }): Promise<MessageLink> {
  const signature = verifyAppProxy(query, config().shopify.apiSecrets, times.wireNow);
  if (signature.kind === 'malformed') throw new AppError('bad_request', signature.message);
  if (signature.kind === 'refused') throw new AppError('unauthorized', signature.message);
  const shop = await shopByDomain(signature.shopDomain);
  if (!shop) throw new AppError('not_found', 'The shop is not here.');

  const link = openLink(query.get('t') ?? '', config().encryptionKeys, times.now);
  if (link.kind === 'invalid' || link.token.shopId !== shop.shopId) {
    log().warn({ shopId: String(shop.shopId), status: 400 }, 'a link of a message was not one of ours');
    return { shop, opened: null };
  }
  const step = await sentStep(shop.shopId, link.token.stepId);
  return { shop, opened: step ? { token: link.token, expired: link.kind === 'expired', step } : null };
}

/** What a link needs of its message; one that was sent before the event grew has it, too. */
const kept = stepReady.pick({ code: true, locale: true });

export const keptMessage = ({ message }: SentStep): { code: string | null; locale: string } | undefined => kept.safeParse(message).data;
