// Nine hundred people who do not exist. Addresses are at example.com, which belongs to nobody.
import type { CustomerRecord } from '#sandbox/store/types.ts';
import type { SeededRandom } from '../seeded-random.ts';
import { shopId } from '../shop-ids.ts';

interface People {
  country: string;
  locale: string;
  weight: number;
  first: string;
  last: string;
}

const PEOPLE: People[] = [
  { country: 'DE', locale: 'de', weight: 46, first: 'Anna Lena Jonas Marie Felix Clara Paul Greta Moritz Ida Emil Frieda Anton Mila Jakob Johanna Henrik Lotte Oskar Theresa Ayşe Mehmet Katarzyna Thanh', last: 'Schneider Weber Hoffmann Koch Richter Wolf Neumann Schwarz Zimmermann Krüger Hartmann Lange Werner Krause Lehmann Köhler Maier Jung Vogel Friedrich Yılmaz Nguyen Kowalski Sommer' },
  { country: 'AT', locale: 'de', weight: 9, first: 'Magdalena Lukas Valentina Florian Katharina Sebastian Eva Matthias', last: 'Gruber Huber Bauer Wagner Pichler Steiner Moser Leitner Brunner' },
  { country: 'CH', locale: 'de', weight: 5, first: 'Nina Luca Seraina Reto Livia Urs Noemi', last: 'Meier Keller Frei Baumann Gerber Widmer Zürcher' },
  { country: 'FR', locale: 'fr', weight: 9, first: 'Camille Hugo Léa Louis Chloé Théo Manon Inès Amadou', last: 'Martin Bernard Dubois Moreau Laurent Girard Lefèvre Diallo Rousseau' },
  { country: 'NL', locale: 'nl', weight: 8, first: 'Sanne Daan Femke Bram Lotte Thijs Noor Sem', last: 'Vermeer Jansen Bakker Visser Smit Mulder Bos Dekker' },
  { country: 'GB', locale: 'en', weight: 7, first: 'Olivia Harry Amelia George Isla Arthur Priya Kwame', last: 'Taylor Wright Hughes Patel Evans Walker Osei Campbell' },
  { country: 'IT', locale: 'it', weight: 5, first: 'Giulia Matteo Chiara Lorenzo Sofia Davide', last: 'Rossi Ferrari Esposito Romano Colombo Ricci' },
  { country: 'ES', locale: 'es', weight: 4, first: 'Lucía Mateo Carmen Pablo Marta Álvaro', last: 'García Fernández López Sánchez Romero Navarro' },
  { country: 'SE', locale: 'sv', weight: 4, first: 'Elsa Nils Astrid Axel Saga Viggo', last: 'Lindqvist Bergström Nyström Sandberg Åkesson Holm' },
  { country: 'PL', locale: 'pl', weight: 4, first: 'Zofia Jan Hanna Szymon Maja Tomasz', last: 'Nowak Wiśniewski Wójcik Kamiński Zieliński Mazur' },
  { country: 'DK', locale: 'da', weight: 3, first: 'Freja Magnus Alma Søren Karla', last: 'Nielsen Kjær Andersen Mortensen Østergaard' },
  { country: 'JP', locale: 'ja', weight: 1, first: 'Haruka Ren Yui Kenji', last: 'Tanaka Mori Ishikawa Aoki' },
];

const CUSTOMER_COUNT = 900;

/** People without dates: the orders say when each came first. */
export type Person = Omit<CustomerRecord, 'createdAt' | 'updatedAt'>;

export function people(random: SeededRandom): Person[] {
  const taken = new Map<string, number>();
  return Array.from({ length: CUSTOMER_COUNT }, (_, index) => {
    const origin = random.weighted(PEOPLE, ({ weight }) => weight) ?? (PEOPLE[0] as People);
    const firstName = random.pick(origin.first.split(' '));
    const lastName = random.pick(origin.last.split(' '));
    const mailbox = `${plain(firstName)}.${plain(lastName)}`;
    const namesakes = taken.get(mailbox) ?? 0;
    taken.set(mailbox, namesakes + 1);
    const consent = random.next();
    return {
      id: shopId('customer', index),
      firstName,
      lastName,
      email: `${mailbox}${namesakes === 0 ? '' : namesakes + 1}@example.com`,
      // Some write in English wherever they live.
      locale: random.chance(0.08) ? 'en' : origin.locale,
      countryCode: origin.country,
      tags: random.chance(0.06) ? ['club'] : [],
      emailConsent: consent < 0.56 ? 'SUBSCRIBED' : consent < 0.68 ? 'UNSUBSCRIBED' : 'NOT_SUBSCRIBED',
    };
  });
}

const LETTERS: Record<string, string> = { ä: 'ae', ö: 'oe', ü: 'ue', ß: 'ss', ø: 'oe', å: 'aa', æ: 'ae', ł: 'l', ı: 'i' };

const plain = (name: string): string =>
  name
    .toLowerCase()
    .replace(/[äöüßøåæłı]/g, (letter) => LETTERS[letter] ?? letter)
    .normalize('NFKD')
    .replace(/[^a-z]/g, '');
