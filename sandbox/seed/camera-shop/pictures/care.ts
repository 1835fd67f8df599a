// Cleaning things, remotes and small parts.
import { darken, lighten } from './colour.ts';
import { Sheet } from './sheet.ts';
import { drawCylinder, TILT } from './solids.ts';

export interface CareLook {
  kind: 'blower' | 'cloth' | 'pen' | 'kit' | 'remote' | 'cap' | 'cable';
  colour: string;
  accent: string;
}

export function drawCare(look: CareLook): string {
  const sheet = new Sheet();
  ({ blower, cloth, pen, kit, remote, cap, cable })[look.kind](sheet, look);
  return sheet.toSvg('sky');
}

function blower(sheet: Sheet, { colour, accent }: CareLook): void {
  sheet.shadow(300, 520, 120, 20);
  sheet.path('M276 236 L288 70 Q300 58 312 70 L324 236 Z', sheet.tube(accent));
  sheet.rect(262, 214, 76, 30, 12, sheet.tube(darken(accent, 0.3)));
  sheet.path('M300 230 C420 236 448 360 404 450 L432 512 H340 L320 490 H280 L260 512 H168 L196 450 C152 360 180 236 300 230 Z', sheet.radial([[0, lighten(colour, 0.45)], [0.5, colour], [1, darken(colour, 0.55)]], 0.36, 0.28, 0.8));
  sheet.path('M236 280 Q196 330 208 400 Q222 320 268 272 Z', '#ffffff', 'opacity="0.35"');
}

function cloth(sheet: Sheet, { colour, accent }: CareLook): void {
  sheet.shadow(300, 484, 190, 22);
  const square = (x: number, y: number, tone: string, turn: number): void => {
    sheet.group(`rotate(${turn} 300 300)`, () => {
      const zigzag = Array.from({ length: 18 }, () => 'l8 -7 l8 7').join(' ');
      sheet.path(`M${x} ${y} ${zigzag} v288 h-288 Z`, sheet.linear([[0, lighten(tone, 0.28)], [0.5, tone], [1, darken(tone, 0.2)]], 'slant'));
      sheet.path(`M${x} ${y + 288} q100 -80 60 -288 h20 q60 190 -40 288 Z`, '#ffffff', 'opacity="0.16"');
      sheet.path(`M${x + 288} ${y + 180} q-90 10 -110 108 h110 Z`, lighten(tone, 0.35));
      sheet.stroke(`M${x + 288} ${y + 180} q-90 10 -110 108`, darken(tone, 0.3), 2.5, 'opacity="0.5"');
    });
  };
  square(160, 152, accent, -13);
  square(156, 168, colour, 6);
}

function pen(sheet: Sheet, { colour, accent }: CareLook): void {
  sheet.shadow(300, 500, 180, 16);
  sheet.group('rotate(-40 300 300)', () => {
    sheet.path('M42 300 Q60 262 118 272 V328 Q60 338 42 300 Z', sheet.linear([[0, '#6a6e75'], [1, '#17181a']]));
    sheet.rect(112, 264, 60, 72, 8, sheet.linear([[0, lighten(accent, 0.3)], [1, darken(accent, 0.4)]]));
    sheet.rect(168, 258, 276, 84, 16, sheet.linear([[0, lighten(colour, 0.4)], [0.35, colour], [1, darken(colour, 0.5)]]));
    sheet.rect(200, 268, 200, 10, 5, '#ffffff', 'opacity="0.4"');
    sheet.rect(262, 296, 78, 26, 13, darken(colour, 0.45)).rect(270, 301, 32, 16, 8, accent);
    sheet.rect(440, 266, 40, 68, 6, sheet.linear([[0, lighten(accent, 0.3)], [1, darken(accent, 0.4)]]));
    sheet.path('M478 272 L560 262 Q572 300 560 338 L478 328 Z', '#d9c9ad');
    sheet.stroke(Array.from({ length: 8 }, (_, index) => `M484 ${276 + index * 7}L562 ${268 + index * 9}`).join(''), '#a88f68', 2.5);
  });
}

function kit(sheet: Sheet, { colour, accent }: CareLook): void {
  sheet.shadow(300, 506, 200, 22);
  sheet.rect(122, 270, 356, 230, 34, sheet.face(colour));
  sheet.stroke('M140 318 H460', darken(colour, 0.5), 8);
  sheet.rect(430, 310, 14, 44, 6, accent);
  drawCylinder(sheet, 214, 150, 312, 48, lighten(accent, 0.2));
  sheet.rect(166, 206, 96, 68, 0, '#ffffff', 'opacity="0.7"');
  sheet.rect(202, 96, 24, 54, 8, sheet.tube('#e8e6e1'));
  sheet.rect(290, 110, 34, 200, 14, sheet.tube('#2e3136')).path('M288 112 Q306 60 326 112 Z', '#6a6e75');
  sheet.path('M352 176 l88 -22 l18 146 l-98 10 Z', lighten(colour, 0.45));
  sheet.rect(122, 316, 356, 184, 34, sheet.linear([[0, lighten(colour, 0.1)], [1, darken(colour, 0.28)]]));
  sheet.circle(300, 412, 40, 'none', `stroke="${lighten(colour, 0.45)}" stroke-width="6"`).circle(300, 412, 18, 'none', `stroke="${lighten(colour, 0.45)}" stroke-width="6"`);
}

function remote(sheet: Sheet, { colour, accent }: CareLook): void {
  sheet.shadow(300, 514, 110, 18);
  sheet.rect(206, 104, 188, 400, 84, sheet.tube(colour));
  sheet.circle(300, 214, 58, '#0f1012').circle(300, 212, 48, sheet.face(accent));
  for (const [index, y] of [322, 376, 430].entries()) sheet.rect(262, y, 76, 34, 17, sheet.face(index === 2 ? darken(accent, 0.3) : lighten(colour, 0.18)));
  sheet.circle(300, 130, 6, '#7ee0a1');
}

function cap(sheet: Sheet, { colour, accent }: CareLook): void {
  sheet.shadow(300, 492, 200, 26);
  for (const [x, y, r] of [[376, 236, 118], [236, 372, 148]] as const) {
    sheet.ellipse(x, y + 14, r, r * 0.78, darken(colour, 0.6));
    sheet.ellipse(x, y, r, r * 0.78, sheet.linear([[0, lighten(colour, 0.3)], [1, darken(colour, 0.4)]], 'slant'));
    sheet.ellipse(x, y, r * 0.82, r * 0.62, sheet.linear([[0, darken(colour, 0.3)], [1, lighten(colour, 0.12)]], 'slant'));
    sheet.rect(x - r * 0.86, y - r * 0.18, r * 0.34, r * 0.36, 8, sheet.face(darken(colour, 0.2))).rect(x + r * 0.52, y - r * 0.18, r * 0.34, r * 0.36, 8, sheet.face(darken(colour, 0.2)));
    sheet.ellipse(x, y, r * 0.2, r * 0.2 * (1 - TILT), accent, 'opacity="0.9"');
  }
}

function cable(sheet: Sheet, { colour, accent }: CareLook): void {
  sheet.shadow(300, 486, 180, 18);
  const loop = 'M160 150 C120 420 300 480 360 400 C430 300 300 200 236 290 C170 390 380 520 452 190';
  sheet.stroke(loop, darken(colour, 0.45), 25).stroke(loop, colour, 19).stroke(loop, lighten(colour, 0.5), 16, 'stroke-dasharray="3 7" opacity="0.35"');
  for (const [x, y, turn] of [[160, 132, 6], [456, 166, 14]] as const) {
    sheet.group(`translate(${x} ${y}) rotate(${turn})`, () => {
      sheet.rect(-24, -50, 48, 84, 12, sheet.tube(accent));
      sheet.rect(-16, -86, 32, 40, 11, sheet.tube('#c9ccd0'));
      sheet.rect(-9, -80, 18, 8, 4, '#2a2c30');
    });
  }
}
