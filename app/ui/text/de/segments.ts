// The German words of segments: what each is called and why a customer is in it, on their page; and the merchant's own, on Settings.
import { many } from '../many.ts';
import type { Catalog } from '../text.ts';

/** As after "vor", "alle" and "binnen". */
const days = (count: number): string => (count < 1 ? 'weniger als einem Tag' : `${count} ${many(count, 'Tag', 'Tagen')}`);
const every = (count: number): string => (count <= 1 ? 'täglich' : `alle ${count} Tage`);
const times = (orders: number | undefined): string => `${orders}-mal`;

export const segments: Catalog['segments'] = {
  title: 'Segmente',
  none: 'Bisher in keinem Segment. Die meisten Segmente brauchen etwa fünfzig Ihrer Kunden zum Vergleich.',
  label: (code, about) =>
    ({
      prospect: 'Interessent', new: 'Neu', active: 'Aktiv', lapsing: 'Abwandernd', lost: 'Verloren', loyal: 'Treu', frequent: 'Häufig', vip: 'VIP', bargain_hunter: 'Schnäppchenjäger', full_price: 'Zahlt den vollen Preis',
      fond_of: `Mag ${about}`, engaged: 'Interessiert',
    })[code] ?? code,
  why: (code, [first = 0, second = 0, third = 0], about, words) =>
    ({
      prospect: 'Hier bekannt, aber ohne eine Bestellung, die behalten wurde.',
      new: `Einmal bestellt, vor ${days(first)}.`,
      active: `${times(first)} bestellt, zuletzt vor ${days(second)}.`,
      lapsing: `Zuletzt vor ${days(first)} bestellt; neun von zehn Ihrer Kunden, die wiederkommen, tun es binnen ${days(second)}.`,
      lost: `Zuletzt vor ${days(first)} bestellt, mehr als das Doppelte der Frist, binnen der neun von zehn wiederkommen (${second} ${many(second, 'Tag', 'Tage')}).`,
      loyal: `${times(first)} bestellt; vier von fünf Ihrer Kunden haben höchstens ${times(second)} bestellt.`,
      frequent: `Bestellt ${every(first)}; das schnellste Viertel Ihrer Kunden ${every(second)}.`,
      vip: `Hat ${words.money(first)} ausgegeben; das Zwanzigstel Ihrer Kunden, das am meisten ausgibt, beginnt bei ${words.money(second)}.`,
      bargain_hunter: `${first} von ${second} Bestellungen hatten einen Rabatt, mehr als bei den meisten Ihrer Kunden.`,
      full_price: `Keine von ${first} Bestellungen hatte einen Rabatt.`,
      fond_of: `${first} von ${second} Bestellungen enthalten ${about}; von allen Ihren Bestellungen sind es ${words.percent(third)}.`,
      engaged: `Folgte dem Link in ${first} der letzten ${second} E-Mails.`,
    })[code] ?? '',
  own: {
    title: 'Ihre eigenen Segmente',
    body: 'Gruppen von Kunden nach einem Tag, nach Ausgaben oder nach Zahl der Bestellungen. Neue, treue, abwandernde und andere Kunden unterscheidet Setwise von selbst.',
    empty: 'Noch keine.',
    rule: (kind, value, words) =>
      ({ tag: `Kunden mit dem Tag ${value}`, spend: `Kunden, die ${words.money(Number(value))} oder mehr ausgegeben haben`, orders: `Kunden, die ${times(Number(value))} oder öfter bestellt haben` })[kind] ?? '',
    name: 'Name',
    kind: 'Wer darin ist',
    kinds: { tag: 'Hat das Tag', spend: 'Hat mindestens ausgegeben', orders: 'Hat mindestens bestellt' },
    value: { tag: 'Kunden-Tag', spend: 'Betrag', orders: 'Bestellungen' },
    add: 'Segment hinzufügen',
    removeShort: 'Entfernen',
    remove: (title) => `${title} entfernen`,
    saved: 'Segmente gespeichert',
    refused: (why) =>
      ({
        too_many: 'Es gibt schon 50 Segmente. Entfernen Sie zuerst eines.',
        not_a_name: 'Ein Segment braucht einen Namen mit höchstens 60 Zeichen, ohne Doppelpunkt.',
        name_taken: 'Ein Segment mit diesem Namen gibt es schon. Wählen Sie einen anderen.',
        not_a_tag: 'Geben Sie das Tag ein, höchstens 255 Zeichen.',
        not_a_number: 'Geben Sie eine Zahl über 0 ein.',
      })[why] ?? why,
  },
};
