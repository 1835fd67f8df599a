// Backpacks, slings, messengers, cases, inserts; neck and wrist straps.
import { darken, lighten } from './colour.ts';
import { Sheet } from './sheet.ts';

export interface BagLook {
  shape: 'backpack' | 'sling' | 'messenger' | 'pouch' | 'hardcase' | 'insert';
  colour: string;
  trim: string;
  /** A bigger one has more pockets and straps. */
  big?: boolean;
}

export function drawBag(look: BagLook): string {
  const sheet = new Sheet();
  ({ backpack, sling, messenger, pouch, hardcase, insert })[look.shape](sheet, look);
  return sheet.toSvg(look.shape === 'pouch' || look.shape === 'insert' ? 'mist' : 'sage');
}

const seam = (sheet: Sheet, d: string, colour: string): Sheet => sheet.stroke(d, lighten(colour, 0.4), 2.2, 'stroke-dasharray="6 6" opacity="0.7"');

function backpack(sheet: Sheet, { colour, trim, big }: BagLook): void {
  const top = big ? 72 : 96;
  sheet.shadow(300, 526, 168, 24);
  sheet.stroke(`M256 ${top + 22} q0 -46 44 -46 q44 0 44 46`, darken(trim, 0.1), 15);
  sheet.stroke(`M170 ${top + 120} q-52 130 -8 300`, darken(colour, 0.45), 26);
  sheet.stroke(`M430 ${top + 120} q52 130 8 300`, darken(colour, 0.45), 26);
  sheet.path(`M152 500 V${top + 130} Q152 ${top} 300 ${top} Q448 ${top} 448 ${top + 130} V500 Q448 526 420 526 H180 Q152 526 152 500 Z`, sheet.linear([[0, darken(colour, 0.3)], [0.2, lighten(colour, 0.12)], [0.6, colour], [1, darken(colour, 0.36)]], 'across'));
  sheet.path(`M176 ${top + 138} Q184 ${top + 26} 300 ${top + 24} Q416 ${top + 26} 424 ${top + 138}`, 'none', `stroke="${darken(colour, 0.45)}" stroke-width="6"`);
  sheet.rect(414, top + 132, 12, 34, 5, trim);
  if (big) {
    sheet.rect(196, top + 150, 208, 92, 20, sheet.face(darken(colour, 0.06)));
    seam(sheet, `M206 ${top + 162} h188`, colour);
    sheet.rect(196, top + 150, 208, 8, 4, darken(colour, 0.5));
  }
  sheet.rect(182, 330, 236, 176, 30, sheet.face(lighten(colour, 0.05)));
  sheet.stroke('M196 366 h208', darken(colour, 0.5), 7);
  sheet.rect(384, 362, 10, 34, 4, trim);
  seam(sheet, 'M196 384 h170', colour);
  for (const x of [222, 354]) {
    sheet.rect(x, 300, 24, 150, 4, darken(trim, 0.05));
    sheet.rect(x - 6, 400, 36, 26, 6, sheet.face('#34363a'));
  }
  sheet.rect(270, 428, 60, 36, 5, trim).rect(280, 442, 40, 5, 2, darken(trim, 0.4));
  sheet.path('M152 300 q-26 30 -20 96 l4 76 q4 30 16 30 Z', sheet.face(darken(colour, 0.16)));
  sheet.path('M448 300 q26 30 20 96 l-4 76 q-4 30 -16 30 Z', sheet.face(darken(colour, 0.3)));
}

function sling(sheet: Sheet, { colour, trim }: BagLook): void {
  sheet.shadow(300, 470, 200, 24);
  sheet.stroke('M124 300 C140 60 460 60 476 300', darken(trim, 0.2), 24);
  sheet.stroke('M124 296 C142 66 458 66 476 296', lighten(trim, 0.15), 5, 'opacity="0.5"');
  sheet.rect(344, 96, 44, 36, 7, sheet.face('#34363a'), 'transform="rotate(20 366 114)"');
  sheet.path('M92 320 Q92 254 160 250 H440 Q508 254 508 320 V402 Q504 470 430 470 H170 Q96 470 92 402 Z', sheet.linear([[0, lighten(colour, 0.2)], [0.5, colour], [1, darken(colour, 0.36)]]));
  sheet.stroke('M118 306 Q150 280 200 280 H400 Q450 280 482 306', darken(colour, 0.5), 7);
  sheet.rect(470, 300, 11, 36, 5, trim);
  sheet.path('M140 350 H460 V408 Q456 444 420 444 H180 Q144 444 140 408 Z', sheet.face(darken(colour, 0.06)));
  sheet.stroke('M146 352 H454', darken(colour, 0.55), 6);
  sheet.rect(160, 348, 32, 10, 5, trim);
  seam(sheet, 'M156 366 H444', colour);
  sheet.rect(270, 388, 60, 30, 5, trim);
}

function messenger(sheet: Sheet, { colour, trim }: BagLook): void {
  sheet.shadow(300, 490, 214, 24);
  sheet.stroke('M104 270 C120 40 480 40 496 270', darken(colour, 0.35), 20);
  sheet.rect(88, 236, 424, 252, 26, sheet.face(darken(colour, 0.2)));
  sheet.path('M80 238 Q80 216 104 216 H496 Q520 216 520 238 V388 Q520 420 486 420 H114 Q80 420 80 388 Z', sheet.linear([[0, lighten(colour, 0.18)], [0.6, colour], [1, darken(colour, 0.25)]]));
  seam(sheet, 'M96 236 V386 Q98 404 116 404 H484 Q502 404 504 386 V236', colour);
  for (const x of [176, 392]) {
    sheet.rect(x, 330, 32, 134, 5, sheet.linear([[0, lighten(trim, 0.2)], [1, darken(trim, 0.2)]]));
    sheet.rect(x - 8, 408, 48, 34, 5, 'none', 'stroke="#c8a45a" stroke-width="7"');
    sheet.stroke(`M${x + 16} 412 v26`, '#c8a45a', 5);
  }
  sheet.rect(262, 200, 76, 26, 10, sheet.face(trim));
}

function pouch(sheet: Sheet, { colour, trim }: BagLook): void {
  sheet.shadow(300, 488, 156, 22);
  sheet.stroke('M420 190 q86 6 74 96 q-8 60 -40 78', darken(trim, 0.1), 13);
  sheet.rect(148, 164, 292, 320, 66, sheet.linear([[0, lighten(colour, 0.24)], [0.5, colour], [1, darken(colour, 0.34)]], 'slant'));
  sheet.path('M158 256 Q160 176 222 174 H366 Q428 176 430 256', 'none', `stroke="${darken(colour, 0.5)}" stroke-width="8"`);
  sheet.rect(420, 248, 16, 44, 7, trim);
  seam(sheet, 'M172 266 Q174 192 230 190 H358 Q414 192 416 266', colour);
  sheet.circle(294, 352, 62, 'none', `stroke="${darken(colour, 0.3)}" stroke-width="5" opacity="0.7"`);
  sheet.circle(294, 352, 30, 'none', `stroke="${darken(colour, 0.3)}" stroke-width="5" opacity="0.7"`);
  sheet.rect(190, 440, 62, 18, 4, trim);
}

function hardcase(sheet: Sheet, { colour, trim }: BagLook): void {
  sheet.shadow(300, 492, 220, 24);
  sheet.stroke('M232 182 v-28 q0 -22 24 -22 h88 q24 0 24 22 v28', '#26282c', 19);
  sheet.rect(84, 176, 432, 312, 34, sheet.face(colour));
  for (let rib = 0; rib < 6; rib += 1) sheet.rect(128 + rib * 60, 200, 42, 264, 14, sheet.linear([[0, lighten(colour, 0.22)], [1, darken(colour, 0.18)]]), 'opacity="0.75"');
  sheet.rect(84, 306, 432, 16, 0, darken(colour, 0.5));
  sheet.rect(84, 304, 432, 4, 0, '#ffffff', 'opacity="0.2"');
  for (const x of [152, 400]) {
    sheet.rect(x, 286, 50, 70, 8, sheet.face('#3a3d42'));
    sheet.rect(x + 12, 334, 26, 8, 4, trim);
  }
  sheet.rect(262, 350, 76, 40, 6, sheet.face(trim));
}

function insert(sheet: Sheet, { colour, trim }: BagLook): void {
  sheet.shadow(300, 480, 200, 24);
  sheet.path('M110 236 L160 156 H440 L490 236 Z', darken(colour, 0.5));
  const cells: [string, string][] = [['M124 232 L166 166 H254 L244 232 Z', trim], ['M256 232 L266 166 H336 L346 232 Z', lighten(trim, 0.12)], ['M358 232 L348 166 H434 L476 232 Z', trim]];
  for (const [d, tone] of cells) sheet.path(d, sheet.linear([[0, darken(tone, 0.45)], [1, darken(tone, 0.12)]]));
  sheet.ellipse(190, 206, 40, 15, '#222429').ellipse(190, 203, 30, 10, '#31327a');
  sheet.ellipse(410, 206, 40, 15, '#222429').ellipse(410, 203, 30, 10, '#31327a');
  sheet.rect(272, 182, 58, 44, 7, sheet.face('#303238'));
  sheet.path('M96 236 H504 V448 Q504 478 474 478 H126 Q96 478 96 448 Z', sheet.face(colour));
  seam(sheet, 'M112 256 H488', colour);
  sheet.stroke('M222 330 q78 -46 156 0', darken(trim, 0.1), 17);
  sheet.rect(210, 322, 26, 30, 5, darken(trim, 0.3)).rect(364, 322, 26, 30, 5, darken(trim, 0.3));
}

export interface StrapLook {
  kind: 'neck' | 'rope' | 'wrist' | 'chest';
  colour: string;
  accent: string;
}

export function drawStrap(look: StrapLook): string {
  const sheet = new Sheet();
  const { colour, accent } = look;
  sheet.shadow(300, 520, 150, 16);
  if (look.kind === 'wrist') {
    sheet.stroke('M300 470 C120 400 130 110 300 110 C470 110 480 400 300 470', darken(colour, 0.3), 40);
    sheet.stroke('M300 466 C126 398 136 114 300 114 C464 114 474 398 300 466', colour, 30);
    sheet.stroke('M300 458 C140 394 148 124 300 124', lighten(colour, 0.4), 3, 'stroke-dasharray="9 8"');
    sheet.rect(274, 420, 52, 60, 9, sheet.face(accent));
    ring(sheet, 300, 500);
  } else if (look.kind === 'rope') {
    const loop = 'M214 486 C60 380 130 90 300 90 C470 90 540 380 386 486';
    sheet.stroke(loop, darken(colour, 0.35), 25).stroke(loop, colour, 19);
    sheet.stroke(loop, accent, 19, 'stroke-dasharray="5 17" opacity="0.85"').stroke(loop, lighten(colour, 0.5), 3, 'stroke-dasharray="3 9" opacity="0.5"');
    for (const x of [206, 394]) {
      sheet.rect(x - 15, 452, 30, 50, 7, sheet.face('#6b4129'), `transform="rotate(${x < 300 ? 36 : -36} ${x} 477)"`);
      ring(sheet, x + (x < 300 ? 26 : -26), 514);
    }
  } else if (look.kind === 'chest') {
    for (const [from, to] of [['180 90', '340 340'], ['420 90', '260 340']] as const) sheet.stroke(`M${from} L${to}`, darken(colour, 0.2), 42).stroke(`M${from} L${to}`, lighten(colour, 0.06), 32);
    sheet.stroke('M70 366 H530', darken(colour, 0.2), 46).stroke('M70 366 H530', lighten(colour, 0.06), 36);
    sheet.rect(214, 270, 172, 180, 26, sheet.face('#303338'));
    sheet.rect(254, 306, 92, 108, 14, sheet.face(accent));
    sheet.rect(276, 330, 48, 60, 8, darken(accent, 0.55));
    sheet.rect(112, 344, 34, 44, 6, sheet.face('#4a4e55')).rect(454, 344, 34, 44, 6, sheet.face('#4a4e55'));
  } else {
    const loop = 'M196 470 C70 350 120 96 300 96 C480 96 530 350 404 470';
    sheet.stroke(loop, darken(colour, 0.4), 16);
    const pad = 'M146 300 C130 180 196 100 300 100 C404 100 470 180 454 300';
    sheet.stroke(pad, darken(colour, 0.3), 56).stroke(pad, colour, 47);
    sheet.stroke(pad, lighten(colour, 0.45), 2.4, 'stroke-dasharray="8 7" transform="translate(300 300) scale(0.93) translate(-300 -298)"');
    for (const x of [190, 410]) {
      sheet.rect(x - 14, 430, 28, 58, 6, sheet.face(accent), `transform="rotate(${x < 300 ? -34 : 34} ${x} 459)"`);
      ring(sheet, x + (x < 300 ? 28 : -28), 502);
    }
  }
  return sheet.toSvg('sand');
}

function ring(sheet: Sheet, x: number, y: number): void {
  sheet.circle(x, y, 15, 'none', 'stroke="#7d8187" stroke-width="7"');
  sheet.circle(x, y, 15, 'none', 'stroke="#e3e5e7" stroke-width="2.5" stroke-dasharray="30 70"');
}
