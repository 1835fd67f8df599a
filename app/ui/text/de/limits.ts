// The German words of what is offered only to some, on Guardrails.
import type { Catalog } from '../text.ts';

const SCOPES: Record<string, string> = { product: 'Produkt', type: 'Produkttyp', vendor: 'Anbieter', tag: 'Produkt-Tag' };
const BADGES: Record<string, string> = { product: 'Produkt', type: 'Typ', vendor: 'Anbieter', tag: 'Tag' };
const WHY: Record<string, string> = {
  too_many: 'Die Liste ist voll: Sie fasst 200 Begrenzungen.',
  not_an_id: 'Wählen Sie zuerst ein Produkt.',
  no_value: 'Sagen Sie, was begrenzt wird: bis zu 255 Zeichen.',
  twice: 'Es hat schon eine solche Begrenzung. Entfernen Sie zuerst jene.',
  no_such_day: 'Einen solchen Tag hat kein Jahr.',
  no_country: 'Schreiben Sie Länder mit je zwei Buchstaben, etwa DE, AT.',
  no_tag: 'Nennen Sie das Tag dieser Kunden.',
};

export const limits: Catalog['limits'] = {
  title: 'Nur manchen angeboten',
  empty: 'Alles darf allen angeboten werden, überall, das ganze Jahr. Begrenzen Sie, was nur für manche ist: was ein Alter verlangt, was ein Land erlaubt, was seine Saison hat.',
  help: 'Was begrenzt ist, wird gezeigt, sobald Setwise weiß, wer fragt, und nie vorher. Mehrere Begrenzungen gelten zusammen.',
  listTitle: 'Was nur manchen angeboten wird',
  scope: (scope) => SCOPES[scope] ?? scope,
  badge: (scope) => BADGES[scope] ?? scope,
  season: (from, to) => `Jedes Jahr vom ${from} bis zum ${to} angeboten.`,
  region: (countries) => `Nur hier angeboten, und nicht, wo das Land nicht bekannt ist: ${countries}.`,
  age: (tag) => `Nur Kunden mit dem Tag ${tag} angeboten, die alt genug sind.`,
  company: (tag) => `Nur Kunden mit dem Tag ${tag} angeboten, die für eine Firma kaufen.`,
  idle: 'Nichts in Ihrem Katalog fällt darunter, es begrenzt also nichts.',
  remove: (title) => `Begrenzung für ${title} entfernen`,
  removeShort: 'Entfernen',
  addTitle: 'Begrenzung hinzufügen',
  what: 'Was begrenzt wird',
  value: (scope) => ({ type: 'Produkttyp', vendor: 'Anbieter', tag: 'Produkt-Tag' })[scope] ?? 'Produkt',
  choose: 'Produkt auswählen',
  chosen: (title) => `Ausgewählt: ${title}`,
  kind: 'Wie',
  kinds: { season: 'Nach Saison', region: 'Nach Land', age: 'Nach Alter', company: 'Auf Firmen' },
  from: 'Erster Tag',
  fromMonth: 'Erster Monat',
  to: 'Letzter Tag',
  toMonth: 'Letzter Monat',
  countries: 'Länder',
  countriesHelp: 'Je zwei Buchstaben, etwa DE, AT.',
  tag: 'Kunden-Tag',
  ageHelp: 'Womit Sie kennzeichnen, wer alt genug ist. Von allen anderen ist das Alter nicht bekannt.',
  companyHelp: 'Womit Sie kennzeichnen, wer für eine Firma kauft. Shopify nennt Apps Firmen nur in manchen Tarifen.',
  add: 'Begrenzung hinzufügen',
  refused: (why) => WHY[why] ?? why,
};
