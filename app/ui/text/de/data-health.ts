// The German words of Data health.
import { many } from '../many.ts';
import type { Catalog } from '../text.ts';

const UNITS = [
  { below: 60_000, ms: 1_000, one: 'Sekunde', more: 'Sekunden' },
  { below: 3_600_000, ms: 60_000, one: 'Minute', more: 'Minuten' },
  { below: 86_400_000, ms: 3_600_000, one: 'Stunde', more: 'Stunden' },
  { below: Number.POSITIVE_INFINITY, ms: 86_400_000, one: 'Tag', more: 'Tagen' },
] as const;

/** 125000 → "2 Minuten", as after "vor", "seit" and "binnen". */
function span(ms: number): string {
  const unit = UNITS.find(({ below }) => ms < below) ?? UNITS[3];
  const count = Math.max(1, Math.floor(ms / unit.ms));
  return `${count} ${many(count, unit.one, unit.more)}`;
}

const ago = (ms: number): string => (ms < 60_000 ? 'vor weniger als einer Minute' : `vor ${span(ms)}`);
const pace = (ms: number | null): string => (ms === null ? 'nach mehr als einer Stunde' : `binnen ${ms < 1_000 ? `${ms} Millisekunden` : span(ms)}`);
const told = (about: string): string => (about === 'orders' ? 'Bestellungen' : 'Produkte und Bestand');

export const dataHealth: Catalog['dataHealth'] = {
  title: 'Datenqualität',
  intro: 'Ob heute stimmt, was Setwise von Ihrem Shop weiß, und wenn nicht, warum.',
  check: 'Jetzt mit Shopify abgleichen',
  checking: 'Setwise fragt Shopify nach allem und vergleicht. Sie können diese Seite verlassen; es geht ohne Sie weiter.',
  checkAsked: 'Der Abgleich beginnt',
  checkDone: (differed) =>
    differed === 0 ? 'Abgeglichen: kein Unterschied' : `Abgeglichen: ${differed} ${many(differed, 'Datensatz wich ab und wurde', 'Datensätze wichen ab und wurden')} auf den Stand Ihres Shops gebracht`,
  readAgain: 'Shop noch einmal einlesen',
  lookAgain: 'Noch einmal nachsehen',
  openMarkets: 'Ihre Märkte in Shopify öffnen',
  seeAndTry: 'Ansehen und noch einmal versuchen',
  ago,

  verdict: {
    good: 'Setwise kennt Ihren Shop, wie er ist',
    underWay: 'Ihr Shop wird eingelesen',
    underWayBody: 'Bis dahin kennt Setwise nur einen Teil davon. Auf der Startseite steht, wie weit es ist.',
    wrong: (count) => `Was Setwise von Ihrem Shop weiß, ist vielleicht nicht aktuell: ${count} ${many(count, 'Sache braucht', 'Sachen brauchen')} Sie`,
    sellsNowhere: 'Ihr Shop verkauft nirgends, also bietet Setwise niemandem etwas an',
    applied: 'Jede Nachricht, die von Shopify kam, wurde übernommen.',
    madeGood: 'Jede Nachricht, die von Shopify kam, wurde übernommen, oder ihr Inhalt wurde seitdem aus dem Shop gelesen.',
    applying: (count, one) => `${count} ${one ? 'Nachricht wird' : 'Nachrichten werden'} gerade übernommen.`,
    lastCame: (ms) => `Die letzte Nachricht von Shopify kam ${ago(ms)}.`,
    noneCame: 'In den letzten dreißig Tagen kam keine.',
    compared: (when) => `Alles in Ihrem Shop bis ${when} ist nachweislich hier.`,
    catalogue: (count) =>
      count === 0
        ? 'Nichts in Ihrem Katalog hält Angebote zurück.'
        : `${count} ${many(count, 'Sache', 'Sachen')} in Ihrem Katalog ${many(count, 'kostet', 'kosten')} Sie Angebote oder Genauigkeit; ${many(count, 'sie steht', 'sie stehen')} unten.`,
  },

  needs: 'Was Sie braucht',
  trouble: {
    no_market: 'Keiner Ihrer Märkte ist aktiv',
    no_marketMeans: 'Niemand kann in Ihrem Shop kaufen, also wird niemandem etwas angeboten, weder im Shop noch per E-Mail. Aktivieren Sie einen Markt in Shopify; Setwise erfährt es binnen Sekunden.',
    quiet: (about, since) => `Shopify hat aufgehört, Setwise über ${told(about)} zu informieren: Eine Änderung vom ${since} blieb ungemeldet`,
    quietMeans: 'Bis Shopify wieder meldet, können Angebote zeigen, was gerade ausverkauft wurde, oder einen alten Preis. Setwise liest Ihren Shop solange jede halbe Stunde selbst.',
    waiting: (count, one, ms) => `${count} ${one ? 'Nachricht wartet' : 'Nachrichten warten'} darauf, übernommen zu werden, die älteste seit ${span(ms)}`,
    waitingMeans: 'Setwise entscheidet mit dem, was es vorher wusste. Nachrichten werden binnen Sekunden übernommen, solange der Worker läuft: Wer Setwise betreibt, sollte nachsehen.',
    past_failed: 'Das Einlesen Ihres Shops wurde abgebrochen',
    past_failedMeans: (why) => `${why} Was bisher gelesen wurde, bleibt; noch einmal einzulesen wiederholt nichts, was schon stimmt.`,
    past_missing: 'Ihr Shop wurde nie eingelesen',
    past_missingMeans: 'Ohne Ihren Katalog und Ihre Bestellungen gibt es nichts anzubieten und nichts, woraus sich lernen ließe.',
    set_aside: (count, one) => `${count} ${one ? 'Nachricht' : 'Nachrichten'} von Shopify ${one ? 'konnte' : 'konnten'} nicht übernommen werden, und ${one ? 'ihr Inhalt fehlt' : 'ihre Inhalte fehlen'} noch`,
    set_asideMeans: 'Vielleicht wird noch ein ausverkauftes Produkt angeboten, oder eine Bestellung fehlt beim Lernen, bis das übernommen oder der Shop abgeglichen ist.',
    comparison_failed: 'Der letzte Abgleich mit Ihrem Shop wurde nicht fertig',
    comparison_failedMeans: (why) => `${why} Was Shopify nie gemeldet hat, bleibt unbekannt, bis ein Abgleich fertig wird; der nächste wird heute Nacht versucht.`,
    not_compared: (when) => `Ihr Shop wurde zuletzt am ${when} vollständig abgeglichen`,
    not_comparedMeans: 'Das sollte jede Nacht geschehen. Was Shopify seitdem nicht gemeldet hat, bleibt unbekannt.',
  },

  deliveries: {
    title: 'Was Shopify meldet',
    lag: (p50, p95, count) =>
      `In den letzten 24 Stunden ${count === '1' ? 'wurde 1 Nachricht' : `wurden ${count} Nachrichten`} übernommen, ${p50 === p95 ? '' : `die Hälfte ${pace(p50)}, `}95 von 100 ${pace(p95)} nach dem Eintreffen.`,
    quietDay: 'In den letzten 24 Stunden kam keine Nachricht.',
    waitingNone: 'Keine wartet.',
    waiting: (count, ms) => `${count} ${count === '1' ? 'wartet' : 'warten'}, die älteste seit ${span(ms)}.`,
    watchNever: 'Alle zehn Minuten fragt Setwise, ob etwas geschehen ist, das Shopify nicht gemeldet hat. Das erste Mal steht noch aus.',
    watchFine: (when) => `Gefragt am ${when}: In Ihrem Shop ist nichts geschehen, das Shopify nicht gemeldet hat.`,
    watchQuiet: (about, when) => `Gefragt am ${when}: Shopify informiert nicht über ${told(about)}.`,
    hours: (setAside) => (setAside ? 'Nachrichten pro Stunde; schraffiert: zur Seite gelegt' : 'Nachrichten pro Stunde'),
    picture: (all, busiest, setAside) => `Nachrichten der letzten 24 Stunden pro Stunde: ${all} insgesamt, ${busiest} in der vollsten Stunde, ${setAside} zur Seite gelegt`,
    dayAgo: 'vor 24 Stunden',
    now: 'jetzt',
    hour: 'Vor Stunden',
    applied: 'Übernommen',
    setAside: 'Zur Seite gelegt',
    about: 'Worüber',
    last: 'Letzte Nachricht',
    lastDay: 'In 24 Stunden',
    never: 'Keine in 30 Tagen',
    family: (family) =>
      ({
        orders: 'Bestellungen', returns: 'Rückgaben und Rückerstattungen', parcels: 'Pakete', products: 'Produkte', stock: 'Bestand und Kosten', customers: 'Kunden', checkouts: 'Checkouts',
        subscriptions: 'Abonnements', discounts: 'Rabatte', other: 'Der Shop und die App',
      })[family] ?? family,
    setAsideNone: 'In den letzten 90 Tagen wurde keine Nachricht zur Seite gelegt.',
    setAsideSome: (all, one, open) =>
      `${all} ${one ? 'Nachricht wurde' : 'Nachrichten wurden'} in den letzten 90 Tagen zur Seite gelegt; ${
        open === 0 ? `${one ? 'ihr Inhalt wurde' : 'ihre Inhalte wurden'} seitdem aus dem Shop gelesen` : one ? 'ihr Inhalt fehlt noch' : `was ${open} davon ${many(open, 'meldete', 'meldeten')}, fehlt noch`
      }.`,
    setAsideAction: 'Ansehen, was zur Seite gelegt wurde',
  },

  store: {
    title: 'Einlesen und Abgleichen',
    sixtyTitle: 'Shopify zeigt Setwise nur 60 Tage Ihrer Bestellungen',
    sixty: (since, accuracy) =>
      `${since} Aus weniger Bestellungen lernt Setwise seltener, das fehlende Produkt unter seinen ersten zehn zu nennen. ${accuracy} Produkte, die Kunden früher gekauft haben, werden ihnen vielleicht noch einmal angeboten, und keines kann lange unverkauft heißen. Genehmigen Sie die Berechtigung, alle Bestellungen zu lesen, wenn Setwise darum bittet; der Rest wird dann von selbst gelesen.`,
    knownSince: (when) => `Die älteste bekannte Bestellung ist vom ${when}.`,
    comparisons: 'Abgleiche mit Ihrem Shop',
    comparisonsNone: 'Noch keiner. Ihr Shop wird jede Nacht abgeglichen, und wenn Sie darum bitten.',
    comparing: (kind, done, kinds) => `Gerade im Abgleich: ${kind}; ${done} von ${kinds} Arten fertig`,
    soFar: (checked) => `${checked} Datensätze bisher angesehen`,
    barLabel: 'Fortschritt des Abgleichs',
    begun: 'Begonnen',
    why: 'Warum',
    looked: 'Angesehen',
    differed: 'Abweichend',
    reason: (reason) => ({ nightly: 'Jede Nacht', asked: 'Jemand bat darum', webhooks_quiet: 'Shopify meldete nichts mehr' })[reason] ?? reason,
    running: 'läuft',
    failed: (why) => `abgebrochen: ${why}`,
    none: 'nichts',
    refused: (count, one) => `${count} ${one ? 'Datensatz des Shops konnte' : 'Datensätze des Shops konnten'} nicht übernommen werden`,
    pasts: 'Die Vergangenheit Ihres Shops',
    pastsNone: 'Sie wurde noch nicht eingelesen.',
    records: 'Datensätze',
    outcome: 'Ergebnis',
    done: (when) => `vollständig eingelesen am ${when}`,
  },

  catalogue: {
    title: 'Ihr Katalog und Ihre Kunden',
    none: (when) => `Keinem Produkt im Verkauf fehlen Kosten oder ein Bild, keines ist lange ausverkauft oder unverkauft, und kein Kunde ist doppelt hier. Durchgesehen am ${when}.`,
    notYet: 'Ihr Katalog wird durchgesehen, sobald Ihr Shop eingelesen ist.',
    action: 'Ansehen, welche',
    actionNamed: (title) => `Ansehen, welche: ${title}`,
    how: 'Wie das berechnet wird',
    computed: (when) =>
      `Produkte werden so betrachtet, wie sie jetzt sind. Umsatz ist, was Ihre Kunden in den letzten 90 Tagen dafür bezahlt haben, nach Rabatten und vor Rückgaben, am ${when} aus Ihren eigenen Bestellungen summiert. Ein Anteil bezieht sich auf alles, was in dieser Zeit verkauft wurde.`,
    problem: {
      without_cost: (count, one) => `${count} ${one ? 'Produkt hat' : 'Produkte haben'} keine Kosten`,
      without_picture: (count, one) => `${count} ${one ? 'Produkt hat' : 'Produkte haben'} kein Bild`,
      sold_out: (count, one) => `${count} ${one ? 'Produkt ist' : 'Produkte sind'} seit 30 Tagen oder länger ausverkauft`,
      unsold: (count, one) => `${count} ${one ? 'Produkt wurde' : 'Produkte wurden'} seit 180 Tagen weder gekauft noch geändert`,
      duplicates: (count, one) => `${count} ${one ? 'Kunde hat' : 'Kunden haben'} mehr als ein Profil`,
    },
    sold: (one, money, share) => `${one ? 'Es brachte' : 'Sie brachten'} in den letzten 90 Tagen ${money} Umsatz${share === null ? '' : `, ${share} Ihres Umsatzes`}`,
    means: {
      costRefused: (whole, all, one, sold) =>
        `${all ? (one ? 'Es wird' : 'Sie werden') : `${whole} davon ${one ? 'wird' : 'werden'}`} nie angeboten, weil sich keine Marge versprechen lässt. ${sold}.${all ? '' : ' Die anderen werden nur in Varianten angeboten, deren Kosten bekannt sind.'}`,
      costAssumed: (assumed, sold) => `Setwise nimmt ${assumed} des Preises an. ${sold}: So viel beruht auf einer Schätzung, und ein Angebot kann günstiger oder teurer sein, als Ihre Mindestmarge es möchte.`,
      without_picture: (one, sold) => `${one ? 'Es wird' : 'Sie werden'} mit leerem Rahmen angeboten, den wenige Besucher annehmen. ${sold}.`,
      sold_out: (one, sold) =>
        `${one ? 'Es wird' : 'Sie werden'} nie angeboten, und ein Set, das mit ${one ? 'ihm' : 'einem davon'} beginnt, kann sich niemandem zeigen. ${sold}. Füllen Sie den Bestand auf, oder nehmen Sie aus dem Verkauf, was nicht wiederkommt.`,
      unsold: 'Über das, was niemand kauft, lässt sich nichts lernen, und es wird für kein Set vorgeschlagen. Nehmen Sie es aus dem Verkauf, oder ändern Sie, was Käufer abhält.',
      duplicates: (profiles, money) =>
        `${profiles} Profile teilen sich eine E-Mail-Adresse, jetzt oder früher. Was eines davon hat, wird dem anderen angeboten, und jedes bekommt vielleicht eine E-Mail pro Woche. Sie haben in den letzten 90 Tagen ${money} bezahlt. Führen Sie sie in Shopify zusammen: Setwise folgt.`,
    },
  },

  list: {
    title: {
      without_cost: 'Produkte ohne Kosten',
      without_picture: 'Produkte ohne Bild',
      sold_out: 'Lange ausverkauft',
      unsold: 'Lange unverkauft',
      duplicates: 'Kunden mit mehr als einem Profil',
    },
    lead: {
      without_cost: 'Tragen Sie die Kosten in Shopify ein, bei jeder Variante unter „Kosten pro Artikel“. Setwise erfährt es binnen Sekunden.',
      without_picture: 'Fügen Sie in Shopify ein Bild hinzu. Setwise erfährt es binnen Sekunden.',
      sold_out: 'Im Verkauf, aber seit 30 Tagen oder länger nichts vorrätig an den Standorten, die Online-Bestellungen erfüllen.',
      unsold: 'Im Verkauf, aber seit 180 Tagen weder gekauft noch geändert.',
      duplicates: 'Profile, die sich eine E-Mail-Adresse teilen, jetzt oder früher. Führen Sie sie in Shopify zusammen, beim Kunden unter „Weitere Aktionen“. Setwise speichert keine Adressen, nur von jeder einen Code, der sich nicht zurücklesen lässt.',
    },
    none: 'Keine mehr übrig',
    noneBody: 'Es wurde behoben oder war nie da.',
    back: 'Datenqualität',
    sold: (money) => `${money} in 90 Tagen`,
    paid: (orders, one, money) => `${orders} ${one ? 'Bestellung' : 'Bestellungen'}, ${money} in 90 Tagen`,
    fix: 'In Shopify beheben',
    fixNamed: (title) => `In Shopify beheben: ${title} (öffnet einen neuen Tab)`,
    noCost: (variants, without) =>
      variants === 1 ? 'Keine Kosten' : without === variants ? `Keine der ${variants} Varianten hat Kosten` : `${without} von ${variants} Varianten ohne Kosten`,
    noPicture: 'Kein Bild',
    soldOutSince: (when) => `Nichts vorrätig seit ${when}`,
    soldOut: 'Nichts vorrätig',
    lastSold: (when) => `zuletzt gekauft am ${when}`,
    lastChanged: (when) => `Zuletzt geändert am ${when}`,
    profile: (id) => `Kunde ${id}`,
    merge: 'In Shopify zusammenführen',
    mergeNamed: (id) => `In Shopify zusammenführen: Kunde ${id} (öffnet einen neuen Tab)`,
    range: (from, to, total) => `${from} bis ${to} von ${total}`,
  },

  setAside: {
    title: 'Was zur Seite gelegt wurde',
    lead: 'Nachrichten von Shopify, die Setwise nicht übernehmen konnte. Jede steht für sich: Was danach kam, wurde übernommen. Ihr Inhalt wird nicht gezeigt, weil er Personen nennt; er wird 30 Tage aufbewahrt, damit es noch einmal versucht werden kann.',
    none: 'Nichts wurde zur Seite gelegt',
    noneBody: 'Jede Nachricht von Shopify konnte übernommen werden.',
    tryOne: 'Noch einmal versuchen',
    tryOneNamed: (about, when) => `Noch einmal versuchen: ${about}, ${when}`,
    tryAll: 'Alle noch einmal versuchen',
    checkNamed: (about, when) => `Jetzt mit Shopify abgleichen: ${about}, ${when}`,
    outcome: (applied, setAside, pending) =>
      applied + setAside + pending === 0
        ? 'Es gab nichts noch einmal zu versuchen.'
        : [
            applied > 0 ? `${applied} ${many(applied, 'wurde', 'wurden')} übernommen.` : '',
            setAside > 0 ? `${setAside} ${many(setAside, 'wurde', 'wurden')} wieder zur Seite gelegt; was daran falsch ist, steht unten.` : '',
            pending > 0 ? `${pending} ${many(pending, 'wartet', 'warten')} auf den Worker; sehen Sie in einer Minute wieder nach.` : '',
          ].filter(Boolean).join(' '),
    about: (family, topic) => `${family} (${topic})`,
    news: {
      made: 'Erledigt: Der Inhalt wurde seitdem aus dem Shop gelesen.',
      brought: 'Der Inhalt fehlt noch; ein Abgleich mit Shopify bringt ihn.',
      lost: 'Der Inhalt fehlt noch, und kein Abgleich bringt ihn.',
    },
    tries: (count) => `${count}-mal versucht`,
    retry: {
      unreadable: 'Kam unlesbar an: Ein neuer Versuch kann nicht helfen.',
      forgotten: 'Kann nicht noch einmal versucht werden: Der Inhalt wird nach 30 Tagen gelöscht.',
      form: 'Ein neuer Versuch ändert nichts, bis eine neue Version von Setwise eine solche Nachricht lesen kann.',
      writes: 'Ein neuer Versuch übernimmt sie jetzt; was neuer ist, bleibt.',
    },
  },
};
