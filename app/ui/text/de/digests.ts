// The German words of a week that is over.
import { many } from '../many.ts';
import type { Catalog } from '../text.ts';

export const digests: Catalog['digests'] = {
  title: 'Wochen',
  action: 'Woche für Woche',
  intro: 'Was jede Woche brachte, erzählt am Montagmorgen.',
  last: 'Letzte Woche',
  earlier: 'Frühere Wochen',
  week: (from, to) => `${from} bis ${to}`,
  emptyTitle: 'Noch ist keine Woche vorbei',
  empty: 'Am Montagmorgen steht hier, was die Woche davor brachte: was sich änderte, was Besucher antworteten und was auf Sie wartet.',
  quiet: (live) => `Nichts änderte sich, und kein Besucher antwortete. Aktive Sets: ${live}.`,
  sets: (parts) => `Sets: ${parts}.`,
  approved: (_, count) => `${count} aktiv geworden`,
  paused: (_, count) => `${count} pausiert`,
  refused: (_, count) => `${count} abgelehnt`,
  suggested: (_, count) => `${count} neu vorgeschlagen`,
  byItself: (_, count) => `${count} davon genehmigte Setwise, über Ihrer Schwelle.`,
  soldOut: (n, count) => `${count} ${many(n, 'Produkt', 'Produkte')} aktiver Sets ${many(n, 'war', 'waren')} ausverkauft.`,
  guardrails: (n, count) => `Leitplanken wurden ${n === 1 ? 'einmal' : `${count}-mal`} geändert.`,
  answered: (said) => `Zu dem, was angeboten wurde: ${said}.`,
  noAnswers: 'Kein Besucher antwortete.',
  mostNotForMe: (goal, count) => `Am häufigsten „nichts für mich“ bei „${goal}“ (${count}): Sehen Sie sich seine Produkte an.`,
  waiting: (n, count) => `${count} ${many(n, 'Vorschlag wartet', 'Vorschläge warten')} auf Sie.`,
};
