// Somebody answers an email: they have a product of it, it is not for them, they want no more recommendations. The link
// itself changes nothing, since scanners of mail open every one: it asks, and only the button of that page answers. What was
// answered can be taken back on the spot.
import { recordMessageEvent } from '#app/db/message-events.ts';
import { productTitles } from '#app/db/product-titles.ts';
import type { ShopRow } from '#app/db/shops.ts';
import { offeredByStep } from '#app/db/subject-answers.ts';
import { takeAnswer } from './answer-told.ts';
import { type AnswerByLink, type AnswerPageText, emailText } from './email-text/email-text.ts';
import { keptMessage, openMessageLink } from './open-message-link.ts';

export type Doing = 'look' | 'answer' | 'undo';

export interface AnswerPage {
  language: string;
  title: string;
  text: string;
  /** What the page's button does; null: it has none. */
  button: { does: Exclude<Doing, 'look'>; label: string } | null;
  back: { label: string; url: string };
}

/**
 * @param times business time for what is kept, wire time for the signature
 * @returns null for a link that is not ours, too old (unless it asks for quiet), or no answer's: it leads to the shop, nothing else
 * @throws AppError unauthorized, bad_request when it did not come through the app proxy; not_found for a shop that is not here
 */
export async function answerByLink(query: URLSearchParams, doing: Doing, times: { now: Date; wireNow: Date }): Promise<{ shop: ShopRow; page: AnswerPage | null }> {
  const { shop, opened } = await openMessageLink(query, times);
  const answer = opened?.token.purpose;
  if (!opened || answer === undefined || answer === 'set' || (opened.expired && answer !== 'quiet')) return { shop, page: null };
  const { token, step } = opened;
  if (doing !== 'look') await change(shop.shopId, { answer, undone: doing === 'undo', stepId: step.stepId, customerId: step.customerId, productId: token.productId }, times.now);
  const product = token.productId === undefined ? null : ((await productTitles(shop.shopId, [token.productId])).get(token.productId)?.title ?? null);
  const { language, answerPage } = emailText(keptMessage(step)?.locale ?? shop.primaryLocale);
  return { shop, page: { language, ...saying(answerPage, doing, answer, product, shop.name), back: { label: answerPage.back(shop.name), url: shop.storefrontUrl } } };
}

interface Change {
  answer: AnswerByLink;
  undone: boolean;
  stepId: string;
  customerId: bigint;
  /** Absent: all that the step offered. */
  productId: bigint | undefined;
}

async function change(shopId: bigint, { answer, undone, stepId, customerId, productId }: Change, now: Date): Promise<void> {
  const { setId, productIds } = await offeredByStep(shopId, stepId);
  const told = (more: Parameters<typeof takeAnswer>[2]) => takeAnswer(shopId, { customerId, visitorId: null }, more, { setId, placement: 'email' }, now);
  if (!undone) await recordMessageEvent(shopId, stepId, answer, now);
  if (answer === 'quiet') return told({ answer: undone ? 'undo' : 'none' });
  for (const each of productId === undefined ? productIds : [productId]) await told(undone ? { answer: 'undo', productId: each } : { answer, productId: each });
}

function saying(text: AnswerPageText, doing: Doing, answer: AnswerByLink, product: string | null, shop: string): Pick<AnswerPage, 'title' | 'text' | 'button'> {
  switch (doing) {
    case 'look': {
      const ask = text.asks[answer];
      return { title: ask.title(product, shop), text: ask.text(shop), button: { does: 'answer', label: ask.button } };
    }
    case 'answer':
      return { title: text.noted.title, text: text.noted.text[answer](product, shop), button: { does: 'undo', label: text.noted.undo } };
    case 'undo':
      return { title: text.takenBack.title, text: text.takenBack.text(shop), button: null };
  }
}
