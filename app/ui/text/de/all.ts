// Every word of the desk in German, put together; a page's words stand in a file of their own. One word for one thing, here too:
// set = Set, slot = Teil, anchor = Produkt, mit dem ein Set beginnt, stand-in = Ersatz, suggestion = Vorschlag, live = aktiv,
// refuse = ablehnen, leave out = auslassen, placement = Platzierung, holdout = Kontrollgruppe, guardrails = Leitplanken,
// margin floor = Mindestmarge, block list = Sperrliste, shopper = Besucher, customer = Kunde, cart = Warenkorb,
// data health = Datenqualität; Shopify's own things as Shopify's German admin calls them. Whoever reads is addressed as "Sie".
import type { Catalog } from '../text.ts';
import { activity, change, decision } from './activity.ts';
import { answers } from './answers.ts';
import { blockList } from './block-list.ts';
import { compatibility } from './compatibility.ts';
import { customers } from './customers.ts';
import { dataHealth } from './data-health.ts';
import { digests } from './digests.ts';
import { guardrails } from './guardrails.ts';
import { guardrailsReplay } from './guardrails-replay.ts';
import { home } from './home.ts';
import { leftAlone } from './left-alone.ts';
import { limits } from './limits.ts';
import { marginRules } from './margin-rules.ts';
import { otherDiscounts } from './other-discounts.ts';
import { placements } from './placements.ts';
import { results } from './results.ts';
import { rules } from './rules.ts';
import { segments } from './segments.ts';
import { setEditor } from './set-editor.ts';
import { setOffer } from './set-offer.ts';
import { set, sets } from './sets.ts';
import { settings } from './settings.ts';
import { tests } from './tests.ts';
import { workflows } from './workflows.ts';

const PLACEMENTS: Record<string, string> = {
  product_page: 'Produktseite',
  cart_page: 'Warenkorbseite',
  cart_drawer: 'Warenkorb-Einschub',
  thank_you: 'Dankesseite',
  order_status: 'Bestellstatusseite',
  email: 'E-Mail',
};

export const de: Catalog = {
  app: { name: 'Setwise' },
  activity,
  answers,
  blockList,
  change,
  compatibility,
  customers,
  dataHealth,
  decision,
  digests,
  guardrails,
  guardrailsReplay,
  home,
  leftAlone,
  limits,
  marginRules,
  otherDiscounts,
  placements,
  results,
  rules,
  segments,
  set,
  setEditor,
  setOffer,
  sets,
  settings,
  tests,
  workflows,

  doors: {
    home: 'Startseite',
    sets: 'Sets',
    rules: 'Regeln',
    workflows: 'Workflows',
    placements: 'Platzierungen',
    guardrails: 'Leitplanken',
    results: 'Ergebnisse',
    tests: 'Tests',
    activity: 'Aktivität',
    dataHealth: 'Datenqualität',
    settings: 'Einstellungen',
  },

  landing: {
    title: 'Setwise macht Sets vollständig',
    lead: 'Wer eine Kamera im Warenkorb hat, sieht die Karte und die Tasche, die dazugehören: vorrätig, über Ihrer Mindestmarge und mit Begründung.',
    how: 'Setwise ist Teil Ihrer Shopify-Adminoberfläche. Öffnen Sie die Adminoberfläche Ihres Shops, dann „Apps“, dann „Setwise“.',
    install: 'Noch nicht installiert? Installieren Sie Setwise aus dem Shopify App Store; nach dem Shop wird dort von selbst gefragt.',
  },

  pageError: {
    title: 'Diese Seite konnte nicht geladen werden',
    unknown: 'Beim Lesen Ihrer Daten ist auf unserer Seite etwas schiefgegangen.',
    next: 'Es wurde nichts geändert, und Ihr Onlineshop ist nicht betroffen. Versuchen Sie es noch einmal; bleibt es so, hilft uns die Uhrzeit dieser Meldung, die Ursache zu finden.',
    retry: 'Noch einmal versuchen',
    goneTitle: 'Hier ist nichts',
    gone: 'Diese Seite gibt es nicht, oder das, was sie zeigte, ist nicht mehr da.',
    goneNext: 'Gehen Sie zurück zur Startseite, oder nutzen Sie das Menü.',
  },

  save: {
    save: 'Speichern',
    discard: 'Verwerfen',
    unsaved: 'Nicht gespeicherte Änderungen',
    unsound: 'Nicht gespeichert. Korrigieren Sie, was markiert ist, und speichern Sie dann noch einmal.',
    failed: (why) => `Nicht gespeichert. ${why}`,
  },
  common: { asTable: 'Dasselbe als Tabelle', cancel: 'Abbrechen', undo: 'Rückgängig machen', previous: 'Vorherige Seite', next: 'Nächste Seite' },

  strategy: (strategy) => ({ completion: 'Vervollständigung', evolution: 'Weiterentwicklung', ecosystem: 'Ökosystem', upsell: 'Upsell' })[strategy] ?? strategy,

  placement: (placement) => PLACEMENTS[placement] ?? placement,
  placementInside: (placement) => PLACEMENTS[placement] ?? placement,
};
