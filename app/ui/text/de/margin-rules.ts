// The German words of floors and costs of parts of the range, on Guardrails.
import type { Catalog } from '../text.ts';

const SCOPES: Record<string, string> = { product: 'Produkt', type: 'Produkttyp', vendor: 'Anbieter' };
const BADGES: Record<string, string> = { product: 'Produkt', type: 'Typ', vendor: 'Anbieter' };
const WHY: Record<string, string> = {
  too_many: 'Die Liste ist voll: Sie fasst 500 Regeln.',
  not_an_id: 'Wählen Sie zuerst ein Produkt.',
  no_name: 'Sagen Sie, worum es geht: bis zu 255 Zeichen.',
  says_nothing: 'Füllen Sie mindestens eine Zahl aus. Was leer bleibt, gilt wie oben.',
  out_of_bounds: 'Eine Zahl liegt außerhalb ihrer Grenzen oder ist feiner, als sie sein kann.',
  twice: 'Dafür gibt es schon eine Regel. Entfernen Sie zuerst jene.',
};

export const marginRules: Catalog['marginRules'] = {
  title: 'Mindestmargen und Kosten von Teilen Ihres Sortiments',
  empty: 'Für alles gelten die Zahlen oben. Fügen Sie eine Regel hinzu, wo ein Produkt, ein Produkttyp oder ein Anbieter eine eigene Mindestmarge oder eigene Kosten hat.',
  help: 'Die engste Regel gilt, Zahl für Zahl: die eines Produkts vor der seines Typs, die eines Typs vor der seines Anbieters, und diese vor den Zahlen oben.',
  listTitle: 'Mindestmargen und Kosten von Teilen Ihres Sortiments',
  scope: (scope) => SCOPES[scope] ?? scope,
  badge: (scope) => BADGES[scope] ?? scope,
  floor: (percent) => `mindestens ${percent} bleiben`,
  floorMoney: (money) => `mindestens ${money} bleiben`,
  cost: (percent) => `Kosten ${percent} des Preises, wo Shopify keine hat`,
  handling: (money) => `Bearbeitung ${money}`,
  remove: (title) => `Regel für ${title} entfernen`,
  removeShort: 'Entfernen',
  addTitle: 'Mindestmarge oder Kosten hinzufügen',
  what: 'Worum es geht',
  choose: 'Produkt auswählen',
  chosen: (title) => `Ausgewählt: ${title}`,
  noneChosen: 'Produkt',
  named: { type: 'Typ, wie in Shopify', vendor: 'Anbieter, wie in Shopify' },
  floorPercent: 'Eigene Mindestmarge, Anteil am Preis',
  floorAmount: 'Eigene Mindestmarge pro Stück',
  assumedCost: 'Eigene Kosten, wo Shopify keine hat',
  handlingAmount: 'Eigene Bearbeitung pro Stück',
  add: 'Mindestmarge oder Kosten hinzufügen',
  refused: (why) => WHY[why] ?? why,
};
