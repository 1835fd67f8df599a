// The German words of Workflows: moments, waits, what became of steps.
import { many } from '../many.ts';
import type { Catalog } from '../text.ts';

/** 60 → "2 Tage und 12 Stunden"; as after "nach": "2 Tagen und 12 Stunden". */
function duration(hours: number, manyDays = 'Tage'): string {
  const days = Math.floor(hours / 24);
  const rest = hours % 24;
  const said = [days > 0 ? `${days} ${many(days, 'Tag', manyDays)}` : '', rest > 0 || days === 0 ? `${rest} ${many(rest, 'Stunde', 'Stunden')}` : ''];
  return said.filter((part) => part !== '').join(' und ');
}
const after = (hours: number): string => duration(hours, 'Tagen');

export const workflows: Catalog['workflows'] = {
  duration: (hours) => duration(hours),
  title: 'Workflows',
  intro: 'Nach einem Moment eine E-Mail: was ihn vervollständigt, vorrätig, noch nicht vorhanden, über Ihrer Mindestmarge und nur mit Einwilligung.',
  name: (trigger) => ({ order_placed: 'Nach einer Bestellung', order_delivered: 'Nach der Zustellung', cart_abandoned: 'Nach einem verlassenen Warenkorb' })[trigger] ?? trigger,
  moment: (trigger) => ({ order_placed: 'Bestellung aufgegeben', order_delivered: 'Paket zugestellt', cart_abandoned: 'Checkout verlassen' })[trigger] ?? trigger,
  sentence: (trigger, hours) =>
    ({
      order_placed: `${after(hours)} nach einer Bestellung sagt eine E-Mail, was sie vervollständigt.`,
      order_delivered: `${after(hours)} nach der Ankunft des letzten Pakets sagt eine E-Mail, was noch fehlt. Ein Paket, das kein Versanddienst meldet, gilt nach Ihrer üblichen Zeit als zugestellt.`,
      cart_abandoned: `${after(hours)} nach einem verlassenen Checkout sagt eine E-Mail, was den Warenkorb vervollständigen würde.`,
    })[trigger] ?? '',
  status: (status) => ({ on: 'Ein', off: 'Aus', stopped: 'Von selbst angehalten' })[status] ?? status,
  open: 'Öffnen',
  openNamed: (name) => `„${name}“ öffnen`,
  neverOn: 'Noch ist niemand eingetreten. Öffnen Sie ihn, um zu sehen, wer heute was bekäme, bevor etwas gesendet wird.',
  numbers: {
    entered: 'Eingetreten',
    waiting: 'Wartend',
    sent: 'Gesendet',
    heldOut: 'Kontrollgruppe',
    notSent: 'Nicht gesendet',
    bought: 'Gekauft',
  },
  counted: {
    entered: (count) => `${count} eingetreten`,
    byEstimate: (count) => `${count} nach Schätzung`,
    byEstimateWhole: (count) => `${count} davon nach Schätzung: Kein Versanddienst hat die Zustellung gemeldet`,
    waiting: (count) => `${count} wartend`,
    sent: (count) => `${count} gesendet`,
    heldOut: (count) => `${count} in der Kontrollgruppe`,
    notSent: (count) => `${count} nicht gesendet`,
    bought: (count) => `${count} gekauft`,
  },
  whyNot: 'Warum manche nicht gesendet wurden',
  notConnectedTitle: 'Klaviyo ist nicht verbunden',
  notConnected: 'Workflows senden über Ihr Klaviyo-Konto. Sie können sich jeden Workflow und seinen Probelauf schon ansehen; einschalten lässt sich vorher nichts.',
  connect: 'Klaviyo verbinden',
  brokenTitle: 'Klaviyo sendet vorerst nichts',
  toSettings: 'Einstellungen öffnen',
  stoppedTitle: 'Dieser Workflow hat von selbst angehalten',

  stepsTitle: 'Seine Schritte im Lauf der Zeit',
  picture: (moment, wait) => `${moment}, dann ${wait} warten, dann eine E-Mail`,
  waits: (wait) => `wartet ${wait}`,
  email: 'E-Mail',
  daysShort: (days) => `${days} T`,
  hoursShort: (hours) => `${hours} Std.`,
  step: 'Schritt',
  when: 'Wann',
  howMany: 'Wie viele',
  atOnce: 'Sofort',
  later: (wait) => `${wait} später`,
  waitTitle: 'Warten vor der E-Mail',
  waitHelp: 'Von 1 Stunde bis 30 Tage. Eine neue Wartezeit gilt für alle, die von da an eintreten. Was nachts fällig wird, geht am Morgen hinaus.',
  waitAmount: 'Wartezeit',
  unit: 'Einheit',
  hours: 'Stunden',
  days: 'Tage',
  waitInvalid: 'Eine ganze Zahl, von 1 Stunde bis 30 Tage.',
  waitSaved: 'Wartezeit gespeichert',

  dryRunTitle: 'Wer heute was bekäme',
  dryRunIntro: 'Ihre neuesten Kunden, als käme der Moment für jeden jetzt: dieselben Prüfungen und dieselbe Entscheidung wie beim Senden. Nichts wird gesendet oder gespeichert.',
  dryRunSaid: (would, all) => `Von den neuesten ${all} bekämen ${would} eine E-Mail.`,
  dryRunNone: 'Noch niemand zum Ausprobieren. Bestellungen und Checkouts bekannter Kunden erscheinen hier, wenn sie kommen.',
  customer: 'Kunde',
  customerNo: (id) => `Kunde ${id}`,
  guest: 'Ein Gast',
  would: 'Bekäme',
  nothing: 'Nichts',
  why: 'Warum',
  wouldGet: 'Würde gesendet',
  movedTo: (when) => `Würde am ${when} noch einmal versucht.`,
  again: 'Noch einmal ausführen',

  preview: {
    title: 'Die E-Mail für einen Kunden',
    intro: 'Wie sie wäre, ginge sie jetzt hinaus, mit der Vorlage, die Klaviyo bekommt. Was Sie in Klaviyo geändert haben, zeigt sich nur dort. Nichts wird gesendet oder gespeichert.',
    choose: 'Kunde',
    due: (id, when) => `Kunde ${id}, fällig am ${when}`,
    sent: (id, when) => `Kunde ${id}, gesendet am ${when}`,
    latest: (id, when) => `Kunde ${id}, zuletzt gesehen am ${when}`,
    somebodyElse: 'Jemand anderes',
    search: 'E-Mail-Adresse oder Kunden-ID',
    searchHelp: 'Eine Adresse wird in Shopify nachgeschlagen und nicht gespeichert.',
    show: 'Anzeigen',
    waiting: 'Wird entschieden',
    gets: 'Sie würde gesendet.',
    later: (why, when) => `Noch nicht: ${why}. Es würde am ${when} noch einmal versucht.`,
    not: (why) => `Es würde nichts gesendet: ${why}.`,
    heldBack: 'Ohne das ginge diese E-Mail hinaus:',
    imagined: 'Dieser Kunde ist nicht in diesen Workflow eingetreten: Es wird entschieden, als käme der Moment für seine letzte Bestellung jetzt.',
    written: (language, currency) => `Geschrieben auf ${language}, Preise in ${currency}. Code und Links entstehen beim Senden, hier führen sie also nirgendwohin.`,
    customerPage: 'Seite des Kunden öffnen',
    phone: 'Telefon',
    desktop: 'Desktop',
    subject: 'Betreff',
    previewText: 'Vorschau',
    frame: (subject) => `Die E-Mail „${subject}“`,
    plainText: 'Ihr Teil in reinem Text',
    nobody: 'Noch niemand, für den sie gezeigt werden kann. Bestellungen bekannter Kunden erscheinen hier, wenn sie kommen; oder schlagen Sie jemanden nach.',
  },

  switchOn: 'Einschalten',
  switchOff: 'Ausschalten',
  switchedOn: (name) => `„${name}“ ist eingeschaltet`,
  switchedOff: (name) => `„${name}“ ist ausgeschaltet`,
  offTitle: (name) => `„${name}“ ausschalten?`,
  offBody: 'Ab dann tritt niemand ein, und es wird nichts mehr davon gesendet. Wer wartet, wartet weiter: Wird rechtzeitig wieder eingeschaltet, kommt die E-Mail noch.',
};
