// Lamps, flashes, microphones.
import { darken, lighten } from './colour.ts';
import { Sheet } from './sheet.ts';
import { drawBand, drawCylinder } from './solids.ts';

export interface LightLook {
  kind: 'panel' | 'ring' | 'flash' | 'softbox' | 'tube';
  /** The light's own colour. */
  glow: string;
}

export function drawLight({ kind, glow }: LightLook): string {
  const sheet = new Sheet();
  const halo = sheet.radial([[0, glow, 0.75], [0.5, lighten(glow, 0.3), 0.3], [1, lighten(glow, 0.5), 0]]);
  ({ panel, ring, flash, softbox, tube })[kind](sheet, glow, halo);
  return sheet.toSvg('dusk');
}

function panel(sheet: Sheet, glow: string, halo: string): void {
  sheet.shadow(300, 516, 110, 18);
  sheet.circle(300, 250, 260, halo);
  sheet.rect(290, 380, 20, 110, 6, sheet.tube('#3a3d42')).rect(232, 486, 136, 28, 10, sheet.face('#303338'));
  sheet.rect(110, 128, 380, 264, 26, sheet.face('#303338'));
  sheet.rect(128, 146, 344, 228, 12, sheet.radial([[0, '#ffffff'], [0.5, lighten(glow, 0.6)], [1, glow]], 0.5, 0.45, 0.75));
  const dots = Array.from({ length: 7 }, (_, row) => `M150 ${172 + row * 30}H452`).join('');
  sheet.stroke(dots, '#ffffff', 13, 'stroke-dasharray="0.1 29.9"');
  sheet.stroke(dots, glow, 5, 'stroke-dasharray="0.1 29.9" opacity="0.8"');
}

function ring(sheet: Sheet, glow: string, halo: string): void {
  sheet.shadow(300, 536, 90, 14);
  sheet.circle(300, 252, 270, halo);
  sheet.rect(290, 420, 20, 112, 6, sheet.tube('#3a3d42'));
  sheet.circle(300, 252, 176, 'none', 'stroke="#2e3136" stroke-width="72"');
  sheet.circle(300, 252, 176, 'none', `stroke="${lighten(glow, 0.45)}" stroke-width="54"`);
  sheet.circle(300, 252, 176, 'none', 'stroke="#ffffff" stroke-width="24" opacity="0.9"');
  sheet.rect(268, 176, 64, 128, 12, sheet.face('#232529')).rect(274, 184, 52, 112, 7, sheet.linear([[0, '#8ea6c9'], [1, '#2a3350']], 'slant'));
  sheet.stroke('M300 304 V420', '#2e3136', 13);
}

function flash(sheet: Sheet, glow: string, halo: string): void {
  sheet.shadow(300, 524, 120, 20);
  sheet.circle(300, 160, 190, halo);
  sheet.rect(204, 300, 192, 196, 20, sheet.face('#2e3136'));
  sheet.rect(232, 336, 136, 74, 8, '#0c0d10').rect(238, 342, 124, 62, 5, sheet.linear([[0, '#b8d0a8'], [1, '#8eaa80']]));
  sheet.stroke('M252 360h50 M252 378h84', '#33402d', 6);
  sheet.circle(300, 452, 26, sheet.face('#4a4e55')).circle(300, 452, 11, '#1b1c1f');
  sheet.rect(252, 272, 96, 36, 10, sheet.tube('#232529'));
  sheet.path('M172 104 H428 L408 280 H192 Z', sheet.face('#303338'));
  sheet.rect(162, 78, 276, 118, 16, sheet.face('#232529'));
  sheet.rect(176, 90, 248, 94, 8, sheet.linear([[0, '#ffffff'], [0.5, lighten(glow, 0.6)], [1, '#ffffff']], 'slant'));
  sheet.stroke(Array.from({ length: 12 }, (_, index) => `M${190 + index * 20} 94v86`).join(''), '#c9c5bb', 2, 'opacity="0.8"');
  sheet.rect(242, 494, 116, 14, 4, sheet.tube('#b9bcc0')).rect(256, 508, 88, 10, 3, '#232529');
}

function softbox(sheet: Sheet, glow: string, halo: string): void {
  sheet.shadow(300, 544, 110, 12);
  sheet.circle(300, 240, 280, halo);
  sheet.rect(291, 400, 18, 110, 5, sheet.tube('#3a3d42'));
  sheet.stroke('M300 490 L220 540 M300 490 L380 540 M300 490 V540', '#303338', 11);
  const corner = (r: number): string => Array.from({ length: 8 }, (_, index) => {
    const angle = Math.PI / 8 + (index * Math.PI) / 4;
    return `${(300 + Math.cos(angle) * r).toFixed(1)} ${(240 + Math.sin(angle) * r).toFixed(1)}`;
  }).join('L');
  sheet.path(`M${corner(206)}Z`, sheet.face('#2a2c30'));
  sheet.path(`M${corner(190)}Z`, sheet.radial([[0, '#ffffff'], [0.45, lighten(glow, 0.72)], [1, lighten(glow, 0.25)]]));
  sheet.stroke(`M${corner(120)}Z`, '#ffffff', 3, 'opacity="0.5"');
}

function tube(sheet: Sheet, glow: string, halo: string): void {
  sheet.shadow(300, 500, 200, 14);
  sheet.ellipse(300, 300, 290, 210, halo);
  sheet.group('rotate(-38 300 300)', () => {
    sheet.rect(44, 262, 512, 76, 24, sheet.linear([[0, '#4a4e55'], [0.4, '#2a2c30'], [1, '#141518']]));
    sheet.rect(112, 268, 376, 64, 20, sheet.linear([[0, '#ff9d8a'], [0.35, glow], [0.7, '#c79bf0'], [1, '#8ab8ff']], 'across'));
    sheet.rect(112, 282, 376, 26, 13, '#ffffff', 'opacity="0.75"');
    sheet.circle(78, 300, 10, '#7ee0a1');
  });
}

export interface MicrophoneLook {
  kind: 'shotgun' | 'furry' | 'wireless' | 'lavalier' | 'windshield';
  colour: string;
  accent: string;
}

export function drawMicrophone({ kind, colour, accent }: MicrophoneLook): string {
  const sheet = new Sheet();
  if (kind === 'wireless') wireless(sheet, colour, accent);
  else if (kind === 'lavalier') lavalier(sheet, colour, accent);
  else if (kind === 'windshield') {
    sheet.shadow(300, 486, 170, 20);
    fur(sheet, 300, 312, 196, 130, colour);
  } else {
    sheet.shadow(290, 506, 120, 20);
    sheet.rect(238, 470, 104, 26, 6, sheet.face('#26282c')).rect(276, 400, 48, 76, 8, sheet.tube('#34373c'));
    sheet.stroke('M214 372 q0 46 86 46 q86 0 86 -46', '#26282c', 17);
    sheet.group('rotate(-12 300 300)', () => {
      if (kind === 'furry') {
        sheet.rect(330, 252, 190, 84, 26, sheet.linear([[0, lighten(colour, 0.3)], [0.4, colour], [1, darken(colour, 0.5)]]));
        fur(sheet, 230, 294, 166, 100, '#6d6a66');
      } else {
        sheet.rect(64, 258, 300, 74, 22, sheet.linear([[0, '#7b8087'], [0.4, '#3a3d42'], [1, '#1a1b1e']]));
        sheet.stroke(Array.from({ length: 17 }, (_, index) => `M${88 + index * 15} 274v42`).join(''), '#000000', 6, 'opacity="0.55"');
        sheet.rect(350, 252, 178, 86, 24, sheet.linear([[0, lighten(colour, 0.35)], [0.4, colour], [1, darken(colour, 0.5)]]));
      }
      sheet.rect(360, 252, 13, 86, 0, accent);
      sheet.circle(480, 294, 9, '#7ee0a1');
    });
    sheet.stroke('M492 262 q64 30 30 110 q-30 60 -150 96', '#1d1e21', 9);
  }
  return sheet.toSvg('dusk');
}

function fur(sheet: Sheet, cx: number, cy: number, rx: number, ry: number, colour: string): void {
  const tufts: string[] = [];
  for (let layer = 0; layer < 5; layer += 1) {
    const count = 56 - layer * 9;
    for (let index = 0; index < count; index += 1) {
      const unrest = Math.sin(index * 12.9898 + layer * 78.233);
      const angle = (index / count) * Math.PI * 2 + layer * 0.4 + unrest * 0.1;
      const share = 1 - layer * 0.2 - (layer > 0 ? 0.09 * unrest : 0);
      const x = cx + Math.cos(angle) * rx * share * 0.94;
      const y = cy + Math.sin(angle) * ry * share * 0.94;
      tufts.push(`M${x.toFixed(0)} ${y.toFixed(0)}q${(Math.cos(angle) * 10).toFixed(0)} ${(Math.sin(angle) * 10 + 4).toFixed(0)} ${(Math.cos(angle + unrest * 0.9) * 22).toFixed(0)} ${(Math.sin(angle + unrest * 0.9) * 18 + 9).toFixed(0)}`);
    }
  }
  sheet.ellipse(cx, cy, rx, ry, sheet.radial([[0, lighten(colour, 0.3)], [0.6, colour], [1, darken(colour, 0.4)]], 0.38, 0.3, 0.75));
  sheet.stroke(tufts.join(''), darken(colour, 0.28), 3.4, 'opacity="0.75"');
  sheet.stroke(tufts.filter((_, index) => index % 3 === 0).join(''), lighten(colour, 0.4), 2.4, 'opacity="0.6" transform="translate(-3 -4)"');
}

function wireless(sheet: Sheet, colour: string, accent: string): void {
  sheet.shadow(300, 488, 214, 22);
  const unit = (x: number, y: number, size: number, screen: boolean): void => {
    sheet.rect(x, y, size, size * 1.06, size * 0.2, sheet.face(colour));
    sheet.rect(x + size * 0.06, y + size * 0.05, size * 0.88, 5, 2.5, '#ffffff', 'opacity="0.25"');
    if (screen) {
      sheet.rect(x + size * 0.14, y + size * 0.16, size * 0.72, size * 0.48, 10, '#0b0c0e');
      for (let bar = 0; bar < 7; bar += 1) {
        const height = [18, 34, 48, 40, 56, 30, 20][bar] ?? 20;
        sheet.rect(x + size * 0.2 + bar * size * 0.09, y + size * 0.58 - height, size * 0.055, height, 3, bar > 4 ? accent : '#7ee0a1');
      }
      sheet.circle(x + size / 2, y + size * 0.84, size * 0.08, darken(colour, 0.5));
    } else {
      sheet.circle(x + size / 2, y + size * 0.32, size * 0.16, '#0b0c0e');
      sheet.stroke(`M${x + size * 0.42} ${y + size * 0.28}h${size * 0.16}M${x + size * 0.42} ${y + size * 0.36}h${size * 0.16}`, '#5b6067', 4);
      sheet.circle(x + size / 2, y + size * 0.76, size * 0.05, accent);
    }
  };
  unit(214, 128, 214, true);
  unit(92, 306, 166, false);
  unit(350, 306, 166, false);
}

function lavalier(sheet: Sheet, colour: string, accent: string): void {
  sheet.shadow(300, 500, 170, 18);
  sheet.stroke('M246 300 C230 420 120 330 128 430 C136 530 420 500 440 430', '#1d1e21', 11);
  sheet.rect(424, 300, 36, 132, 12, sheet.tube('#34373c')).rect(432, 232, 20, 72, 6, sheet.tube('#d7b25c'));
  drawBand(sheet, 442, 258, 10, '#1d1e21', 4);
  drawCylinder(sheet, 250, 190, 316, 34, colour);
  sheet.circle(250, 152, 62, sheet.radial([[0, '#6a6e75'], [0.6, '#34373c'], [1, '#17181a']], 0.36, 0.3, 0.75));
  sheet.stroke(Array.from({ length: 6 }, (_, index) => `M${206 + index * 3} ${122 + index * 12}H${294 - index * 3}`).join(''), '#000000', 4, 'stroke-dasharray="0.1 9" opacity="0.7"');
  sheet.rect(206, 232, 28, 92, 8, sheet.face(accent));
}
