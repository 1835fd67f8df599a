// Asks the app what to offer, and tells it what was answered. A block that cannot be answered shows nothing: an error here is
// nobody's business who has just paid. The app's address is written in by the build, see README.md.
import type { AnswerAfterPayingSent, AnswerHeard } from '../../../app/contract/answers.ts';
import type { ThankYouAnswer } from '../../../app/contract/thank-you.ts';

export type Offer = NonNullable<ThankYouAnswer['offer']>;
export type Answer = AnswerAfterPayingSent;

export interface Question {
  orderId: string;
  placement: 'thank_you' | 'order_status';
  locale: string;
  /** ISO 3166; absent: the page does not know. */
  country?: string;
}

type SessionToken = () => Promise<string>;

/** After this nobody looks for it any more, and what then appeared would push the page down. */
const PATIENCE_MS = 6_000;

/** @returns null when there is nothing to show, for whatever cause */
export async function askApp(question: Question, sessionToken: SessionToken): Promise<Offer | null> {
  return (await post<ThankYouAnswer>('thank-you', question, sessionToken))?.offer ?? null;
}

/** @returns whether it is kept */
export async function tellApp(answer: Answer, sessionToken: SessionToken): Promise<boolean> {
  return (await post<AnswerHeard>('answer', answer, sessionToken))?.kept ?? false;
}

async function post<T>(path: string, body: object, sessionToken: SessionToken): Promise<T | null> {
  try {
    const response = await fetch(`${process.env.SHOPIFY_APP_URL}/api/${path}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${await sessionToken()}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    return response.ok ? ((await response.json()) as T) : null;
  } catch {
    return null;
  }
}
