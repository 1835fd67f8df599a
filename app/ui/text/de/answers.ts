import type { Catalog } from '../text.ts';

export const answers: Catalog['answers'] = {
  line: (said) => `Von den Besuchern: ${said}.`,
  haveIt: (count) => `${count}-mal „Habe ich schon“`,
  notForMe: (count) => `${count}-mal „Nichts für mich“`,
  quiet: (count) => `${count}-mal „Keine Empfehlungen mehr“`,
  ofOffers: 'Was die Besucher sagen',
  lately: (days, said) => (said === '' ? `In den letzten ${days} Tagen hat niemand auf ein Angebot geantwortet.` : `In den letzten ${days} Tagen: ${said}.`),
  before: (days, said) => (said === '' ? `In den ${days} Tagen davor niemand.` : `In den ${days} Tagen davor: ${said}.`),
  title: 'Geantwortet',
  given: (answer, product) =>
    ({ have_it: `Hat schon: ${product}.`, not_for_me: `Nichts für diesen Kunden: ${product}.`, none: 'Möchte keine Empfehlungen, weder per E-Mail noch im Shop.' })[answer] ?? answer,
  said: (when, place) => (place === '' ? `Gesagt am ${when}.` : `Gesagt am ${when}, ${place}.`),
};
