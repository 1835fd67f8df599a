// Memory cards, readers, batteries, chargers.
import { COLOURS } from '../pictures/colour.ts';
import { drawCare } from '../pictures/care.ts';
import { drawBattery, drawCard, drawCharger, drawPowerBank, drawReader } from '../pictures/storage-and-power.ts';
import type { Choice, Item } from './item.ts';

const capacities = (...steps: [gigabytes: number, addMinor: number, stock?: Choice['stock']][]): NonNullable<Item['options']> => ({
  name: 'Capacity',
  choices: steps.map(([gigabytes, addMinor, stock]) => ({ value: `${gigabytes} GB`, addMinor, ...(stock ? { stock } : {}) })),
});

const CARDS: Item[] = [
  {
    title: 'Korvo Everyday SD UHS-I Card', priceMinor: 1290, margin: 0.34, popularity: 2.2,
    about: 'Photographs and Full HD, for years.', facts: ['UHS-I, V10', 'Reads at 100 MB/s'], tags: ['card:sd', 'speed:V10'],
    picture: drawCard({ shape: 'sd', colour: '#5b7d8c', mark: 'V10', capacity: '64' }), options: capacities([32, 0], [64, 500], [128, 1300]),
  },
  {
    title: 'Korvo Swift SD UHS-II V60 Card', priceMinor: 4490, margin: 0.3, popularity: 2.6,
    about: 'Fast enough for bursts and 4K, priced for people who buy two.', facts: ['UHS-II, V60', 'Writes at 130 MB/s'], tags: ['card:sd', 'speed:V60'],
    picture: drawCard({ shape: 'sd', colour: COLOURS.petrol, mark: 'V60', capacity: '128' }), options: capacities([128, 0], [256, 3500]),
  },
  {
    title: 'Korvo Master SD UHS-II V90 Card', priceMinor: 8990, margin: 0.28, popularity: 0.9,
    about: 'When the buffer must never fill.', facts: ['UHS-II, V90', 'Writes at 260 MB/s'], tags: ['card:sd', 'speed:V90'],
    picture: drawCard({ shape: 'sd', colour: '#8a3a34', mark: 'V90', capacity: '128' }), options: capacities([64, 0], [128, 6000, 'low']),
  },
  {
    title: 'Korvo Trail microSD A2 V30 Card', priceMinor: 1690, margin: 0.33, popularity: 2.4,
    about: 'For cameras that get wet, and drones that must not stutter.', facts: ['UHS-I, A2, V30', 'Water, shock and X-ray proof', 'SD adapter included'], tags: ['card:microsd', 'speed:V30'],
    picture: drawCard({ shape: 'microsd', colour: COLOURS.rust, mark: 'A2 V30', capacity: '128' }), options: capacities([64, 0], [128, 800], [256, 2200]),
  },
  {
    title: 'Korvo Endurance microSD Card', priceMinor: 2290, margin: 0.33, popularity: 0.8,
    about: 'Made to be written over and over.', facts: ['UHS-I, V30', '40,000 hours of recording'], tags: ['card:microsd', 'speed:V30'],
    picture: drawCard({ shape: 'microsd', colour: '#7a7f3a', mark: 'V30', capacity: '128' }),
  },
  {
    title: 'Korvo Master CFexpress Type B Card', priceMinor: 15900, margin: 0.26, popularity: 0.9,
    about: 'Sixty megapixels, twenty times a second, without a pause.', facts: ['CFexpress 2.0 Type B', 'Writes at 1,500 MB/s'], tags: ['card:cfexpress-b'],
    picture: drawCard({ shape: 'cfexpress', colour: COLOURS.navy, mark: 'TYPE B', capacity: '512' }), options: capacities([256, 0], [512, 11000]),
  },
  {
    title: 'Korvo Studio CFexpress Type B Card', priceMinor: 10900, margin: 0.27, popularity: 0.5,
    about: 'The sensible one for the fast slot.', facts: ['CFexpress 2.0 Type B', 'Writes at 850 MB/s'], tags: ['card:cfexpress-b'],
    picture: drawCard({ shape: 'cfexpress', colour: '#5a4a72', mark: 'TYPE B', capacity: '256' }),
  },
].map((item) => ({ ...item, vendor: 'Korvo', productType: 'Memory card', category: 'Camera Parts & Accessories' }) as Item);

const READERS: Item[] = [
  {
    title: 'Korvo Duo Card Reader USB-C', priceMinor: 3490, margin: 0.42, popularity: 1.3, about: 'SD and microSD at once, at full UHS-II speed.',
    facts: ['USB-C 10 Gbit/s', 'SD UHS-II and microSD'], tags: ['card:sd', 'card:microsd'], picture: drawReader({ colour: COLOURS.graphite, slots: 2, card: COLOURS.petrol }),
  },
  {
    title: 'Korvo Express Card Reader USB-C', priceMinor: 6990, margin: 0.4, popularity: 0.5, about: 'Empties a full CFexpress card over a coffee.',
    facts: ['USB-C 20 Gbit/s', 'CFexpress Type B'], tags: ['card:cfexpress-b'], picture: drawReader({ colour: '#38465a', slots: 1, card: COLOURS.navy }),
  },
].map((item) => ({ ...item, vendor: 'Korvo', productType: 'Card reader', category: 'Camera Parts & Accessories' }) as Item);

const BATTERIES: Item[] = [
  { title: 'Norrik NB-21 Battery', vendor: 'Norrik', priceMinor: 7490, margin: 0.35, popularity: 0.9, about: 'The one that came with your Norrik.', tags: ['battery:NB-21'], picture: drawBattery({ colour: COLOURS.navy, code: 'NB-21' }) },
  { title: 'Akkura Spare Battery for NB-21', vendor: 'Akkura', priceMinor: 3990, margin: 0.52, popularity: 1.4, about: 'Lasts as long, costs half, charges in the same charger.', tags: ['battery:NB-21'], picture: drawBattery({ colour: '#3f7a5f', code: 'NB-21' }) },
  { title: 'Tavira TB-12 Battery', vendor: 'Tavira', priceMinor: 5490, margin: 0.34, popularity: 1.1, about: 'The one that came with your Tavira.', tags: ['battery:TB-12'], picture: drawBattery({ colour: '#6a6f77', code: 'TB-12', slim: true }) },
  { title: 'Akkura Spare Battery Twin Pack for TB-12', vendor: 'Akkura', priceMinor: 4490, margin: 0.5, popularity: 1.5, about: 'One in the camera, one in the pocket.', tags: ['battery:TB-12'], picture: drawBattery({ colour: '#3f7a5f', code: 'TB-12', slim: true, double: true }) },
  { title: 'Akkura Spare Battery for QB-9', vendor: 'Akkura', priceMinor: 2990, margin: 0.5, popularity: 0.9, about: 'For every compact that takes a QB-9.', tags: ['battery:QB-9'], picture: drawBattery({ colour: '#3f7a5f', code: 'QB-9', slim: true }) },
  { title: 'Wavik WB-5 Cold Weather Battery', vendor: 'Wavik', priceMinor: 2990, margin: 0.38, popularity: 1.2, about: 'Holds its charge on the chairlift.', tags: ['battery:WB-5'], picture: drawBattery({ colour: '#4d7fae', code: 'WB-5' }) },
  { title: 'Luftik LB-3 Flight Battery', vendor: 'Luftik', priceMinor: 6990, margin: 0.3, popularity: 0.9, about: 'Another half hour in the air.', tags: ['battery:LB-3'], picture: drawBattery({ colour: COLOURS.coral, code: 'LB-3', slim: true, double: true }) },
].map((item) => ({ ...item, productType: 'Battery', category: 'Camera Parts & Accessories', facts: [`Type ${item.tags[0]?.slice(8)}`, 'Protected against heat and short circuit'] }) as Item);

const CHARGERS: Item[] = [
  { title: 'Akkura Dual Charger for NB-21', priceMinor: 3990, margin: 0.5, popularity: 0.7, about: 'Two full batteries by the end of lunch.', tags: ['battery:NB-21'], facts: ['USB-C PD', 'Shows each battery’s charge'], picture: drawCharger({ colour: COLOURS.graphite, bays: 2, battery: COLOURS.navy }) },
  { title: 'Akkura Dual Charger for TB-12', priceMinor: 3490, margin: 0.5, popularity: 0.8, about: 'Two full batteries by the end of lunch.', tags: ['battery:TB-12'], facts: ['USB-C', 'Shows each battery’s charge'], picture: drawCharger({ colour: '#7b828b', bays: 2, battery: '#6a6f77' }) },
  { title: 'Wavik Triple Charger for WB-5', priceMinor: 4490, margin: 0.36, popularity: 0.6, about: 'Three batteries, one cable, a day on the mountain.', tags: ['battery:WB-5'], facts: ['USB-C', 'Also charges the camera'], picture: drawCharger({ colour: '#34373c', bays: 3, battery: '#4d7fae' }) },
  { title: 'Akkura 65 W USB-C PD Wall Charger', priceMinor: 4990, margin: 0.46, popularity: 0.9, about: 'Camera, laptop and phone from one socket.', tags: ['usb-c'], facts: ['Three USB-C ports', '65 W in all'], picture: drawPowerBank({ colour: COLOURS.white, wall: true }) },
  { title: 'Akkura 20,000 mAh USB-C PD Power Bank', priceMinor: 5990, margin: 0.42, popularity: 1.1, about: 'Keeps a camera running through a night of stars.', tags: ['usb-c', 'use:travel'], facts: ['USB-C PD 45 W', 'Allowed in hand luggage'], picture: drawPowerBank({ colour: '#3d4148' }) },
].map((item) => ({ ...item, vendor: item.title.split(' ')[0], productType: 'Charger', category: 'Camera Parts & Accessories' }) as Item);

const CABLES: Item[] = [
  {
    title: 'Korvo USB-C Tether Cable', vendor: 'Korvo', productType: 'Cable', category: 'Camera Parts & Accessories', priceMinor: 2990, margin: 0.6, popularity: 0.5,
    about: 'The picture on the big screen while you are still looking through the finder.', facts: ['USB-C 10 Gbit/s', 'Braided, easy to see'], tags: ['usb-c', 'use:studio'],
    picture: drawCare({ kind: 'cable', colour: '#d9822f', accent: '#3a3d42' }),
    options: { name: 'Length', choices: [{ value: '2 m' }, { value: '5 m', addMinor: 1500 }] },
  },
];

export const POWER_AND_STORAGE: Item[] = [...CARDS, ...READERS, ...BATTERIES, ...CHARGERS, ...CABLES];
