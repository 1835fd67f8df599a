// The German of why a step ended or waits, and of why somebody did not enter. Each may go on inside a sentence: it begins
// with no noun.
import type { Says } from '../says.ts';

export const steps: Says['steps'] = {
  workflow_off: 'Der Workflow wurde ausgeschaltet, bevor dies fällig war',
  no_consent: 'Der Kunde hat E-Mail-Marketing nicht zugestimmt, oder es ist nicht bekannt',
  left_alone: 'Der Kunde hat ein Tag, das Sie in Ruhe lassen',
  wants_none: 'Der Kunde möchte keine Empfehlungen',
  open_case: 'Der Kunde hat ein Tag, nach dem ein Vorgang von ihm offen ist; es wartet, bis das Tag entfernt ist',
  customer_deleted: 'Der Kunde wurde im Shop gelöscht',
  payment_problem: 'Eine Zahlung für das Abonnement des Kunden ist gescheitert; es wartet, bis eine gelingt',
  checkout_deleted: 'Der Checkout wurde gelöscht',
  uninstalled: 'Setwise wurde deinstalliert',
  order_cancelled: 'Die Bestellung wurde storniert',
  anchor_returned: 'Etwas aus der Bestellung, die dies ausgelöst hat, wurde zurückgeschickt',
  return_open: 'Etwas aus der Bestellung, die dies ausgelöst hat, wird gerade zurückgeschickt; es wartet, bis das geklärt ist',
  already_bought: 'Der Kunde hat inzwischen gekauft, was dies angeboten hätte',
  capped: 'Der Kunde hatte schon seine eine E-Mail der Woche, oder ihm wurde gerade im Shop ein Angebot gezeigt',
  quiet_hours: 'Es fiel in die Nacht am Ort des Shops und wartet auf den Morgen',
  not_sold_here: 'Kein aktiver Markt des Shops verkauft in das Land, in dem der Kunde lebt',
  nothing_to_offer: 'Kein aktives Set hat hierfür etwas, das vorrätig ist, das der Kunde nicht hat und das über Ihrer Mindestmarge liegt',
  holdout: 'Der Kunde ist in der Kontrollgruppe, damit sich messen lässt, was der Workflow bringt',
  no_profile: 'Klaviyo kennt kein Profil mit der Adresse; Setwise legt keines an, weil jedes Sie etwas kostet',
  unreachable: 'Klaviyo stellt an die Adresse nicht mehr zu: Sie war unzustellbar, hat sich beschwert oder abgemeldet',
  failed: 'Es konnte nach mehreren Versuchen nicht entschieden werden',
};

export const entry: Says['entry'] = {
  no_customer: 'Als Gast gekauft, ohne ein Konto, an das man schreiben könnte',
  no_products: 'Nichts aus der Bestellung steht im Katalog',
  order_cancelled: 'Die Bestellung wurde storniert',
  not_delivered: 'Noch ist kein Paket angekommen, und keines ist überfällig',
  already_bought: 'Der Checkout wurde abgeschlossen',
  too_long_ago: 'Es ist mehr als 30 Tage her',
};
