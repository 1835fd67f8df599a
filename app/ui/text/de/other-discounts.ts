// Andere Rabatte des Shops: was sie sind, wo sie ein Set treffen, worauf zu achten ist.
import type { Catalog } from '../text.ts';
import { many } from '../many.ts';

export const otherDiscounts: Catalog['otherDiscounts'] = {
  title: 'Andere Rabatte Ihres Shops',
  help: 'Was Shopify neben dem Set-Rabatt abzieht. Auf ein Produkt zählt ein einziger Produktrabatt; ein Bestellrabatt kommt dazu, wo beide es erlauben; wo nicht, erhält der Kunde den, der mehr wert ist.',
  none: 'Kein anderer Rabatt ist aktiv oder geplant, der ein Set treffen könnte.',
  codesLeftOut: 'Codes, die sich mit nichts kombinieren lassen, stehen hier nicht: Neben einem Set zieht keiner etwas ab.',
  combineTitle: 'Der Set-Rabatt darf zusammenkommen mit',
  combine: { order: 'Rabatten auf die Bestellung', product: 'Rabatten auf andere Produkte', shipping: 'Rabatten auf den Versand' },
  combineHelp: {
    order: 'Setwise gibt dann so viel weniger, dass Ihre Mindestmarge mit allen zusammen hält.',
    product: 'Auf andere Produkte desselben Warenkorbs.',
    shipping: 'Etwa kostenloser Versand.',
  },
  off: {
    percent: (percent) => `${percent} Rabatt`,
    amount: (money) => `${money} Rabatt`,
    each: (money) => `je ${money} Rabatt`,
    unknown: 'Shopify sagt nicht, wie viel',
  },
  covers: {
    order: 'auf die ganze Bestellung',
    shipping: 'auf den Versand',
    all: 'auf alle Produkte',
    some: 'auf manche Produkte; auf welche, sagt Shopify nicht',
    unread: 'auf das, was in einer Kollektion ist; welche Produkte, wird noch gelesen',
    collections: (titles) => `auf alles in ${titles}`,
    products: (count, one) => `auf ${count} ${one ? 'Produkt' : 'Produkte'}`,
  },
  sentence: (off, covers) => `${off}, ${covers}`,
  unsaid: 'Shopify sagt nicht, wie viel dieser Rabatt wovon wegnimmt.',
  byWord: (percent) => `Nach Ihrer Angabe höchstens ${percent} Rabatt.`,
  most: (title) => `So viel nimmt ${title} höchstens weg`,
  mostHelp: 'Geben Sie an, wie viel es höchstens ist, dann wird er beurteilt wie die anderen, als gälte er für alle Produkte. Bleibt das Feld leer, wird er nicht beurteilt.',
  mostUnsound: 'Eine Zahl von 0 bis 100.',
  code: 'Code',
  automatic: 'Automatisch',
  begins: (when) => `Beginnt ${when}.`,
  ends: (when) => `Endet ${when}.`,
  meets: {
    stacks: 'Kommt zum Set-Rabatt dazu. Ihre Mindestmarge hält mit beiden.',
    better_one: 'Kommt nicht zum Set-Rabatt dazu: Der Kunde erhält den, der mehr wert ist.',
    apart: 'Steht neben dem Set-Rabatt und zieht von den Produkten nichts ab.',
  },
  warning: {
    stacks: (discount, off, product, margin, floor) => `${discount} (${off}) gilt auch für ${product}: Mit dem Set zusammen blieben ${margin}, unter Ihrer Mindestmarge von ${floor}. Solange das läuft, wird es nicht angeboten.`,
    instead: (discount, off, product, margin, floor) => `${discount} (${off}) gilt auch für ${product}: Wer ihn statt des Set-Rabatts erhält, lässt Ihnen ${margin}, unter Ihrer Mindestmarge von ${floor}.`,
    label: 'Andere Rabatte, auf die zu achten ist',
    offOrder: (off) => `${off} auf die Bestellung`,
  },
  trouble: {
    title: (discount, sets, count) => `${discount} drückt ${sets} ${many(count, 'aktives Set', 'aktive Sets')} unter Ihre Mindestmarge`,
    means: 'Dieser Rabatt ist nicht von Setwise. Beenden oder verkleinern Sie ihn, oder halten Sie die Sets an: Auf der Seite jedes Sets steht, um welches Produkt es geht.',
  },
};
