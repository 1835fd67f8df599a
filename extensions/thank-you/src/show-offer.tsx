/** @jsxImportSource preact */
// Draws the block once there is something to draw, and again after each answer. Nothing stands there before: a place that is
// held and then stays empty would move the page of everybody who is offered nothing.
import { render } from 'preact';
import type { Choice } from './answers.tsx';
import { type Answer, askApp, type Offer, type Question, tellApp } from './ask-app.ts';
import { type Item, NextOffer, type NextOfferProps } from './next-offer.tsx';
import type { Wording } from './wording.ts';

/** What both pages' APIs have. */
interface Page {
  sessionToken: { get(): Promise<string> };
  settings: { value: Record<string, unknown> };
  localization: { language: { value: { isoCode: string } }; country: { value: { isoCode: string } | undefined } };
  i18n: { translate(key: string, values?: Record<string, string>): unknown };
}

export async function showOffer(page: Page, asked: Omit<Question, 'locale' | 'country'>): Promise<void> {
  const country = page.localization.country.value?.isoCode;
  const question = { ...asked, locale: page.localization.language.value.isoCode, ...(country ? { country } : {}) };
  const token = () => page.sessionToken.get();
  const wording: Wording = (key, values) => String(page.i18n.translate(key, values));
  const first = await askApp(question, token);
  if (!first) return;

  let offer: Offer | null = first;
  let line: NextOfferProps['line'] = null;
  let open: string | null = null;
  draw();

  function draw(): void {
    const heading = String(page.settings.value.heading ?? '');
    render(<NextOffer offer={offer} heading={heading} wording={wording} line={line} open={open} onOpen={turnTo} onAnswer={(item, choice) => void say(item, choice)} />, document.body);
  }

  function turnTo(productId: string | null): void {
    open = productId;
    draw();
  }

  async function say({ productId, title }: Item, choice: Choice): Promise<void> {
    const decisionId = offer?.decisionId;
    open = null;
    if (!decisionId) return draw();
    const answer: Answer = choice === 'none' ? { decisionId, answer: choice } : { decisionId, answer: choice, productId };
    const undo: Answer = { decisionId, answer: 'undo', ...(choice === 'none' ? {} : { productId }) };
    if (await tellApp(answer, token)) line = { text: wording(`noted_${choice}`, { title }), onUndo: () => void takeBack(undo) };
    else line = { text: wording('failed'), onUndo: null };
    await askAgain();
  }

  async function takeBack(undo: Answer): Promise<void> {
    line = (await tellApp(undo, token)) ? null : { text: wording('failed'), onUndo: null };
    await askAgain();
  }

  /** What else there is, now that it was heard. */
  async function askAgain(): Promise<void> {
    offer = await askApp(question, token);
    if (offer || line) draw();
    else render(null, document.body);
  }
}
