// A shopper's answer, from the widget by the app proxy or from a block after paying, is kept under their names; the next
// decision reads it. Says nothing of nobody: without a consenting visitor's id and without a log-in nothing is kept.
import { verifyAppProxy } from '#app/adapters/shopify/app-proxy-signature.ts';
import { verifySessionToken } from '#app/adapters/shopify/session-token.ts';
import { config } from '#app/config/config.ts';
import { type AnswerHeard, answerAfterPaying, answerTold } from '#app/contract/answers.ts';
import { readBody } from '#app/contract/read-call.ts';
import { decisionById } from '#app/db/decisions.ts';
import { shopByDomain } from '#app/db/shops.ts';
import { type AnsweredAt, keepAnswer, keepQuiet, takeBackAnswer, takeBackQuiet } from '#app/db/subject-answers.ts';
import type { SubjectIds } from '#app/db/subjects.ts';
import { AppError } from '#app/domain/app-error.ts';

const AFTER_PAYING: readonly string[] = ['thank_you', 'order_status'];

/** What an answer may be, wherever it comes from. */
export type Told = { answer: 'have_it' | 'not_for_me'; productId: bigint } | { answer: 'none' } | { answer: 'undo'; productId?: bigint | undefined };

/**
 * @param times business time for the record, wire time for the signature
 * @throws AppError unauthorized for a missing, wrong or stale signature; bad_request for what cannot be understood; not_found for a product that is not the shop's
 */
export async function hearAnswer(query: URLSearchParams, body: string, times: { now: Date; wireNow: Date }): Promise<AnswerHeard> {
  const signature = verifyAppProxy(query, config().shopify.apiSecrets, times.wireNow);
  if (signature.kind === 'malformed') throw new AppError('bad_request', signature.message);
  if (signature.kind === 'refused') throw new AppError('unauthorized', signature.message);
  const told = readBody(answerTold, body);
  const shop = await shopByDomain(signature.shopDomain);
  const subject = { customerId: signature.customerId, visitorId: told.visitorId ?? null };
  if (!shop || shop.uninstalledAt || (subject.customerId === null && subject.visitorId === null)) return { kept: false };
  await takeAnswer(shop.shopId, subject, told, { setId: told.setId ?? null, placement: told.placement }, times.now);
  return { kept: true };
}

/** @throws AppError not_found for a product that is not the shop's */
export async function takeAnswer(shopId: bigint, subject: SubjectIds, told: Told, where: AnsweredAt, now: Date): Promise<void> {
  switch (told.answer) {
    case 'none':
      return keepQuiet(shopId, subject, where, now);
    case 'undo':
      return told.productId === undefined ? takeBackQuiet(shopId, subject) : takeBackAnswer(shopId, subject, told.productId);
    default: {
      const { answer, productId } = told;
      if (!(await keepAnswer(shopId, subject, { answer, productId }, where, now))) throw new AppError('not_found', 'The shop has no such product.');
    }
  }
}

/**
 * From a block after paying. The decision that it names is what whoever answers was shown, and says whom it was made for: an
 * order's id can be guessed, this cannot.
 * @param times business time for the record, wire time for the token
 * @throws AppError unauthorized for a token that is not genuine; bad_request for what cannot be understood; not_found for what was not shown to them
 */
export async function hearAnswerAfterPaying(asked: { authorization: string | undefined; body: string }, times: { now: Date; wireNow: Date }): Promise<AnswerHeard> {
  const token = verifySessionToken(asked.authorization, config().shopify, times.wireNow);
  if (token.kind === 'refused') throw new AppError('unauthorized', token.message);
  const told = readBody(answerAfterPaying, asked.body);
  const shop = await shopByDomain(token.shopDomain);
  if (!shop || shop.uninstalledAt) return { kept: false };
  const decision = await decisionById(shop.shopId, told.decisionId);
  const isTheirs = decision && AFTER_PAYING.includes(decision.placement) && (token.customerId === null || token.customerId === decision.customerId);
  const isShown = isTheirs && (!('productId' in told) || told.productId === undefined || decision.offered.some(({ p }) => p === String(told.productId)));
  if (!isShown) throw new AppError('not_found', 'Nothing like that was offered here.');
  const { customerId, visitorId, setId, placement } = decision;
  if (customerId === null && visitorId === null) return { kept: false };
  await takeAnswer(shop.shopId, { customerId, visitorId }, told, { setId, placement }, times.now);
  return { kept: true };
}
