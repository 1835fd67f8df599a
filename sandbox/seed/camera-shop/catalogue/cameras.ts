// Norrik makes full-frame (mount N), Tavira smaller sensors (mount T) and compacts, Wavik action cameras, Klikki instant ones,
// Luftik drones.
import { drawActionCamera, drawCamera, drawDrone, drawInstantCamera } from '../pictures/cameras.ts';
import { COLOURS } from '../pictures/colour.ts';
import { colours, type Item } from './item.ts';

const GOLD = '#d19a3c';
const STEEL = '#a9aeb5';

const norrik = (name: string, skin: string = COLOURS.black, plate = '#3a3d42', accent = GOLD): string =>
  drawCamera({ skin, plate, finder: 'hump', grip: 0.95, lens: 122, accent, name });

const MIRRORLESS: Item[] = [
  {
    title: 'Norrik N3 Mirrorless Camera', vendor: 'Norrik', priceMinor: 114900, margin: 0.16, popularity: 3.2,
    about: 'Full frame without the weight: the one to start with and to keep.',
    facts: ['24 MP full-frame sensor', 'N mount', 'One SD UHS-II slot', '540 g with battery'],
    tags: ['mount:N', 'card:sd', 'battery:NB-21', 'level:start'],
    picture: drawCamera({ skin: COLOURS.black, plate: COLOURS.graphite, finder: 'hump', grip: 0.6, lens: 112, accent: STEEL, name: 'NORRIK' }),
    options: colours('Black', 'Graphite'),
  },
  {
    title: 'Norrik N5 Mirrorless Camera', vendor: 'Norrik', priceMinor: 169900, compareAtMinor: 184900, margin: 0.15, popularity: 3.6,
    about: 'Quick, steady and sealed against weather. For weddings on Saturday and mountains on Sunday.',
    facts: ['33 MP full-frame sensor, stabilised', 'N mount', 'Two SD UHS-II slots', '4K at 60 frames a second'],
    tags: ['mount:N', 'card:sd', 'battery:NB-21', 'level:advanced'], picture: norrik('NORRIK'),
  },
  {
    title: 'Norrik N7R Mirrorless Camera', vendor: 'Norrik', priceMinor: 329900, margin: 0.14, popularity: 1.1,
    about: 'Sixty megapixels for prints that cover a wall.',
    facts: ['60 MP full-frame sensor, stabilised', 'N mount', 'One CFexpress Type B slot', 'Magnesium body, sealed'],
    tags: ['mount:N', 'card:cfexpress-b', 'battery:NB-21', 'level:professional'], picture: norrik('N7R', '#232428', '#2b2d31', '#c2573d'),
  },
  {
    title: 'Norrik NV Cine Camera', vendor: 'Norrik', priceMinor: 249900, margin: 0.15, popularity: 0.9,
    about: 'Made for moving pictures: a fan that lets it run all day, and sound inputs that mean it.',
    facts: ['Full-frame video sensor', 'N mount', 'CFexpress Type B', '4K at 120 frames a second, 10 bit'],
    tags: ['mount:N', 'card:cfexpress-b', 'battery:NB-21', 'use:vlog', 'use:film'],
    picture: drawCamera({ skin: '#26282c', plate: '#303338', finder: 'none', grip: 0.95, lens: 124, accent: '#c2573d', name: 'NV' }),
  },
  {
    title: 'Norrik N5 First Edition Mirrorless Camera', vendor: 'Norrik', priceMinor: 149900, margin: 0.08, popularity: 0.4, status: 'ARCHIVED', stock: 'out',
    about: 'The first N5. No longer made.', facts: ['24 MP full-frame sensor', 'N mount', 'SD UHS-II'],
    tags: ['mount:N', 'card:sd', 'battery:NB-21'], picture: norrik('NORRIK', '#3a3530', '#4a4640'),
  },
  {
    title: 'Tavira T20 Mirrorless Camera', vendor: 'Tavira', priceMinor: 64900, margin: 0.17, popularity: 4.6,
    about: 'Small enough for a coat pocket, good enough for the frame above the sofa.',
    facts: ['24 MP APS-C sensor', 'T mount', 'SD UHS-I', '380 g with battery'],
    tags: ['mount:T', 'card:sd', 'battery:TB-12', 'level:start'],
    picture: drawCamera({ skin: COLOURS.chestnut, plate: COLOURS.silver, finder: 'none', grip: 0.2, lens: 100, accent: STEEL, name: 'TAVIRA' }),
    options: colours('Silver and brown', 'Black', { value: 'Moss', stock: 'low' }),
  },
  {
    title: 'Tavira T40 Mirrorless Camera', vendor: 'Tavira', priceMinor: 94900, margin: 0.17, popularity: 3.4,
    about: 'Dials for everything that matters and a finder in the corner where your eye expects it.',
    facts: ['26 MP APS-C sensor, stabilised', 'T mount', 'SD UHS-II', 'Film-like colour modes'],
    tags: ['mount:T', 'card:sd', 'battery:TB-12', 'level:advanced'],
    picture: drawCamera({ skin: COLOURS.black, plate: COLOURS.silver, finder: 'window', grip: 0.25, lens: 106, accent: STEEL, name: 'TAVIRA' }),
    options: colours('Silver', 'Black'),
  },
  {
    title: 'Tavira T60 Mirrorless Camera', vendor: 'Tavira', priceMinor: 134900, margin: 0.16, popularity: 1.9,
    about: 'The quickest Tavira: birds, children, goals.',
    facts: ['26 MP stacked APS-C sensor', 'T mount', 'Two SD UHS-II slots', '20 frames a second'],
    tags: ['mount:T', 'card:sd', 'battery:TB-12', 'level:professional'],
    picture: drawCamera({ skin: '#2f3a33', plate: '#34383a', finder: 'hump', grip: 0.75, lens: 112, accent: '#7fa27a', name: 'TAVIRA' }),
  },
  {
    title: 'Tavira V1 Vlog Camera', vendor: 'Tavira', priceMinor: 74900, margin: 0.16, popularity: 3.3,
    about: 'The screen turns to you, the focus stays on you, the furry hat keeps the wind out.',
    facts: ['26 MP APS-C sensor', 'T mount', 'SD UHS-II', 'Side screen, microphone input, USB-C streaming'],
    tags: ['mount:T', 'card:sd', 'battery:TB-12', 'use:vlog'],
    picture: drawCamera({ skin: '#e4e1da', plate: COLOURS.white, finder: 'none', grip: 0.5, lens: 102, accent: COLOURS.coral, name: 'TAVIRA', vlog: true }),
    options: colours('White', 'Black'),
  },
  {
    title: 'Tavira V2 Vlog Camera', vendor: 'Tavira', priceMinor: 89900, margin: 0.16, popularity: 0, status: 'DRAFT',
    about: 'Announced for spring.', facts: ['T mount', 'SD UHS-II', 'Side screen'],
    tags: ['mount:T', 'card:sd', 'battery:TB-12', 'use:vlog'],
    picture: drawCamera({ skin: '#34383d', plate: COLOURS.graphite, finder: 'none', grip: 0.5, lens: 104, accent: COLOURS.mint, name: 'TAVIRA', vlog: true }),
  },
].map((item) => ({ ...item, productType: 'Mirrorless camera', category: 'Mirrorless Digital Cameras' }) as Item);

const COMPACT: Item[] = [
  {
    title: 'Tavira Pocket 28 Compact Camera', vendor: 'Tavira', priceMinor: 89900, margin: 0.18, popularity: 2.3, category: 'Compact Digital Cameras',
    about: 'One fixed 28 mm lens, a big sensor and nothing in the way.',
    facts: ['24 MP APS-C sensor', '28 mm f/2.8', 'SD UHS-I', '257 g'], tags: ['card:sd', 'battery:QB-9', 'use:street'],
    picture: drawCamera({ skin: COLOURS.black, plate: '#34373c', finder: 'none', grip: 0.25, lens: 80, accent: STEEL, name: 'POCKET 28' }),
  },
  {
    title: 'Tavira Pocket Zoom Compact Camera', vendor: 'Tavira', priceMinor: 44900, margin: 0.2, popularity: 2.2, category: 'Compact Digital Cameras',
    about: 'From the whole square to the clock on the tower, in a shirt pocket.',
    facts: ['20 MP one-inch sensor', '24–200 mm zoom', 'SD UHS-I', 'Charges by USB-C'], tags: ['card:sd', 'battery:QB-9', 'use:travel'],
    picture: drawCamera({ skin: '#3f5873', plate: '#5d7690', finder: 'none', grip: 0.15, lens: 92, accent: '#dfe5ea', name: 'TAVIRA' }),
    options: colours('Blue', 'Black', 'Silver'),
  },
  {
    title: 'Norrik Q35 Rangefinder Camera', vendor: 'Norrik', priceMinor: 189900, margin: 0.19, popularity: 0.9, category: 'Rangefinder Digital Cameras', oversell: true,
    about: 'A full-frame sensor behind a fixed 35 mm f/2: the quiet one that always comes along.',
    facts: ['45 MP full-frame sensor', '35 mm f/2', 'SD UHS-II', 'Made to order within three weeks'], tags: ['card:sd', 'battery:QB-9', 'thread:49', 'use:street'],
    picture: drawCamera({ skin: '#26282c', plate: '#d4d5d4', finder: 'window', grip: 0, lens: 92, accent: '#c2573d', name: 'NORRIK' }), stock: 'out',
  },
  {
    title: 'Tavira Dive 20 Waterproof Camera', vendor: 'Tavira', priceMinor: 32900, margin: 0.22, popularity: 1.4, category: 'Compact Digital Cameras',
    about: 'Down to twenty metres, off the roof rack, through the sand.',
    facts: ['16 MP sensor', 'Waterproof to 20 m, shockproof from 2 m', 'SD UHS-I'], tags: ['card:sd', 'battery:QB-9', 'use:water'],
    picture: drawCamera({ skin: '#c95b3b', plate: '#d9704e', finder: 'none', grip: 0.4, lens: 72, accent: '#f4e3c4', name: 'DIVE 20', backdrop: 'sky' }),
  },
].map((item) => ({ ...item, productType: 'Compact camera' }) as Item);

const ACTION: Item[] = [
  {
    title: 'Wavik Go 4 Action Camera', vendor: 'Wavik', priceMinor: 24900, compareAtMinor: 29900, margin: 0.17, popularity: 2.7,
    about: 'Last year’s favourite at a friendly price. Still laughs at waves.',
    facts: ['4K at 60 frames a second', 'Waterproof to 10 m', 'microSD'], tags: ['card:microsd', 'battery:WB-5', 'use:action'],
    picture: drawActionCamera({ skin: '#5a6068', accent: COLOURS.sky }),
  },
  {
    title: 'Wavik Go 5 Action Camera', vendor: 'Wavik', priceMinor: 34900, margin: 0.17, popularity: 3.3,
    about: 'Level horizons, whatever the trail does.',
    facts: ['5.3K at 60 frames a second', 'Waterproof to 15 m', 'microSD V30 or faster'], tags: ['card:microsd', 'battery:WB-5', 'use:action'],
    picture: drawActionCamera({ skin: '#34373c', accent: COLOURS.coral }),
  },
  {
    title: 'Wavik Orbit 360 Camera', vendor: 'Wavik', priceMinor: 42900, margin: 0.18, popularity: 1.2,
    about: 'Films everything first; you choose where to look afterwards.',
    facts: ['5.7K all around', 'Waterproof to 10 m', 'microSD V30 or faster'], tags: ['card:microsd', 'use:action'],
    picture: drawActionCamera({ skin: '#3d4148', accent: COLOURS.ochre, round: true }),
  },
  {
    title: 'Wavik Mini Clip Camera', vendor: 'Wavik', priceMinor: 18900, margin: 0.2, popularity: 1.5,
    about: 'Thirty-five grams, clipped to a cap, forgotten until it matters.',
    facts: ['2.7K at 60 frames a second', 'Splash-proof', 'Storage built in'], tags: ['use:action', 'use:vlog'],
    picture: drawActionCamera({ skin: COLOURS.white, accent: COLOURS.petrol, mini: true }), options: colours('White', 'Black'),
  },
].map((item) => ({ ...item, productType: 'Action camera', category: item.title.includes('360') ? '360-Degree Video Cameras' : 'Action Video Cameras' }) as Item);

const INSTANT: Item[] = [
  {
    title: 'Klikki Mini 8 Instant Camera', priceMinor: 7900, margin: 0.24, popularity: 4.4,
    about: 'Press, wait, wave it about. Everybody wants the next one.',
    facts: ['Klikki mini film', 'Automatic exposure', 'Mirror for selfies', 'Two AA batteries'], tags: ['film:mini', 'gift'],
    picture: drawInstantCamera({ colour: COLOURS.mint, accent: COLOURS.coral, format: 'mini' }),
    options: colours('Mint', 'Blush', 'Sky', { value: 'Lemon', stock: 'out' }),
  },
  {
    title: 'Klikki Mini 12 Link Instant Camera', priceMinor: 14900, margin: 0.23, popularity: 2.4,
    about: 'A screen to choose the best one before it prints, and your phone’s pictures on film too.',
    facts: ['Klikki mini film', 'Screen and app', 'USB-C charging'], tags: ['film:mini', 'gift'],
    picture: drawInstantCamera({ colour: COLOURS.lilac, accent: COLOURS.petrol, format: 'mini', screen: true }), options: colours('Lilac', 'Graphite'),
  },
  {
    title: 'Klikki Square 2 Instant Camera', priceMinor: 12900, margin: 0.22, popularity: 2.6,
    about: 'The square picture with the wide white border, as it should be.',
    facts: ['Klikki square film', 'Double exposure', 'Tripod thread'], tags: ['film:square', 'gift'],
    picture: drawInstantCamera({ colour: COLOURS.blush, accent: COLOURS.petrol, format: 'square' }), options: colours('Blush', 'Chalk', 'Black'),
  },
  {
    title: 'Klikki Wide 1 Instant Camera', priceMinor: 15900, margin: 0.22, popularity: 1.1,
    about: 'Twice as wide: the whole family fits, and the dog.',
    facts: ['Klikki wide film', 'Close-up lens included', 'Four AA batteries'], tags: ['film:wide', 'gift'],
    picture: drawInstantCamera({ colour: COLOURS.graphite, accent: COLOURS.ochre, format: 'wide' }),
  },
].map((item) => ({ ...item, vendor: 'Klikki', productType: 'Instant camera', category: 'Instant Film Cameras' }) as Item);

const DRONES: Item[] = [
  {
    title: 'Luftik Fold Mini Drone', priceMinor: 32900, margin: 0.15, popularity: 1.5,
    about: 'Folds to the size of a sandwich and weighs less than most.',
    facts: ['249 g', '2.7K camera', '31 minutes of flight', 'microSD'], tags: ['card:microsd', 'battery:LB-3', 'use:travel'],
    picture: drawDrone({ colour: '#9fb0b8', accent: COLOURS.coral }),
  },
  {
    title: 'Luftik Fly 2 Drone', priceMinor: 54900, margin: 0.14, popularity: 1.6,
    about: 'Holds still in wind and comes home by itself.',
    facts: ['Under 570 g', '4K camera on a three-axis gimbal', '38 minutes of flight', 'microSD'], tags: ['card:microsd', 'battery:LB-3', 'use:travel'],
    picture: drawDrone({ colour: '#d5d7da', accent: COLOURS.ochre }),
  },
  {
    title: 'Luftik Fly 2 Pro Drone', priceMinor: 94900, margin: 0.09, popularity: 0.8, stock: 'low',
    about: 'A one-inch sensor in the air, and sensors that see every branch.',
    facts: ['One-inch sensor, 5.1K', 'Obstacle sensing all around', '45 minutes of flight', 'microSD'], tags: ['card:microsd', 'battery:LB-3', 'use:film'],
    picture: drawDrone({ colour: '#4d535b', accent: COLOURS.coral, big: true }),
  },
].map((item) => ({ ...item, vendor: 'Luftik', productType: 'Drone', category: 'Drone Video Cameras' }) as Item);

export const CAMERAS: Item[] = [...MIRRORLESS, ...COMPACT, ...ACTION, ...INSTANT, ...DRONES];
