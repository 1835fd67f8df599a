// Somebody follows the button of an email, through the shop's own app proxy: it fills the cart with what is to be had now (a
// part that sold out since is replaced), with the code while it is good. A link that was tampered with, or is too old, does
// nothing but lead to the shop. An answer's link leads to where it is asked: app/pipeline/deliver/answer-by-link.ts.
import { codeByName } from '#app/db/discount-codes.ts';
import { recordMessageEvent } from '#app/db/message-events.ts';
import type { ShopRow } from '#app/db/shops.ts';
import type { SentStep } from '#app/db/step-delivery.ts';
import { STEP_ATTRIBUTE } from '#app/domain/portable/names.ts';
import { decideFor } from '../decide/decide-offer.ts';
import { armsOf } from '../engage/step-arm.ts';
import { countryOfLink } from './country-of-link.ts';
import { LINK_PATHS } from './link-token.ts';
import { keptMessage, openMessageLink } from './open-message-link.ts';

/**
 * @param times business time for what is decided and kept, wire time for the signature
 * @returns where to go on
 * @throws AppError unauthorized, bad_request when it did not come through the app proxy; not_found for a shop that is not here
 */
export async function followLink(query: URLSearchParams, times: { now: Date; wireNow: Date }): Promise<string> {
  const { shop, opened } = await openMessageLink(query, times);
  if (!opened || opened.expired) return shop.storefrontUrl;
  const { token, step } = opened;
  // In messages that went out before answers had a path of their own.
  if (token.purpose !== 'set') return `${shop.storefrontUrl}/apps/setwise/${LINK_PATHS[token.purpose]}?t=${query.get('t')}`;
  await recordMessageEvent(shop.shopId, step.stepId, 'clicked', times.now);
  return (await cartAddress(shop, step, times.now)) ?? shop.storefrontUrl;
}

/** https://shopify.dev/docs/apps/build/checkout/create-cart-permalinks @returns null when nothing is left to put in */
async function cartAddress({ shopId, storefrontUrl, currency }: ShopRow, step: SentStep, now: Date): Promise<string | null> {
  const items = step.variantIds.map((variantId) => ({ variantId, quantity: 1 }));
  const { tested } = (await armsOf(shopId, [step.customerId]))(step);
  const decided = await decideFor({ shopId, placement: 'email', items, customerId: step.customerId, partVariantIds: [], followsMessage: true, workflowId: step.workflowId }, now, tested);
  const offered = decided?.decision.offer?.items ?? [];
  if (offered.length === 0) return null;
  const address = new URL(`${storefrontUrl}/cart/${offered.map(({ variantId }) => `${variantId}:1`).join(',')}`);
  const code = await goodCode(shopId, step, now);
  if (code) address.searchParams.set('discount', code);
  const country = decided && countryOfLink(decided, currency);
  if (country) address.searchParams.set('country', country);
  // Without it a permalink goes straight to the checkout, past the cart that was promised.
  address.searchParams.set('storefront', 'true');
  address.searchParams.set(`attributes[${STEP_ATTRIBUTE}]`, step.stepId);
  return address.href;
}

async function goodCode(shopId: bigint, step: SentStep, now: Date): Promise<string | null> {
  const sent = keptMessage(step)?.code;
  const code = sent ? await codeByName(shopId, sent) : undefined;
  return code && code.usedAt === null && code.revokedAt === null && code.endsAt > now ? code.code : null;
}
