// The German words of the block list, on Guardrails.
import { many } from '../many.ts';
import type { Catalog } from '../text.ts';

export const blockList: Catalog['blockList'] = {
  title: 'Nie angeboten',
  sentence: (count) =>
    count === 0 ? 'Nichts wird absichtlich ausgelassen.' : `${count} ${many(count, 'Eintrag', 'Einträge')}: Was hier steht, wird nie angeboten, weder im Shop noch per E-Mail, und nie vorgeschlagen.`,
  help: 'Ein Produkt, mit dem ein Set beginnt, beginnt es weiterhin: In der Liste geht es darum, was dazu angeboten wird.',
  addProducts: 'Produkte hinzufügen',
  addCollections: 'Kollektionen hinzufügen',
  tag: 'Produkt-Tag',
  tagHelp: 'Groß- und Kleinschreibung sind gleich.',
  addTag: 'Tag hinzufügen',
  noPicker: 'Produkte und Kollektionen werden mit der Auswahl von Shopify gewählt, die hier nicht geladen wurde. Laden Sie die Seite neu, um welche hinzuzufügen.',
  kind: (kind) => ({ product: 'Produkt', collection: 'Kollektion', tag: 'Tag' })[kind] ?? kind,
  remove: (title) => `${title} entfernen`,
  removeShort: 'Entfernen',
  reading: 'Setwise liest gerade, welche Produkte darin sind.',
  gone: 'In Shopify gelöscht: hält nichts mehr fern.',
  empty: 'Fügen Sie hinzu, was nie angeboten werden soll: Restposten, Gutscheine, alles, was neben einem Kauf peinlich wäre.',
  tableTitle: 'Was nie angeboten wird',
  effect: (count, total) => `${count} von ${total} Produkten werden nie angeboten, weil sie auf Ihrer Sperrliste stehen.`,
  effectUnread: 'Produkte von Kollektionen, die Sie gerade hinzugefügt haben, werden nach dem Speichern gezählt.',
  saved: 'Sperrliste gespeichert',
  refused: (why) =>
    ({ too_many: 'Die Liste ist voll: Sie fasst 500 Einträge.', not_an_id: 'Ein Eintrag ist weder ein Produkt noch eine Kollektion.', not_a_tag: 'Ein Tag ist leer oder länger als 255 Zeichen.' })[why] ?? why,
};
