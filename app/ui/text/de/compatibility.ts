// The German words of what fits what, on Guardrails.
import type { Catalog } from '../text.ts';

const WHY: Record<string, string> = {
  too_many: 'Die Liste ist voll: Sie fasst 20 Regeln.',
  no_key: 'Nennen Sie die Option, was im Tag vor dem Doppelpunkt steht, oder das Metafeld.',
  not_a_metafield: 'Schreiben Sie ein Metafeld mit Namensraum und Schlüssel, etwa specs.mount.',
  too_long: 'Ein Name hat höchstens 100 Zeichen.',
  twice: 'Eine solche Regel gibt es schon. Entfernen Sie zuerst jene.',
};

export const compatibility: Catalog['compatibility'] = {
  title: 'Was wozu passt',
  empty: 'Keine Regel: Setwise richtet sich danach, was zusammen gekauft wurde. Fügen Sie eine hinzu, wo Dinge passen müssen, etwa Anschluss, Größe oder Generation.',
  help: 'Wo beide Seiten einen Wert nennen und keinen gemeinsam haben, wird das Produkt nicht angeboten. Wo eine Seite nichts sagt, wird es angeboten.',
  listTitle: 'Regeln, was wozu passt',
  option: (key) => `Gelesen aus der Option „${key}“.`,
  metafield: (key) => `Gelesen aus dem Produkt-Metafeld „${key}“.`,
  reading: 'Setwise liest gerade, welche Produkte es haben.',
  tag: (key) => `Gelesen aus Tags wie „${key}:…“.`,
  source: (source) => ({ option: 'Option', tag: 'Tag', metafield: 'Metafeld' })[source] ?? source,
  idle: 'Kein Produkt hat das, die Regel entscheidet also nichts.',
  remove: (name) => `Regel „${name}“ entfernen`,
  removeShort: 'Entfernen',
  addTitle: 'Regel hinzufügen',
  from: 'Gelesen aus',
  sources: { option: 'Einer Produktoption', tag: 'Produkt-Tags der Form Name:Wert', metafield: 'Einem Produkt-Metafeld' },
  key: { option: 'Option', tag: 'Tag, vor dem Doppelpunkt', metafield: 'Metafeld, namensraum.schlüssel' },
  name: 'Was sie sagt',
  nameHelp: 'Regeln mit demselben Namen werden miteinander verglichen. Bleibt das Feld leer, heißt die Regel wie das, woraus sie gelesen wird.',
  add: 'Regel hinzufügen',
  refused: (why) => WHY[why] ?? why,
};
