import { neutralHeading } from '#app/domain/offer/shopper-reason.ts';
import type { EmailText } from './email-text.ts';
import { SAYABLE_SUPPORT } from './sayable-support.ts';

export const de: EmailText = {
  language: 'de',
  subjects: ({ anchor, primary }, moment) => [
    `${primary}: passend zu ${anchor}`,
    `Was zu ${anchor} passt`,
    moment === 'cart_abandoned' ? 'Was zu Ihrem Warenkorb passt' : 'Was zu Ihrer Bestellung passt',
  ],
  preview: ({ primary, anchor }) => `Auf Lager und passend zu ${anchor}: ${primary}.`,
  // Goals are suggested in English, and a heading in another language than the sentence below it reads as a mistake.
  heading: ({ anchor }) => `Was zu ${anchor} passt`,
  intro: ({ anchor, shop }, moment) =>
    ({
      order_placed: `Vielen Dank für Ihre Bestellung bei ${shop}. Das gehört noch zu ${anchor}:`,
      order_delivered: `${anchor} ist bei Ihnen angekommen. Das gehört noch dazu:`,
      cart_abandoned: `Sie haben sich ${anchor} angesehen. Falls Sie sich dafür entscheiden, gehört das dazu:`,
    })[moment],
  // A slot is named in the shop's language, often in lower case: the title beside it says what it is in any.
  reason: ({ support, anchor }) => {
    if (support >= SAYABLE_SUPPORT) return `In ${support.toLocaleString('de')} Bestellungen zusammen gekauft`;
    return anchor === null ? 'Teil dieses Sets' : `Passend zu ${anchor}`;
  },
  beside: ({ anchor, primary, shop }, moment) => ({
    subject: de.headingBeside(null),
    preview: `Auf Lager: ${primary}.`,
    heading: de.headingBeside(null),
    intro: {
      order_placed: `Vielen Dank für Ihre Bestellung bei ${shop}: ${anchor}. Vielleicht ist auch das etwas für Sie:`,
      order_delivered: `${anchor} ist bei Ihnen angekommen. Vielleicht ist auch das etwas für Sie:`,
      cart_abandoned: `Sie haben sich ${anchor} angesehen. Vielleicht ist auch das etwas für Sie:`,
    }[moment],
  }),
  headingBeside: () => neutralHeading('de'),
  button: () => 'Im Warenkorb ansehen',
  codeGives: {
    percent: (percent) => `${percent} Rabatt`,
    amount: (amount, each) => (each ? `Je ${amount} Rabatt` : `${amount} Rabatt`),
    gift: (title) => `${title} geschenkt`,
    freeShipping: (least) => `Kostenloser Versand ab ${least}`,
  },
  codeNote: ({ given, code, until }) => `${given} mit dem Code ${code}. Er gilt nur für Sie, einmal, bis ${until}; über den Knopf wird er eingelöst.`,
  why: ({ anchor, shop }, moment) =>
    moment === 'cart_abandoned'
      ? `Sie bekommen diese E-Mail, weil Sie Nachrichten von ${shop} zugestimmt haben und ${anchor} noch im Warenkorb liegt.`
      : `Sie bekommen diese E-Mail, weil Sie Nachrichten von ${shop} zugestimmt und ${anchor} bestellt haben.`,
  answerPage: {
    asks: {
      have_it: { title: (product) => (product ? `Haben Sie das schon: ${product}?` : 'Haben Sie das schon?'), text: (shop) => `Dann schlägt ${shop} es Ihnen nicht noch einmal vor.`, button: 'Ja, habe ich schon' },
      not_for_me: { title: (product) => (product ? `Nichts für Sie: ${product}?` : 'Nichts für Sie?'), text: (shop) => `Dann schlägt ${shop} es Ihnen nicht noch einmal vor.`, button: 'Nichts für mich' },
      quiet: {
        title: (_, shop) => `Keine Empfehlungen mehr von ${shop}?`,
        text: (shop) => `Dann empfiehlt ${shop} Ihnen nichts mehr, weder per E-Mail noch im Shop. Newsletter und Nachrichten zu Ihren Bestellungen bleiben, wie sie sind.`,
        button: 'Keine Empfehlungen mehr',
      },
    },
    noted: {
      title: 'Danke, notiert',
      text: {
        have_it: (product, shop) => `Wir haben notiert, dass Sie ${product ? `das schon haben: ${product}` : 'es schon haben'}. ${shop} schlägt es Ihnen nicht noch einmal vor.`,
        not_for_me: (product, shop) => `Wir haben notiert, dass ${product ? `das nichts für Sie ist: ${product}` : 'es nichts für Sie ist'}. ${shop} schlägt es Ihnen nicht noch einmal vor.`,
        quiet: (_, shop) => `${shop} empfiehlt Ihnen nichts mehr, weder per E-Mail noch im Shop.`,
      },
      undo: 'Rückgängig machen',
    },
    takenBack: { title: 'Zurückgenommen', text: (shop) => `Ihre Antwort ist vergessen. ${shop} schlägt Ihnen vor wie bisher.` },
    back: (shop) => `Zurück zu ${shop}`,
  },
};
