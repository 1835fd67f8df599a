// What a message says, by language. Texts are whole sentences with products named in them, written so that no product's
// gender or number matters. What is claimed is counted: a number of orders is said when enough stand behind it.
import { de } from './de.ts';
import { en } from './en.ts';

export type Moment = 'order_placed' | 'order_delivered' | 'cart_abandoned';

export interface EmailText {
  language: 'de' | 'en';
  /** Best first; the first that is short enough is taken, and the last always is. */
  subjects(names: { anchor: string; primary: string }, moment: Moment): string[];
  preview(names: { anchor: string; primary: string }): string;
  heading(names: { anchor: string; goal: string }): string;
  intro(names: { anchor: string; shop: string }, moment: Moment): string;
  /** @param anchor null: what the offer stands beside does not start the set */
  reason(item: { support: number; slotName: string; anchor: string | null }): string;
  /** Of a set that a rule shows beside what does not start it: nothing is said of what it makes of that. `goal` is null where it was written for what starts the set. */
  beside(names: { anchor: string; primary: string; shop: string; goal: string | null }, moment: Moment): Record<'subject' | 'preview' | 'heading' | 'intro', string>;
  headingBeside(goal: string | null): string;
  button(items: number): string;
  codeNote(discount: { given: string; code: string; until: string }): string;
  /** What a code gives, as the note begins. */
  codeGives: {
    percent(percent: string): string;
    amount(amount: string, each: boolean): string;
    gift(title: string): string;
    freeShipping(least: string): string;
  };
  why(names: { anchor: string; shop: string }, moment: Moment): string;
  answerPage: AnswerPageText;
}

/** Where an answer's link leads. Of which product: null, of all that was suggested. */
export interface AnswerPageText {
  /** Asked first: whoever only looks at a link has answered nothing. */
  asks: Record<AnswerByLink, { title(product: string | null, shop: string): string; text(shop: string): string; button: string }>;
  /** Said once it is noted. */
  noted: { title: string; text: Record<AnswerByLink, (product: string | null, shop: string) => string>; undo: string };
  takenBack: { title: string; text(shop: string): string };
  back(shop: string): string;
}

export type AnswerByLink = 'have_it' | 'not_for_me' | 'quiet';

const LONGEST_SUBJECT = 45;

/** @param locale of the recipient; what we have no text for is told in English */
export function emailText(locale: string): EmailText {
  return locale.toLowerCase().split(/[-_]/)[0] === 'de' ? de : en;
}

/** Under 45 characters, so that a phone shows it whole. */
export function subjectOf(text: EmailText, names: { anchor: string; primary: string }, moment: Moment): string {
  const subjects = text.subjects(names, moment);
  return subjects.find((subject) => subject.length < LONGEST_SUBJECT) ?? (subjects.at(-1) as string);
}
