// The German words of what a set gives, on its page.
import type { Catalog } from '../text.ts';

const KINDS: Record<string, string> = {
  percent: 'Prozentual auf jedes Produkt',
  amount: 'Ein Betrag weniger, zusammen',
  set_price: 'Ein Preis für das, was es vervollständigt',
  gift: 'Ein Geschenk',
  free_shipping: 'Kostenloser Versand',
  early_access: 'Früherer Zugang',
  none: 'Nichts: volle Preise',
};
const HELP: Record<string, string> = {
  percent: 'Ihre Leitplanken geben vielleicht weniger.',
  amount: 'Nach Preis auf die Teile verteilt. Jedes Produkt behält Ihre Mindestmarge, es kann also weniger werden.',
  set_price: 'Für je ein Produkt aus jedem Teil zusammen, ohne das Produkt, mit dem das Set beginnt. Ist ein Teil leer oder trägt ein Produkt seinen Anteil nicht, gelten volle Preise.',
  gift: 'Ein Produkt des Sets kostet nichts, wenn das Produkt gekauft wird, mit dem das Set beginnt, solange dessen Ertrag es bezahlt.',
  free_shipping: 'Solange die Marge trägt, was der Versand einer Bestellung Sie kostet. Nennen Sie diese Kosten unter Leitplanken: Solange dort 0 steht, gibt kein Set kostenlosen Versand.',
  early_access: 'Produkte, die in Shopify nicht gelistet sind, werden nur diesen Kunden angeboten.',
  none: 'Das Set wird ohne Rabatt gezeigt.',
};

export const setOffer: Catalog['setOffer'] = {
  title: 'Was das Set gibt',
  kind: 'Art des Angebots',
  kindName: (kind) => KINDS[kind] ?? kind,
  help: (kind) => HELP[kind] ?? '',
  amount: 'Betrag',
  price: 'Preis',
  gift: 'Teil, der das Geschenk ist',
  tag: 'Kunden-Tag oder Segment',
  tagHelp: 'Ein Tag von Kunden in Shopify oder der Name eines Segments, etwa loyal. Groß- und Kleinschreibung sind gleich.',
  givesNothing: 'Besucher sehen heute volle Preise: Mit Ihrer Mindestmarge und Ihrem höchsten Rabatt tragen die Produkte dieses Angebot nicht. Geben Sie weniger, oder ändern Sie Ihre Leitplanken.',
  invalid: (example) => `Ein Betrag wie ${example}.`,
};
