// A decision becomes what the email says, in the recipient's language and the currency that they are charged in. Only what a shopper may know
// passes. Prices are those that the code gives, rounded so that nobody is ever charged more than they read.
import type { StepReady } from '#app/contract/klaviyo/step-ready.ts';
import { formatMoney } from '#app/domain/money/money.ts';
import { isStarted, keepsHeading } from '#app/domain/set/is-started.ts';
import type { Decided } from '../decide/decide-offer.ts';
import { type CodeTerms, priceWith } from './code-terms.ts';
import { countryOfLink } from './country-of-link.ts';
import { type EmailText, type Moment, subjectOf } from './email-text/email-text.ts';
import type { LinkPurpose } from './link-token.ts';

export interface StepCode {
  code: string;
  terms: CodeTerms;
  endsAt: Date;
}

export interface StepMessage {
  stepId: string;
  workflow: Moment;
  /** Of the recipient; formats money and dates. */
  locale: string;
  text: EmailText;
  shop: { name: string; url: string; timezone: string; currency: string };
  code: StepCode | null;
  link: StepLink;
}

/** The address of one of the message's signed links. */
export type StepLink = (purpose: LinkPurpose, productId?: bigint) => string;

/** Of a set that is larger, the rest is in the cart that the button opens. */
const MOST_OTHERS = 2;

/** @returns null when there is nothing to say: no offer */
export function stepMessage(message: StepMessage, { decision, facts }: Pick<Decided, 'decision' | 'facts'>): StepReady | null {
  const { offer, currency } = decision;
  const { text, workflow, shop, locale, code, link } = message;
  const anchor = offer && facts.products.get(offer.anchorProductId)?.title;
  const items = offer?.items.flatMap((item) => {
    const product = facts.products.get(item.productId);
    return product ? [{ item, product }] : [];
  });
  const [first, ...rest] = items ?? [];
  if (!offer || !anchor || !first) return null;
  const fitsWhat = isStarted(offer, facts.sets) ? anchor : null;
  const country = countryOfLink({ decision, facts }, shop.currency);
  const printed = ({ item, product }: typeof first) => {
    const priceMinor = priceWith(code?.terms ?? null, item);
    return {
      title: product.title,
      image_url: product.imageUrl && URL.canParse(product.imageUrl) ? product.imageUrl : null,
      url: `${shop.url}/products/${encodeURIComponent(product.handle)}?variant=${item.variantId}${country === null ? '' : `&country=${country}`}`,
      price: formatMoney(priceMinor, currency, locale),
      was_price: priceMinor < item.priceMinor ? formatMoney(item.priceMinor, currency, locale) : null,
      reason: item.words ?? text.reason({ support: item.support, slotName: item.slotName, anchor: fitsWhat }),
      have_it_url: link('have_it', item.productId),
      not_for_me_url: link('not_for_me', item.productId),
    };
  };
  const givenText = (terms: CodeTerms): string => {
    switch (terms.kind) {
      case 'percent':
        return text.codeGives.percent(percentText(terms.bp, locale));
      case 'amount':
        return text.codeGives.amount(formatMoney(terms.saidMinor, currency, locale), terms.productIds.length > 1);
      case 'gift':
        return text.codeGives.gift(facts.products.get(terms.productId)?.title ?? '');
      case 'free_shipping':
        return text.codeGives.freeShipping(formatMoney(terms.saidMinor, currency, locale));
    }
  };
  const names = { anchor, primary: first.product.title, shop: shop.name, goal: offer.goal };
  return {
    step_id: message.stepId,
    workflow,
    locale: text.language,
    currency,
    ...(fitsWhat === null ? text.beside({ ...names, goal: keepsHeading(offer, facts) ? offer.goal : null }, workflow) : wordsFor(names, text, workflow)),
    ...(offer.heading === null ? {} : { heading: offer.heading }),
    primary: printed(first),
    others: rest.slice(0, MOST_OTHERS).map(printed),
    button: text.button(offer.items.length),
    url: link('set'),
    code: code?.code ?? null,
    code_note: code && text.codeNote({ given: givenText(code.terms), code: code.code, until: dateText(code.endsAt, locale, shop.timezone) }),
    why: text.why(names, workflow),
    have_it_url: link('have_it'),
    quiet_url: link('quiet'),
    shop_name: shop.name,
    shop_url: shop.url,
  };
}

const wordsFor = (names: Parameters<EmailText['heading']>[0] & { primary: string; shop: string }, text: EmailText, moment: Moment) =>
  ({ subject: subjectOf(text, names, moment), preview: text.preview(names), heading: text.heading(names), intro: text.intro(names, moment) });

const percentText = (discountBp: number, locale: string): string => new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 2 }).format(discountBp / 10_000);

const dateText = (date: Date, locale: string, timeZone: string): string => new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'long', timeZone }).format(date);
