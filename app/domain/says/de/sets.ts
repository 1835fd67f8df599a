// The German of why a set was not changed, approved or given another offer.
import type { Says } from '../says.ts';

export const sets: Says['sets'] = {
  gone: 'Dieses Set gibt es nicht, oder es wurde entfernt.',
  changedMeanwhile: (at) => `Jemand anderes hat dieses Set um ${at} geändert. Laden Sie es neu, um die Änderung zu sehen, oder speichern Sie darüber.`,
  kindStays: 'Ein Set behält seine Art. Legen Sie stattdessen ein neues an.',
  notDeletable: 'Dieses Set kann nicht gelöscht werden: Es war aktiv, oder es ist ein Vorschlag von Setwise. Pausieren Sie es stattdessen, oder lehnen Sie es ab.',
  judgedMeanwhile: (goal) => `„${goal}“ ist nicht mehr unter den Vorschlägen: Jemand hat es inzwischen beurteilt.`,
  anchorGone: (goal) => `Das Produkt, mit dem „${goal}“ beginnt, ist nicht mehr in Ihrem Katalog. Lehnen Sie das Set stattdessen ab.`,
  nothingLeft: (goal) => `Kein Produkt von „${goal}“ kann noch angeboten werden. Fügen Sie eines aus Ihrem Katalog hinzu, oder lehnen Sie das Set ab.`,
  discountRange: (percent) => `Der Rabatt muss zwischen 0 und ${percent} % liegen, mehr erlauben Ihre Leitplanken nicht.`,
  shippingCostFirst: 'Nennen Sie zuerst unter Leitplanken, was der Versand einer Bestellung Sie kostet: Bis dahin lässt sich kostenloser Versand nicht über Ihrer Mindestmarge halten.',
  giftSlotGone: 'Den Teil mit dem Geschenk gibt es nicht mehr. Wählen Sie einen anderen.',
  givesFromOneProduct: 'Ein Geschenk und kostenloser Versand werden von dem bezahlt, womit das Set beginnt; es muss also mit einem Produkt beginnen. Wählen Sie eines, oder geben Sie einen Prozentsatz.',
  kindGivesNot: 'Das kann diese Art von Set nicht geben. Wählen Sie einen Prozentsatz oder den vollen Preis.',
};
