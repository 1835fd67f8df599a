// Memory cards, readers, batteries, chargers, power banks.
import { darken, lighten } from './colour.ts';
import { Sheet } from './sheet.ts';

export interface CardLook {
  shape: 'sd' | 'microsd' | 'cfexpress';
  colour: string;
  /** Speed marks printed on the label, such as "V60". */
  mark: string;
  capacity: string;
}

export function drawCard(look: CardLook): string {
  const sheet = new Sheet();
  sheet.shadow(312, 508, 150, 20);
  sheet.group('rotate(7 300 300)', () => {
    if (look.shape === 'sd') drawSd(sheet, 152, 96, 296, 396, look);
    else if (look.shape === 'cfexpress') drawCfexpress(sheet, look);
    else drawMicroSd(sheet, look);
  });
  return sheet.toSvg('sand');
}

function drawSd(sheet: Sheet, x: number, y: number, width: number, height: number, look: Pick<CardLook, 'colour' | 'mark' | 'capacity'>): void {
  const cut = width * 0.2;
  const outline = (inset: number): string =>
    `M${x + inset + 12} ${y + inset} H${x + width - cut} L${x + width - inset} ${y + cut + inset * 0.4} V${y + height - inset - 12} q0 12 -12 12 H${x + inset + 12} q-12 0 -12 -12 V${y + inset + 12} q0 -12 12 -12 Z`;
  sheet.path(outline(0), sheet.face('#2a2c30'));
  sheet.rect(x - 1, y + height * 0.2, 9, height * 0.12, 3, '#d8d5cc');
  sheet.path(outline(14), sheet.linear([[0, lighten(look.colour, 0.16)], [0.55, look.colour], [1, darken(look.colour, 0.32)]], 'slant'));
  sheet.path(`M${x + 14} ${y + height * 0.62} L${x + width - 14} ${y + height * 0.44} V${y + height * 0.6} L${x + 14} ${y + height * 0.78} Z`, '#ffffff', 'opacity="0.16"');
  sheet.path(`M${x + 14} ${y + height * 0.8} L${x + width - 14} ${y + height * 0.62} V${y + height * 0.66} L${x + 14} ${y + height * 0.84} Z`, '#ffffff', 'opacity="0.28"');
  sheet.mark('KORVO', x + width * 0.42, y + height * 0.2, width * 0.12, '#ffffff', 'letter-spacing="3"');
  sheet.mark(look.capacity, x + width * 0.5, y + height * 0.47, width * 0.27, '#ffffff');
  sheet.mark(look.mark, x + width * 0.28, y + height * 0.92, width * 0.11, '#ffffff');
}

function drawMicroSd(sheet: Sheet, look: CardLook): void {
  drawSd(sheet, 96, 108, 262, 362, { colour: '#55595f', mark: '', capacity: '' });
  sheet.path('M300 236 H416 L424 252 V284 l20 18 V502 q0 12 -12 12 H300 q-12 0 -12 -12 V248 q0 -12 12 -12 Z', '#000000', 'opacity="0.25"');
  sheet.path('M294 226 H410 L420 244 V274 l20 18 V492 q0 12 -12 12 H294 q-12 0 -12 -12 V238 q0 -12 12 -12 Z', sheet.linear([[0, lighten(look.colour, 0.2)], [0.6, look.colour], [1, darken(look.colour, 0.35)]], 'slant'));
  sheet.path('M282 420 L440 360 V394 L282 454 Z', '#ffffff', 'opacity="0.2"');
  sheet.mark(look.capacity, 360, 342, 48, '#ffffff');
  sheet.mark(look.mark, 338, 486, 25, '#ffffff');
}

function drawCfexpress(sheet: Sheet, look: CardLook): void {
  sheet.rect(146, 112, 308, 380, 20, sheet.face('#34363b'));
  sheet.rect(158, 124, 284, 300, 10, sheet.linear([[0, lighten(look.colour, 0.22)], [0.6, look.colour], [1, darken(look.colour, 0.4)]], 'slant'));
  sheet.path('M158 330 L442 220 V266 L158 376 Z', '#ffffff', 'opacity="0.18"');
  sheet.rect(176, 440, 248, 34, 6, '#1a1b1e');
  sheet.stroke(Array.from({ length: 16 }, (_, index) => `M${190 + index * 15} 448v18`).join(''), '#d7b25c', 6);
  sheet.mark('KORVO', 224, 168, 30, '#ffffff', 'letter-spacing="3"');
  sheet.mark(look.capacity, 300, 300, 78, '#ffffff');
  sheet.mark(look.mark, 222, 410, 30, '#ffffff');
}

export function drawReader(look: { colour: string; slots: 1 | 2; card: string }): string {
  const sheet = new Sheet();
  sheet.shadow(318, 462, 190, 24);
  sheet.stroke('M176 330 C90 330 70 250 112 190', '#222428', 17);
  sheet.stroke('M176 326 C96 326 78 250 116 192', '#4b4e54', 5, 'opacity="0.7"');
  sheet.group('rotate(24 112 180)', () => {
    sheet.rect(92, 122, 42, 70, 12, sheet.tube('#3a3d42'));
    sheet.rect(99, 90, 28, 36, 10, sheet.tube('#c9ccd0'));
    sheet.rect(104, 96, 18, 8, 4, '#2a2c30');
  });
  // The card sticks out of its slot.
  sheet.path('M336 178 h92 l22 22 v90 h-114 Z', sheet.linear([[0, lighten(look.card, 0.2)], [1, darken(look.card, 0.2)]]));
  sheet.path('M336 178 h92 l22 22 v14 h-114 Z', '#ffffff', 'opacity="0.25"');
  if (look.slots === 2) sheet.rect(226, 226, 72, 60, 5, sheet.face('#8a4bb5'));
  sheet.rect(164, 266, 330, 190, 34, sheet.face(look.colour));
  sheet.rect(186, 276, 286, 15, 7, '#0d0e10');
  sheet.rect(178, 300, 302, 4, 2, '#ffffff', 'opacity="0.25"');
  sheet.circle(446, 418, 7, '#8ef0b2');
  sheet.mark('KORVO', 250, 424, 24, lighten(look.colour, 0.55), 'letter-spacing="3"');
  return sheet.toSvg('mist');
}

export function drawBattery(look: { colour: string; code: string; slim?: boolean; double?: boolean }): string {
  const sheet = new Sheet();
  sheet.shadow(306, 488, look.double ? 200 : 150, 24);
  if (look.double) sheet.group('translate(-84 -26) rotate(-6 300 300)', () => drawCell(sheet, look));
  sheet.group(look.double ? 'translate(62 8) rotate(5 300 300)' : 'rotate(4 300 300)', () => drawCell(sheet, look));
  return sheet.toSvg('sage');
}

function drawCell(sheet: Sheet, look: { colour: string; code: string; slim?: boolean }): void {
  const half = look.slim ? 92 : 122;
  const left = 300 - half;
  sheet.path(`M${300 + half} 140 l34 -22 V440 l-34 34 Z`, sheet.linear([[0, '#2b2d31'], [1, '#111214']]));
  sheet.path(`M${left} 140 l34 -22 H${334 + half} l-34 22 Z`, '#4a4d53');
  for (let contact = 0; contact < 4; contact += 1) {
    sheet.path(`M${left + 40 + contact * 42} 133 l10 -7 h22 l-10 7 Z`, '#dcb65c');
  }
  sheet.rect(left, 140, half * 2, 336, 16, sheet.face('#303238'));
  sheet.rect(left, 196, half * 2, 280, 16, sheet.linear([[0, lighten(look.colour, 0.14)], [1, darken(look.colour, 0.22)]]));
  sheet.rect(left, 192, half * 2, 22, 0, '#ffffff', 'opacity="0.2"');
  sheet.mark(look.code, 300, 276, 38, '#ffffff');
  // How full it is.
  for (let bar = 0; bar < 4; bar += 1) sheet.rect(left + 36 + bar * ((half * 2 - 72) / 4), 396, (half * 2 - 72) / 4 - 8, 40, 6, '#ffffff', `opacity="${0.9 - bar * 0.16}"`);
  sheet.path(`M${306} 300 l-26 46 h20 l-8 36 l28 -50 h-20 Z`, '#ffffff', 'opacity="0.9"');
  sheet.rect(left + 8, 148, 6, 320, 3, '#ffffff', 'opacity="0.22"');
}

export function drawCharger(look: { colour: string; bays: 1 | 2 | 3; battery: string }): string {
  const sheet = new Sheet();
  const width = 130 + look.bays * 104;
  const left = 300 - width / 2;
  sheet.shadow(300, 468, width * 0.55, 26);
  sheet.stroke(`M${left + width - 20} 436 q70 0 84 -70`, '#222428', 11);
  for (let bay = 0; bay < look.bays; bay += 1) {
    const x = left + 65 + bay * 104 + 8;
    sheet.rect(x, 160, 88, 150, 12, sheet.face(look.battery));
    sheet.rect(x, 176, 88, 12, 0, '#ffffff', 'opacity="0.3"');
    sheet.path(`M${x + 48} 204 l-18 34 h14 l-6 26 l22 -38 h-14 Z`, '#ffffff', 'opacity="0.85"');
  }
  sheet.path(`M${left + 22} 262 H${left + width - 22} L${left + width} 330 H${left} Z`, sheet.linear([[0, darken(look.colour, 0.4)], [1, look.colour]]));
  sheet.rect(left, 318, width, 140, 26, sheet.face(look.colour));
  sheet.rect(left + 14, 326, width - 28, 5, 2.5, '#ffffff', 'opacity="0.3"');
  sheet.rect(300 - 76, 368, 152, 52, 10, '#0e0f12');
  for (let light = 0; light < 4; light += 1) sheet.rect(300 - 62 + light * 32, 382, 26, 24, 5, light < 3 ? '#7ee0a1' : '#2b4a38');
  return sheet.toSvg('sage');
}

export function drawPowerBank(look: { colour: string; wall?: boolean }): string {
  const sheet = new Sheet();
  if (look.wall) {
    sheet.shadow(300, 470, 140, 22);
    sheet.rect(236, 92, 22, 74, 8, sheet.tube('#c9ccd0')).rect(342, 92, 22, 74, 8, sheet.tube('#c9ccd0'));
    sheet.rect(172, 152, 256, 310, 48, sheet.face(look.colour));
    sheet.rect(186, 164, 228, 60, 36, '#ffffff', 'opacity="0.25"');
    for (const y of [300, 352, 404]) {
      sheet.rect(252, y, 96, 30, 15, '#1d1f23').rect(266, y + 10, 68, 10, 5, y === 404 ? '#3d4148' : '#6f747c');
    }
    return sheet.toSvg('sage');
  }
  sheet.shadow(306, 500, 130, 22);
  sheet.rect(188, 100, 232, 396, 38, sheet.tube(look.colour));
  sheet.rect(206, 118, 196, 70, 18, '#101215');
  for (let light = 0; light < 5; light += 1) sheet.circle(240 + light * 32, 153, 8, light < 4 ? '#7ee0a1' : '#2b4a38');
  sheet.path('M312 250 l-48 86 h38 l-14 66 l52 -92 h-38 Z', lighten(look.colour, 0.5), 'opacity="0.8"');
  sheet.rect(256, 458, 40, 14, 7, '#101215').rect(312, 458, 40, 14, 7, '#101215');
  return sheet.toSvg('sage');
}
