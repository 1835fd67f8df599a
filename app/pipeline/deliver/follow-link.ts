// Somebody follows a link of an email, through the shop's own app proxy. The button's link fills the cart with what is to be
// had now (a part that sold out since is replaced), with the code while it is good; "I have it" is written down, and no decision offers it again. A link
// that was tampered with, or is too old, does nothing but lead to the shop.
import { verifyAppProxy } from '#app/adapters/shopify/app-proxy-signature.ts';
import { log } from '#app/adapters/log.ts';
import { config } from '#app/config/config.ts';
import { stepReady } from '#app/contract/klaviyo/step-ready.ts';
import { codeByName } from '#app/db/discount-codes.ts';
import { recordMessageEvent } from '#app/db/message-events.ts';
import { answerStep } from '#app/db/subject-answers.ts';
import { type ShopRow, shopByDomain } from '#app/db/shops.ts';
import { type SentStep, sentStep } from '#app/db/step-delivery.ts';
import { AppError } from '#app/domain/app-error.ts';
import { STEP_ATTRIBUTE } from '#app/domain/portable/names.ts';
import { decideFor } from '../decide/decide-offer.ts';
import { emailText } from './email-text/email-text.ts';
import { openLink } from './link-token.ts';

export type Followed = { kind: 'redirect'; location: string } | { kind: 'page'; page: NotedPage };

export interface NotedPage {
  language: string;
  title: string;
  text: string;
  back: { label: string; url: string };
}

/**
 * @param times business time for what is decided and kept, wire time for the signature
 * @throws AppError unauthorized, bad_request when it did not come through the app proxy; not_found for a shop that is not here
 */
export async function followLink(query: URLSearchParams, times: { now: Date; wireNow: Date }): Promise<Followed> {
  const signature = verifyAppProxy(query, config().shopify.apiSecrets, times.wireNow);
  if (signature.kind === 'malformed') throw new AppError('bad_request', signature.message);
  if (signature.kind === 'refused') throw new AppError('unauthorized', signature.message);
  const shop = await shopByDomain(signature.shopDomain);
  if (!shop) throw new AppError('not_found', 'The shop is not here.');

  const home: Followed = { kind: 'redirect', location: shop.storefrontUrl };
  const opened = openLink(query.get('t') ?? '', config().encryptionKeys, times.now);
  if (opened.kind === 'invalid' || opened.token.shopId !== shop.shopId) {
    log().warn({ shopId: String(shop.shopId), status: 400 }, 'a link of a message was not one of ours');
    return home;
  }
  const step = opened.kind === 'valid' ? await sentStep(shop.shopId, opened.token.stepId) : undefined;
  if (!step) return home;
  if (opened.token.purpose === 'have_it') {
    await recordMessageEvent(shop.shopId, step.stepId, 'have_it', times.now);
    await answerStep(shop.shopId, step.stepId, 'have_it', times.now);
    return { kind: 'page', page: notedPage(shop, step) };
  }
  await recordMessageEvent(shop.shopId, step.stepId, 'clicked', times.now);
  return { kind: 'redirect', location: (await cartAddress(shop, step, times.now)) ?? shop.storefrontUrl };
}

/** https://shopify.dev/docs/apps/build/checkout/create-cart-permalinks @returns null when nothing is left to put in */
async function cartAddress({ shopId, storefrontUrl }: ShopRow, step: SentStep, now: Date): Promise<string | null> {
  const items = step.variantIds.map((variantId) => ({ variantId, quantity: 1 }));
  const decided = await decideFor({ shopId, placement: 'email', items, customerId: step.customerId, partVariantIds: [], followsMessage: true }, now);
  const offered = decided?.decision.offer?.items ?? [];
  if (offered.length === 0) return null;
  const address = new URL(`${storefrontUrl}/cart/${offered.map(({ variantId }) => `${variantId}:1`).join(',')}`);
  const code = await goodCode(shopId, step, now);
  if (code) address.searchParams.set('discount', code);
  // Without it a permalink goes straight to the checkout, past the cart that was promised.
  address.searchParams.set('storefront', 'true');
  address.searchParams.set(`attributes[${STEP_ATTRIBUTE}]`, step.stepId);
  return address.href;
}

async function goodCode(shopId: bigint, { message }: SentStep, now: Date): Promise<string | null> {
  const sent = stepReady.safeParse(message).data?.code;
  const code = sent ? await codeByName(shopId, sent) : undefined;
  return code && code.usedAt === null && code.revokedAt === null && code.endsAt > now ? code.code : null;
}

function notedPage(shop: ShopRow, { message }: SentStep): NotedPage {
  const text = emailText(stepReady.safeParse(message).data?.locale ?? shop.primaryLocale);
  const { title, text: said, back } = text.haveItPage;
  return { language: text.language, title, text: said(shop.name), back: { label: back(shop.name), url: shop.storefrontUrl } };
}
