// The German words of "Left alone", on Guardrails: the two lists of tags, by why.
import type { Catalog } from '../text.ts';

const TAG_HELP = 'Groß- und Kleinschreibung sind gleich.';

export const leftAlone: Catalog['leftAlone'] = {
  left_alone: {
    title: 'Kunden, die in Ruhe gelassen werden',
    sentence: (tags) =>
      tags === '' ? 'Niemand wird wegen eines Tags in Ruhe gelassen.' : `Kunden mit dem Tag ${tags} bekommen kein Angebot, wo der Shop sie erkennt, keines nach dem Bezahlen und keine E-Mail.`,
    help: 'Für Mitarbeiter, Großhandel oder wer um Ruhe gebeten hat. In Shopify stehen Tags auf der Seite des Kunden.',
    tag: 'Kunden-Tag',
    tagHelp: TAG_HELP,
    addTag: 'Kunden-Tag hinzufügen',
    remove: (title) => `Kunden mit Tag ${title} nicht mehr in Ruhe lassen`,
  },
  open_case: {
    title: 'Kunden mit einem offenen Vorgang',
    sentence: (tags) =>
      tags === '' ? 'Noch kein Tag sagt, dass ein Vorgang offen ist.' : `Kunden mit dem Tag ${tags} bekommen kein Angebot, wo der Shop sie erkennt, und keine E-Mail, bis das Tag entfernt ist.`,
    help: 'Die meisten Helpdesks können einem Kunden in Shopify ein Tag geben, solange eine Frage oder Beschwerde von ihm offen ist.',
    tag: 'Tag für einen offenen Vorgang',
    tagHelp: TAG_HELP,
    addTag: 'Tag für einen offenen Vorgang hinzufügen',
    remove: (title) => `${title} soll keinen offenen Vorgang mehr bedeuten`,
  },
  refused: (why) => ({ too_many: 'Die Liste ist voll: Sie fasst 50 Tags.', not_a_tag: 'Ein Tag ist leer oder länger als 255 Zeichen.' })[why] ?? why,
};
