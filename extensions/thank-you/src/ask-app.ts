// Asks the app what to offer. A block that cannot be answered shows nothing: an error here is nobody's business who has just
// paid. The app's address is written in by the build, see README.md.
import type { ThankYouAnswer } from '../../../app/contract/thank-you.ts';

export type Offer = NonNullable<ThankYouAnswer['offer']>;

export interface Question {
  orderId: string;
  placement: 'thank_you' | 'order_status';
  locale: string;
}

/** After this nobody looks for it any more, and what then appeared would push the page down. */
const PATIENCE_MS = 6_000;

/** @returns null when there is nothing to show, for whatever cause */
export async function askApp(question: Question, sessionToken: () => Promise<string>): Promise<Offer | null> {
  try {
    const response = await fetch(`${process.env.SHOPIFY_APP_URL}/api/thank-you`, {
      method: 'POST',
      headers: { authorization: `Bearer ${await sessionToken()}`, 'content-type': 'application/json' },
      body: JSON.stringify(question),
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    return response.ok ? ((await response.json()) as ThankYouAnswer).offer : null;
  } catch {
    return null;
  }
}
