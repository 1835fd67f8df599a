// What stands, shines and listens: tripods, mounts, cages, lights, microphones.
import { drawCare } from '../pictures/care.ts';
import { COLOURS } from '../pictures/colour.ts';
import { drawLight, drawMicrophone } from '../pictures/light-and-sound.ts';
import { drawActionMount, drawCage, drawGimbal, drawTripod } from '../pictures/supports.ts';
import { handleOf, type Item } from './item.ts';

const forCamera = (title: string): string => `for:${handleOf(title)}`;

const TRIPODS: Item[] = [
  { title: 'Dreigrat Alu Travel Tripod', category: 'Travel Tripods', priceMinor: 11900, margin: 0.42, popularity: 1.8, about: 'Folds to 39 cm, stands at eye height.', facts: ['Holds 8 kg', '1.4 kg', 'Ball head'], tags: ['use:travel'], picture: drawTripod({ kind: 'travel', colour: '#5b6067', accent: COLOURS.coral }) },
  { title: 'Dreigrat Carbon Travel Tripod', category: 'Travel Tripods', priceMinor: 29900, compareAtMinor: 34900, margin: 0.38, popularity: 0.9, about: 'The same height, half the weight, warmer in winter hands.', facts: ['Holds 12 kg', '980 g', 'Ball head'], tags: ['use:travel'], picture: drawTripod({ kind: 'travel', colour: '#2b2d31', accent: COLOURS.ochre }) },
  { title: 'Dreigrat Fluid Video Tripod', category: 'Video Tripods', priceMinor: 24900, margin: 0.38, popularity: 0.6, about: 'Pans that start and stop as if nothing had happened.', facts: ['Fluid head', 'Levelling bowl', 'Holds 6 kg'], tags: ['use:film'], picture: drawTripod({ kind: 'video', colour: '#34373c', accent: COLOURS.rust }) },
  { title: 'Dreigrat Table Tripod', category: 'Tabletop Tripods', priceMinor: 3990, margin: 0.5, popularity: 1.7, about: 'On the café table, or in the hand as a grip.', facts: ['Holds 2.5 kg', '21 cm'], tags: ['use:vlog', 'use:travel'], picture: drawTripod({ kind: 'table', colour: '#3d4148', accent: COLOURS.coral }) },
  { title: 'Dreigrat Octo Flexible Tripod', category: 'Tabletop Tripods', priceMinor: 4990, margin: 0.48, popularity: 1.4, about: 'Wraps around branches, railings and chair backs.', facts: ['Holds 3 kg', 'Ball head'], tags: ['use:vlog', 'use:action'], picture: drawTripod({ kind: 'flexible', colour: '#4a4e55', accent: COLOURS.ochre }) },
  { title: 'Dreigrat Phone Gimbal', category: 'Camera Stabilizers & Supports', priceMinor: 13900, margin: 0.3, popularity: 0.8, about: 'Walks with you and does not let on.', facts: ['Three axes', '10 hours on a charge'], tags: ['use:phone'], picture: drawGimbal({ colour: '#3d4148', accent: COLOURS.coral }) },
].map((item) => ({ ...item, vendor: 'Dreigrat', productType: 'Tripod' }) as Item);

const MOUNTS: Item[] = [
  { title: 'Wavik Floating Grip', priceMinor: 2490, margin: 0.55, popularity: 1.3, about: 'Comes up again, camera and all.', facts: ['Floats with any Wavik'], tags: ['use:action', 'action-mount', 'use:water'], picture: drawActionMount({ kind: 'float', colour: COLOURS.coral, accent: COLOURS.petrol }) },
  { title: 'Wavik Handlebar Mount', priceMinor: 2290, margin: 0.55, popularity: 1.3, about: 'For bars from 22 to 35 mm.', facts: ['Turns all around', 'Aluminium clamp'], tags: ['use:action', 'action-mount'], picture: drawActionMount({ kind: 'bar', colour: '#4a4e55', accent: COLOURS.coral }) },
  { title: 'Wavik Suction Mount', priceMinor: 3290, margin: 0.52, popularity: 0.8, about: 'Windscreens, boats, bathroom tiles.', facts: ['Holds to 120 km/h'], tags: ['use:action', 'action-mount'], picture: drawActionMount({ kind: 'suction', colour: COLOURS.petrol, accent: COLOURS.ochre }) },
].map((item) => ({ ...item, vendor: 'Wavik', productType: 'Action mount', category: 'Camera Stabilizers & Supports' }) as Item);

const CAGES: Item[] = [
  { title: 'Rigwerk Cage for Tavira V1', category: 'Camera Stabilizers & Supports', priceMinor: 7990, margin: 0.45, popularity: 0.6, about: 'Somewhere to screw the light, the microphone and the handle.', facts: ['Aluminium', 'Cold shoe, 28 threads'], tags: ['use:vlog', forCamera('Tavira V1 Vlog Camera')], picture: drawCage({ colour: '#2e3136', accent: COLOURS.rust }) },
  { title: 'Rigwerk Cage for Norrik NV Cine', category: 'Camera Stabilizers & Supports', priceMinor: 12900, margin: 0.44, popularity: 0.4, about: 'Full cage with cable clamp and rod mounts.', facts: ['Aluminium', 'NATO rails'], tags: ['use:film', forCamera('Norrik NV Cine Camera')], picture: drawCage({ colour: '#44484e', accent: COLOURS.ochre }) },
  { title: 'Rigwerk Top Handle', category: 'Hand Grips', priceMinor: 5990, margin: 0.48, popularity: 0.4, about: 'Low shots without kneeling.', facts: ['Walnut grip', 'Quick release'], tags: ['use:film', forCamera('Norrik NV Cine Camera'), forCamera('Tavira V1 Vlog Camera')], picture: drawCage({ colour: '#2e3136', accent: COLOURS.rust, handle: true }) },
].map((item) => ({ ...item, vendor: 'Rigwerk', productType: 'Camera cage' }) as Item);

const LIGHTS: Item[] = [
  { title: 'Lumiko Panel 60 LED Light', category: 'Video Camera Lights', priceMinor: 8990, margin: 0.4, popularity: 1.4, about: 'A window’s light, wherever there is no window.', facts: ['2,700 to 6,500 K', 'USB-C', 'Stand included'], tags: ['use:vlog', 'use:studio'], picture: drawLight({ kind: 'panel', glow: '#ffc46b' }) },
  { title: 'Lumiko Pocket RGB Light', category: 'Video Camera Lights', priceMinor: 5990, margin: 0.44, popularity: 1.3, about: 'Every colour, the size of a phone.', facts: ['Full colour', 'Magnetic back', 'Two hours on a charge'], tags: ['use:vlog'], picture: drawLight({ kind: 'panel', glow: '#d48bf0' }) },
  { title: 'Lumiko Ring 18 Light', category: 'Video Camera Lights', priceMinor: 9990, margin: 0.46, popularity: 1.2, about: 'Round light in the eyes, soft light on the skin.', facts: ['45 cm', 'Stand and phone clamp'], tags: ['use:vlog', 'use:studio'], picture: drawLight({ kind: 'ring', glow: '#ffb88a' }) },
  { title: 'Lumiko Bolt 60 Flash', category: 'Camera Flashes', priceMinor: 17900, margin: 0.34, popularity: 1, about: 'Turns, bounces, keeps up at ten a second.', facts: ['Guide number 60', 'Radio built in', 'For N and T mount cameras'], tags: ['mount:N', 'mount:T', 'use:studio'], picture: drawLight({ kind: 'flash', glow: '#fff0c9' }) },
  { title: 'Lumiko Octa 90 Softbox', category: 'Softboxes', priceMinor: 7990, margin: 0.48, popularity: 0.7, about: 'Opens like an umbrella, lights like a north window.', facts: ['90 cm', 'Fits Bolt and Panel'], tags: ['use:studio', forCamera('Lumiko Bolt 60 Flash'), forCamera('Lumiko Panel 60 LED Light')], picture: drawLight({ kind: 'softbox', glow: '#ffcf8a' }) },
  { title: 'Lumiko Tube 50 RGB Light', category: 'Video Camera Lights', priceMinor: 12900, margin: null, popularity: 0.7, about: 'Paint with it, or put it behind the plant.', facts: ['Full colour', '50 cm', 'USB-C'], tags: ['use:vlog', 'use:film'], picture: drawLight({ kind: 'tube', glow: '#ff8fb0' }) },
].map((item) => ({ ...item, vendor: 'Lumiko', productType: 'Light' }) as Item);

const MICROPHONES: Item[] = [
  { title: 'Hallraum Shot Microphone', priceMinor: 8990, margin: 0.4, popularity: 1.4, about: 'Hears what the lens sees, and little else.', facts: ['3.5 mm', 'Powered by the camera', 'Shock mount'], tags: ['use:vlog'], picture: drawMicrophone({ kind: 'shotgun', colour: '#3a3d42', accent: COLOURS.coral }) },
  { title: 'Hallraum Shot Pro Microphone', priceMinor: 19900, margin: 0.36, popularity: 0.6, about: 'Two tracks, one of them quieter, for the moment somebody shouts.', facts: ['3.5 mm and USB-C', 'Windshield included'], tags: ['use:vlog', 'use:film'], picture: drawMicrophone({ kind: 'furry', colour: '#3a3d42', accent: COLOURS.ochre }) },
  { title: 'Hallraum Air Duo Wireless Microphones', priceMinor: 22900, margin: 0.34, popularity: 1, about: 'Two voices, 200 metres, no cable.', facts: ['Two transmitters', 'Records inside as well', 'Charging case'], tags: ['use:vlog', 'use:film'], picture: drawMicrophone({ kind: 'wireless', colour: '#34373c', accent: COLOURS.coral }) },
  { title: 'Hallraum Lapel Microphone', priceMinor: 3990, margin: 0.52, popularity: 0.7, about: 'Clips on, disappears.', facts: ['3.5 mm', '1.5 m cable'], tags: ['use:vlog'], picture: drawMicrophone({ kind: 'lavalier', colour: '#3a3d42', accent: COLOURS.petrol }), untracked: true },
  { title: 'Hallraum Furry Windshield', priceMinor: 2490, margin: 0.62, popularity: 0.6, about: 'Wind stays outside.', facts: ['For Shot and Shot Pro'], tags: ['use:vlog', forCamera('Hallraum Shot Microphone'), forCamera('Hallraum Shot Pro Microphone')], picture: drawMicrophone({ kind: 'windshield', colour: '#5f5c58', accent: COLOURS.coral }) },
].map((item) => ({ ...item, vendor: 'Hallraum', productType: 'Microphone', category: 'Camera Parts & Accessories' }) as Item);

const REMOTES: Item[] = [
  { title: 'Dreigrat Shutter Remote', vendor: 'Dreigrat', productType: 'Remote', category: 'Camera Remote Controls', priceMinor: 2990, margin: 0.55, popularity: 0.7, about: 'No shake on long exposures, and you in the group picture.', facts: ['Bluetooth', 'For Norrik and Tavira'], tags: ['mount:N', 'mount:T', 'use:travel'], picture: drawCare({ kind: 'remote', colour: '#3d4148', accent: COLOURS.coral }) },
];

export const STAGE: Item[] = [...TRIPODS, ...MOUNTS, ...CAGES, ...LIGHTS, ...MICROPHONES, ...REMOTES];
