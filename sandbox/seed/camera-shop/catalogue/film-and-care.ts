// What is used up, and what keeps things clean or on paper: instant film, photo paper, printers, albums, cleaning.
import { drawCare } from '../pictures/care.ts';
import { COLOURS } from '../pictures/colour.ts';
import { drawAlbum, drawFilm, drawPaper, drawPrinter } from '../pictures/film-and-paper.ts';
import { colours, handleOf, type Item } from './item.ts';

const FILM: Item[] = [
  { title: 'Klikki Mini Film', priceMinor: 899, margin: 0.24, popularity: 4.2, about: 'Ten pictures of whatever happens next.', facts: ['For Klikki Mini cameras', '54 × 86 mm'], tags: ['film:mini', 'consumable'], picture: drawFilm({ format: 'mini', colour: COLOURS.coral, hue: '#f0a27c' }), options: { name: 'Pack', choices: [{ value: '10 pictures' }, { value: '20 pictures', addMinor: 800 }, { value: '40 pictures', addMinor: 2300 }] } },
  { title: 'Klikki Mini Film Monochrome', priceMinor: 1099, margin: 0.25, popularity: 1.5, about: 'Black, white and everything between.', facts: ['For Klikki Mini cameras', 'Ten pictures'], tags: ['film:mini', 'consumable'], picture: drawFilm({ format: 'mini', colour: '#5a5d63', hue: '#b9b9b6' }) },
  { title: 'Klikki Mini Film Pastel Frames', priceMinor: 1099, margin: 0.25, popularity: 1.3, about: 'Each one with a border of its own.', facts: ['For Klikki Mini cameras', 'Ten pictures'], tags: ['film:mini', 'consumable', 'gift'], picture: drawFilm({ format: 'mini', colour: COLOURS.lilac, hue: '#f3b6c4' }) },
  { title: 'Klikki Square Film', priceMinor: 1199, margin: 0.24, popularity: 2.4, about: 'The square with the white border.', facts: ['For Klikki Square cameras', '86 × 72 mm'], tags: ['film:square', 'consumable'], picture: drawFilm({ format: 'square', colour: COLOURS.petrol, hue: '#e9a57f' }), options: { name: 'Pack', choices: [{ value: '10 pictures' }, { value: '20 pictures', addMinor: 1000 }] } },
  { title: 'Klikki Wide Film', priceMinor: 1399, margin: 0.05, popularity: 1, about: 'Room for everybody.', facts: ['For Klikki Wide cameras', '108 × 86 mm', 'Ten pictures'], tags: ['film:wide', 'consumable'], picture: drawFilm({ format: 'wide', colour: COLOURS.ochre, hue: '#9ec3a5' }) },
].map((item) => ({ ...item, vendor: 'Klikki', productType: 'Instant film', category: 'Instant Film' }) as Item);

const PAPER: Item[] = [
  { title: 'Papierlicht Pocket Photo Printer', productType: 'Photo printer', category: 'Camera Parts & Accessories', priceMinor: 12900, margin: 0.26, popularity: 1.1, about: 'Prints from the phone, dry and bright, in a minute.', facts: ['10 × 15 cm', 'Bluetooth', 'USB-C'], tags: ['print:10x15', 'gift'], picture: drawPrinter({ colour: COLOURS.white, accent: COLOURS.coral }), options: colours('White', 'Lilac') },
  { title: 'Papierlicht Photo Paper 10 × 15', productType: 'Photo paper', category: 'Photographic Paper', priceMinor: 1990, margin: 0.36, popularity: 1.4, about: 'Paper and colour for the Pocket Photo Printer.', facts: ['36 or 108 sheets with ribbon'], tags: ['print:10x15', 'consumable', `for:${handleOf('Papierlicht Pocket Photo Printer')}`], picture: drawPaper({ colour: COLOURS.sky, hue: '#e9a57f' }), options: { name: 'Sheets', choices: [{ value: '36' }, { value: '108', addMinor: 2500 }] } },
  { title: 'Papierlicht Linen Album', productType: 'Album', category: 'Photo Mounting Supplies', priceMinor: 3490, margin: 0.55, popularity: 1.2, about: 'Sixty pages of heavy paper that lie flat.', facts: ['60 pages', 'Linen, ribbon'], tags: ['gift'], picture: drawAlbum({ colour: COLOURS.navy, accent: COLOURS.coral }), options: colours('Navy', 'Sage', 'Sand') },
  { title: 'Papierlicht Mini Album', productType: 'Album', category: 'Photo Mounting Supplies', priceMinor: 1490, margin: 0.6, popularity: 1.1, about: 'Sixty little pictures, one little book.', facts: ['For Klikki mini pictures'], tags: ['film:mini', 'gift'], picture: drawAlbum({ colour: COLOURS.coral, accent: '#f4e3c4' }) },
  { title: 'Papierlicht Oak Frame', productType: 'Album', category: 'Photo Mounting Supplies', priceMinor: 2490, margin: null, popularity: 0.7, about: 'Oak, glass, no fuss.', facts: ['Mount included'], tags: ['gift'], picture: drawAlbum({ colour: '#b98a55', accent: COLOURS.coral, frame: true }), options: { name: 'Size', choices: [{ value: '18 × 24 cm' }, { value: '30 × 40 cm', addMinor: 1500 }] } },
  { title: 'Papierlicht Gift Voucher', productType: 'Album', category: 'Photo Mounting Supplies', priceMinor: 5000, margin: null, popularity: 0.3, about: 'For prints and albums of their own choosing.', facts: ['Sent by post'], tags: ['gift'], picture: null },
].map((item) => ({ ...item, vendor: 'Papierlicht' }) as Item);

const CARE: Item[] = [
  { title: 'Reinwerk Air Blower', priceMinor: 1290, margin: 0.6, popularity: 1.2, about: 'Dust off, nothing touched.', facts: ['Filtered valve', 'Stands by itself'], tags: ['care'], picture: drawCare({ kind: 'blower', colour: '#3b3f45', accent: COLOURS.coral }) },
  { title: 'Reinwerk Microfibre Cloths', priceMinor: 990, margin: 0.65, popularity: 1.1, about: 'Three of them, because two get lost.', facts: ['Three cloths', 'Washable'], tags: ['care'], picture: drawCare({ kind: 'cloth', colour: COLOURS.petrol, accent: COLOURS.coral }) },
  { title: 'Reinwerk Lens Pen', priceMinor: 1390, margin: 0.6, popularity: 1, about: 'A brush at one end, a fingerprint’s end at the other.', facts: ['500 cleanings'], tags: ['care'], picture: drawCare({ kind: 'pen', colour: '#34373c', accent: COLOURS.ochre }) },
  { title: 'Reinwerk Sensor and Lens Kit', priceMinor: 3490, margin: 0.55, popularity: 0.6, about: 'Everything, in a pouch, with a page that explains it.', facts: ['Swabs, fluid, blower, cloth'], tags: ['care'], picture: drawCare({ kind: 'kit', colour: COLOURS.petrol, accent: COLOURS.coral }) },
  { title: 'Reinwerk Spare Lens Caps', category: 'Lens Caps', priceMinor: 990, margin: 0.68, popularity: 0.5, about: 'Two, in case of one.', facts: ['Pinch caps with cord'], tags: ['care', 'thread:49', 'thread:58', 'thread:67', 'thread:77', 'thread:82'], picture: drawCare({ kind: 'cap', colour: '#3b3f45', accent: COLOURS.coral }), options: { name: 'Size', choices: [{ value: '49 mm' }, { value: '58 mm' }, { value: '67 mm' }, { value: '77 mm' }, { value: '82 mm' }] } },
].map((item) => ({ category: 'Camera Parts & Accessories', ...item, vendor: 'Reinwerk', productType: 'Cleaning' }) as Item);

export const FILM_AND_CARE: Item[] = [...FILM, ...PAPER, ...CARE];
