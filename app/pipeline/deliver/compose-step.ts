// What one step says to one recipient, put together from a decision: the same where it is sent and where it is previewed.
import type { StepReady } from '#app/contract/klaviyo/step-ready.ts';
import type { ShopRow } from '#app/db/shops.ts';
import { daysAfter } from '#app/domain/days.ts';
import type { Offer } from '#app/domain/decision/facts.ts';
import type { Exchange } from '#app/domain/money/exchange.ts';
import type { Decided } from '../decide/decide-offer.ts';
import type { Recipient } from './ask-recipient.ts';
import { codeTerms } from './code-terms.ts';
import { emailText, type Moment } from './email-text/email-text.ts';
import { type StepCode, type StepLink, stepMessage } from './step-message.ts';

const CODE_DAYS = 14;

export interface StepToCompose {
  stepId: string;
  trigger: Moment;
  recipient: Pick<Recipient, 'language' | 'locale'>;
  code: StepCode | null;
  link: StepLink;
}

/** The code that goes with an offer, all but its text; null: nothing of it can be carried by one. */
export function codeWanted(offer: Offer, moment: Moment, exchange: Exchange | null, now: Date): Omit<StepCode, 'code'> | null {
  const terms = codeTerms(offer, moment, exchange);
  return terms && { terms, endsAt: daysAfter(now, CODE_DAYS) };
}

/** @returns null when there is nothing to say: no offer */
export function composeStep(shop: ShopRow, { stepId, trigger, recipient, code, link }: StepToCompose, decided: Pick<Decided, 'decision' | 'facts'>): StepReady | null {
  return stepMessage(
    {
      stepId,
      workflow: trigger,
      locale: recipient.locale,
      text: emailText(recipient.language),
      shop: { name: shop.name, url: shop.storefrontUrl, timezone: shop.timezone, currency: shop.currency },
      code,
      link,
    },
    decided,
  );
}
