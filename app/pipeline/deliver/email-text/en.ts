import { neutralHeading } from '#app/domain/offer/shopper-reason.ts';
import type { EmailText } from './email-text.ts';
import { SAYABLE_SUPPORT } from './sayable-support.ts';

export const en: EmailText = {
  language: 'en',
  subjects: ({ anchor, primary }, moment) => [
    `${primary}, for your ${anchor}`,
    `What goes with your ${anchor}`,
    moment === 'cart_abandoned' ? 'What goes with your cart' : 'What goes with your order',
  ],
  preview: ({ primary, anchor }) => `${primary} is in stock, and chosen to go with your ${anchor}.`,
  heading: ({ goal, anchor }) => goal || `What goes with your ${anchor}`,
  intro: ({ anchor, shop }, moment) =>
    ({
      order_placed: `Thank you for ordering ${anchor} at ${shop}. This is what completes it:`,
      order_delivered: `Your ${anchor} has arrived. This is what completes it:`,
      cart_abandoned: `You were looking at ${anchor}. If you go for it, this is what completes it:`,
    })[moment],
  reason: ({ support, slotName, anchor }) => {
    if (support >= SAYABLE_SUPPORT) return `Bought together in ${support.toLocaleString('en')} orders`;
    return anchor === null ? 'Part of this set' : `The ${slotName} for your ${anchor}`;
  },
  beside: ({ anchor, primary, shop, goal }, moment) => ({
    subject: en.headingBeside(null),
    preview: `${primary} is in stock.`,
    heading: en.headingBeside(goal),
    intro: {
      order_placed: `Thank you for ordering ${anchor} at ${shop}. This may be for you, too:`,
      order_delivered: `Your ${anchor} has arrived. This may be for you, too:`,
      cart_abandoned: `You were looking at ${anchor}. This may be for you, too:`,
    }[moment],
  }),
  headingBeside: (goal) => goal || neutralHeading('en'),
  button: (items) => (items === 1 ? 'See it in your cart' : 'See them in your cart'),
  codeGives: {
    percent: (percent) => `${percent} off`,
    amount: (amount, each) => (each ? `${amount} off each` : `${amount} off`),
    gift: (title) => `${title} as a gift`,
    freeShipping: (least) => `Free shipping from ${least}`,
  },
  codeNote: ({ given, code, until }) => `${given} with the code ${code}. It is yours alone, works once, until ${until}; the button applies it for you.`,
  why: ({ anchor, shop }, moment) =>
    moment === 'cart_abandoned'
      ? `You get this email because you agreed to hear from ${shop} and left ${anchor} in your cart.`
      : `You get this email because you agreed to hear from ${shop} and ordered ${anchor}.`,
  answerPage: {
    asks: {
      have_it: { title: (product) => `Do you have ${product ?? 'it'} already?`, text: (shop) => `Then ${shop} will not suggest it to you again.`, button: 'Yes, I have it' },
      not_for_me: { title: (product) => `Is ${product ?? 'it'} not for you?`, text: (shop) => `Then ${shop} will not suggest it to you again.`, button: 'It is not for me' },
      quiet: {
        title: (_, shop) => `No more recommendations from ${shop}?`,
        text: (shop) => `Then ${shop} will recommend no products to you any more, neither by email nor in the store. Its newsletters and messages about your orders stay as they are.`,
        button: 'No more recommendations',
      },
    },
    noted: {
      title: 'Thank you, noted',
      text: {
        have_it: (product, shop) => `We have noted that you have ${product ?? 'it'} already. ${shop} will not suggest it to you again.`,
        not_for_me: (product, shop) => `We have noted that ${product ?? 'it'} is not for you. ${shop} will not suggest it to you again.`,
        quiet: (_, shop) => `${shop} will recommend no products to you any more, neither by email nor in the store.`,
      },
      undo: 'Undo',
    },
    takenBack: { title: 'Taken back', text: (shop) => `Your answer is forgotten. ${shop} makes suggestions as before.` },
    back: (shop) => `Back to ${shop}`,
  },
};
