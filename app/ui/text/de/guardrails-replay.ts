// Was ungespeicherte Leitplanken aus den Angeboten der letzten 30 Tage gemacht hätten.
import type { Catalog } from '../text.ts';
import { many } from '../many.ts';

const daysBefore = (days: number): string => (days === 0 ? 'am selben Tag' : `${days} ${many(days, 'Tag', 'Tage')} zuvor`);

export const guardrailsReplay: Catalog['guardrailsReplay'] = {
  title: 'Bevor Sie speichern',
  clean: 'Sobald sich hier etwas ändert, steht da, was es aus den Angeboten der letzten 30 Tage gemacht hätte.',
  none: 'In den letzten 30 Tagen gab es noch keine Angebote. Das hier geschieht mit Ihrem Katalog.',
  counts: (offers, changed, refused) => `Von ${offers} Angeboten der letzten 30 Tage hätte das ${changed} geändert und ${refused} abgelehnt.`,
  unchanged: (offers) => `Von ${offers} Angeboten der letzten 30 Tage hätte das keines geändert.`,
  already: (count) => `${count} fielen heute anders aus, gespeichert oder nicht: Preise, Kosten oder Leitplanken haben sich seither geändert.`,
  notJudged: (count) => `${count} lassen sich nicht neu beurteilen: Die Produkte gibt es nicht mehr, die Währung war eine andere, oder sie kamen sehr selten vor.`,
  notReplayed: 'Nicht neu beurteilt: Tags, Orte und was zueinander passt, denn das hängt davon ab, wer der Kunde war. Auch nicht, was zusätzlich angeboten würde.',
  examples: (count) => (count === 1 ? 'Eines ansehen' : `${count} davon ansehen`),
  hideExamples: 'Ausblenden',
  listTitle: 'Angebote, die anders ausgefallen wären',
  refused: 'Abgelehnt',
  changed: 'Geändert',
  times: (count, said) => `${said} ${many(count, 'solches Angebot', 'solche Angebote')}`,
  cart: (products) => `Mit ${products} im Warenkorb`,
  priceNow: (title, before, after, why) => `${title}: ${before} → ${after}. ${why}`,
  leftOut: (title, why) => `${title}: ausgelassen. ${why}`,
  decision: 'Zur Entscheidung',
  decisionNamed: (when) => `Entscheidung vom ${when}`,
  why: {
    set: 'So viel, wie das Set gibt.',
    max_discount: 'Mehr als Ihr größter Rabatt.',
    margin_floor: 'Mehr läge unter Ihrer Mindestmarge.',
    no_cost: 'Die Kosten sind nicht bekannt.',
    would_not_pay: 'Mehr würde sich nicht lohnen.',
    free_shipping: 'Der Versand wäre nicht kostenlos.',
    blocked: 'Es steht auf Ihrer Sperrliste.',
    recent_return: (since, wait) => `Der Kunde hatte es ${daysBefore(since)} zurückgeschickt; Sie würden ${wait} warten.`,
    bought_in_category: (since, wait) => `Der Kunde hatte ${daysBefore(since)} etwas dieser Art gekauft; Sie würden ${wait} warten.`,
    offered_lately: (since, wait) => `Eine Nachricht hatte es ${daysBefore(since)} vorgeschlagen; Sie würden ${wait} warten.`,
    too_early: (since, wait) => `Der erste Einkauf des Kunden war ${daysBefore(since)} angekommen; Sie würden ${wait} warten.`,
    too_dear: (share, most) => `Es kostet ${share} dessen, womit das Set beginnt; erlaubt sind ${most}.`,
    below_margin_floor: (margin, floor) => `Es lässt höchstens ${margin}; Ihre Mindestmarge ist ${floor}.`,
  },
};
