/** @jsxImportSource preact */
// Draws the block once there is something to draw. Nothing stands there before: a place that is held and then stays empty
// would move the page of everybody who is offered nothing.
import { render } from 'preact';
import { askApp, type Question } from './ask-app.ts';
import { NextOffer } from './next-offer.tsx';

/** What both pages' APIs have. */
interface Page {
  sessionToken: { get(): Promise<string> };
  settings: { value: Record<string, unknown> };
  localization: { language: { value: { isoCode: string } } };
  i18n: { translate(key: 'price_was', values: { price: string }): unknown };
}

export async function showOffer(page: Page, question: Omit<Question, 'locale'>): Promise<void> {
  const offer = await askApp({ ...question, locale: page.localization.language.value.isoCode }, () => page.sessionToken.get());
  if (!offer) return;
  const heading = String(page.settings.value.heading ?? '');
  render(<NextOffer offer={offer} heading={heading} priceWas={(price) => String(page.i18n.translate('price_was', { price }))} />, document.body);
}
