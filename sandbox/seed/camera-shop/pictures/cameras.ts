// Cameras seen from the front: mirrorless and compact, action, instant, and drones.
import { COLOURS, darken, isLight, lighten, mix } from './colour.ts';
import { drawGlass } from './glass.ts';
import { drawPrint } from './print.ts';
import { type Backdrop, Sheet } from './sheet.ts';

export interface CameraLook {
  /** Leather or main colour. */
  skin: string;
  /** Top and bottom plates. */
  plate: string;
  /** Viewfinder: a hump in the middle, a window at the side, or none. */
  finder: 'hump' | 'window' | 'none';
  /** How far the grip stands out, 0–1. */
  grip: number;
  /** Lens radius; about 120 on a body, 80 on a compact. */
  lens: number;
  accent: string;
  name: string;
  /** A folding screen and a furry microphone on top: made for filming oneself. */
  vlog?: boolean;
  backdrop?: Backdrop;
}

export function drawCamera(look: CameraLook): string {
  const sheet = new Sheet();
  // The open screen at the side wants room.
  if (look.vlog) sheet.group('translate(-20 20) scale(0.94)', () => drawCameraOn(sheet, look));
  else drawCameraOn(sheet, look);
  return sheet.toSvg(look.backdrop ?? 'sand');
}

function drawCameraOn(sheet: Sheet, look: CameraLook): void {
  const { skin, plate, lens, accent } = look;
  const top = look.finder === 'hump' ? 218 : 204;
  const bottom = 444;
  const lensX = look.vlog ? 292 : 318;
  const lensY = (top + bottom) / 2 + 8;
  const ink = isLight(plate) ? '#3c3f44' : '#e8e6e1';

  sheet.shadow(300, bottom + 14, 235, 24);
  if (look.vlog) drawSideScreen(sheet, plate, top);
  if (look.finder === 'hump') {
    sheet.path(`M${lensX - 88} ${top + 8} L${lensX - 62} ${top - 50} Q${lensX - 56} ${top - 64} ${lensX - 40} ${top - 64} L${lensX + 40} ${top - 64} Q${lensX + 56} ${top - 64} ${lensX + 62} ${top - 50} L${lensX + 88} ${top + 8} Z`, sheet.face(plate));
    sheet.rect(lensX - 30, top - 74, 60, 12, 3, '#1b1c1f');
    sheet.rect(lensX - 24, top - 72, 48, 3, 1.5, '#8f949a');
    sheet.mark(look.name, lensX, top - 20, 20, ink, 'letter-spacing="3"');
  }
  drawDials(sheet, look, top);
  // Body: plate, leather, lower plate.
  sheet.rect(72, top, 456, bottom - top, 34, sheet.face(plate));
  sheet.rect(72, top + 46, 456, bottom - top - 72, 10, sheet.linear([[0, darken(skin, 0.08)], [0.5, skin], [1, darken(skin, 0.22)]]));
  sheet.raw(grain(skin, top + 46, bottom - 26));
  sheet.rect(72, top + 44, 456, 3, 0, darken(plate, 0.35), 'opacity="0.5"');
  sheet.rect(72, bottom - 27, 456, 2, 0, lighten(plate, 0.3), 'opacity="0.6"');
  sheet.rect(92, top + 5, 416, 5, 2.5, '#ffffff', 'opacity="0.22"');
  if (look.grip > 0) {
    const width = 50 + look.grip * 46;
    sheet.path(`M84 ${top + 26} Q70 ${top + 26} 70 ${top + 52} L66 ${bottom - 30} Q66 ${bottom + 2} 94 ${bottom + 2} L${60 + width} ${bottom + 2} Q${84 + width} ${bottom - 8} ${80 + width} ${bottom - 60} L${70 + width} ${top + 56} Q${66 + width} ${top + 24} ${40 + width} ${top + 22} Z`, sheet.linear([[0, darken(skin, 0.35)], [0.3, lighten(skin, 0.16)], [0.7, skin], [1, darken(skin, 0.5)]], 'across'));
  }
  if (look.finder === 'window') {
    sheet.rect(396, top + 8, 92, 32, 8, '#15161a');
    sheet.rect(402, top + 12, 60, 24, 5, sheet.linear([[0, '#5b6f96'], [0.5, '#242b45'], [1, '#12131f']], 'slant'));
    sheet.rect(470, top + 16, 12, 16, 4, '#e9e3cf');
    sheet.mark(look.name, 196, top + 31, 17, ink, 'letter-spacing="2"');
  }
  if (look.finder === 'none') {
    sheet.rect(436, top + 9, 60, 28, 7, '#f6f1e4');
    sheet.rect(440, top + 12, 52, 22, 5, sheet.linear([[0, '#ffffff'], [0.5, '#d9d9d6'], [1, '#f7f6f2']], 'slant'));
    sheet.mark(look.name, look.vlog ? 172 : 206, top + 31, look.vlog ? 16 : 19, ink, 'letter-spacing="2"');
  }
  sheet.circle(158, top + 74, 9, '#1a1b1e');
  sheet.circle(158, top + 74, 5, '#ffd9a0', 'opacity="0.9"');
  sheet.circle(lensX + lens + 30, lensY + 52, 13, sheet.face(darken(plate, 0.1)));
  sheet.circle(lensX, lensY, lens * 1.1, sheet.linear([[0, '#f2f2f0'], [0.5, '#8e9196'], [1, '#d9dadb']], 'slant'));
  drawGlass(sheet, lensX, lensY, lens, { accent, barrel: '#25272b', opening: look.finder === 'none' ? 0.52 : 0.6 });
}

function drawDials(sheet: Sheet, look: CameraLook, top: number): void {
  const metal = mix(look.plate, '#888c92', 0.3);
  sheet.rect(106, top - 18, 54, 24, 8, sheet.tube(metal));
  sheet.rect(116, top - 29, 34, 14, 6, sheet.tube(lighten(metal, 0.3)));
  sheet.rect(422, top - 24, 66, 28, 5, sheet.tube(metal));
  sheet.stroke(Array.from({ length: 12 }, (_, index) => `M${427 + index * 5} ${top - 20}v18`).join(''), '#000000', 1.4, 'opacity="0.32"');
  if (look.finder === 'hump') sheet.rect(184, top - 13, 34, 16, 4, sheet.tube(darken(metal, 0.2)));
  if (look.finder !== 'hump') {
    sheet.rect(286, top - 9, 62, 11, 3, '#1d1e21');
    sheet.rect(340, top - 15, 56, 18, 5, sheet.tube(metal));
  }
}

function drawSideScreen(sheet: Sheet, plate: string, top: number): void {
  sheet.rect(516, top + 36, 112, 168, 12, sheet.face(darken(plate, 0.12)));
  sheet.rect(532, top + 48, 84, 144, 5, sheet.linear([[0, '#9cc9e6'], [0.45, '#e8d6b8'], [1, '#6d8b62']]));
  sheet.circle(574, top + 112, 19, '#d9a587');
  sheet.path(`M540 ${top + 192} Q542 ${top + 138} 574 ${top + 136} Q606 ${top + 138} 608 ${top + 192} Z`, '#b4573a');
  // Furry windshield in the shoe.
  sheet.rect(300, top - 16, 30, 18, 3, '#1d1e21');
  sheet.ellipse(315, top - 46, 62, 34, sheet.radial([[0, '#7d7b78'], [0.7, '#55534f'], [1, '#3a3936']], 0.4, 0.3, 0.7));
  const hairs = Array.from({ length: 40 }, (_, index) => {
    const angle = (index / 40) * Math.PI * 2;
    const x = 315 + Math.cos(angle) * 58;
    const y = top - 46 + Math.sin(angle) * 31;
    return `M${x.toFixed(1)} ${y.toFixed(1)}l${(Math.cos(angle + 0.5) * 11).toFixed(1)} ${(Math.sin(angle + 0.5) * 9).toFixed(1)}`;
  });
  sheet.stroke(hairs.join(''), '#4b4946', 3);
}

/** The leather's grain: rows of faint dots. */
function grain(skin: string, top: number, bottom: number): string {
  const rows: string[] = [];
  for (let y = top + 8; y < bottom - 3; y += 9) rows.push(`M${y % 2 ? 78 : 82} ${y}H522`);
  return `<path d="${rows.join('')}" stroke="${lighten(skin, 0.3)}" stroke-width="2.2" stroke-linecap="round" stroke-dasharray="0.1 8" opacity="0.35"/>`;
}

export interface ActionLook {
  skin: string;
  accent: string;
  /** Two lenses back to back, seen as one in the middle. */
  round?: boolean;
  /** A tiny one with a clip. */
  mini?: boolean;
}

export function drawActionCamera(look: ActionLook): string {
  const sheet = new Sheet();
  if (look.round) return draw360(sheet, look);
  const [left, top, width, height] = look.mini ? [176, 206, 248, 230] : [110, 166, 380, 272];
  sheet.shadow(300, top + height + 12, width * 0.52, 22);
  sheet.rect(left + 64, top - 12, 74, 20, 7, sheet.face(look.accent));
  sheet.rect(left, top, width, height, 40, sheet.face(look.skin));
  sheet.rect(left + 10, top + 10, width - 20, height - 20, 32, 'none', `stroke="${lighten(look.skin, 0.24)}" stroke-width="3" opacity="0.6"`);
  const lens = look.mini ? 74 : 92;
  const lensX = look.mini ? left + width / 2 : left + width - lens - 30;
  const lensY = top + lens + (look.mini ? 28 : 26);
  if (!look.mini) {
    sheet.stroke(Array.from({ length: 9 }, (_, index) => `M${left + 30} ${top + height - 28 - index * 12}H${left + width * 0.42}`).join(''), '#000000', 4, 'opacity="0.28"');
    sheet.rect(left + 28, top + 32, 132, 92, 12, '#0c0d10');
    sheet.rect(left + 33, top + 37, 122, 82, 8, sheet.linear([[0, '#8cc4ea'], [0.5, '#cfe6f2'], [0.52, '#4a86a8'], [1, '#1f516f']]));
    sheet.path(`M${left + 33} ${top + 92} Q${left + 70} ${top + 62} ${left + 100} ${top + 84} T${left + 155} ${top + 78} V${top + 111} Q${left + 155} ${top + 119} ${left + 147} ${top + 119} H${left + 41} Q${left + 33} ${top + 119} ${left + 33} ${top + 111} Z`, '#2d7aa0');
  }
  sheet.rect(lensX - lens - 6, lensY - lens - 6, lens * 2 + 12, lens * 2 + 12, 30, sheet.face(darken(look.skin, 0.3)));
  drawGlass(sheet, lensX, lensY, lens * 0.9, { accent: look.accent, opening: 0.66 });
  sheet.circle(left + width - 34, top + height - 26, 6, look.accent);
  if (look.mini) sheet.rect(left + width / 2 - 40, top + height - 8, 80, 18, 6, sheet.face(look.accent));
  return sheet.toSvg('sky');
}

function draw360(sheet: Sheet, look: ActionLook): string {
  sheet.shadow(300, 508, 100, 18);
  sheet.rect(214, 92, 172, 414, 52, sheet.tube(look.skin));
  sheet.rect(228, 106, 144, 386, 42, 'none', `stroke="${lighten(look.skin, 0.25)}" stroke-width="3" opacity="0.5"`);
  drawGlass(sheet, 300, 192, 82, { accent: look.accent, opening: 0.74 });
  sheet.rect(256, 306, 88, 120, 14, '#0c0d10');
  sheet.circle(300, 366, 30, sheet.linear([[0, '#8cc4ea'], [0.5, '#e9dcc0'], [1, '#4f7d63']]));
  sheet.circle(300, 456, 13, look.accent);
  return sheet.toSvg('sky');
}

export interface InstantLook {
  colour: string;
  accent: string;
  /** The format of the picture that comes out. */
  format: 'mini' | 'square' | 'wide';
  screen?: boolean;
}

export function drawInstantCamera(look: InstantLook): string {
  const sheet = new Sheet();
  const { colour, accent } = look;
  const half = look.format === 'wide' ? 214 : look.format === 'square' ? 176 : 166;
  const left = 300 - half;
  const width = half * 2;
  const paper = look.format === 'wide' ? 240 : look.format === 'square' ? 170 : 128;
  sheet.shadow(300, 528, half, 22);
  drawPrint(sheet, 300 - paper / 2, 44, paper, 140);
  sheet.rect(left, 142, width, 386, 74, sheet.face(colour));
  sheet.rect(left + 14, 152, width - 28, 54, 40, '#ffffff', 'opacity="0.26"');
  sheet.rect(300 - paper / 2 - 14, 158, paper + 28, 13, 6.5, darken(colour, 0.6));
  // Flash and finder.
  sheet.rect(left + 36, 196, 92, 56, 16, darken(colour, 0.55));
  sheet.rect(left + 42, 202, 80, 44, 11, sheet.linear([[0, '#ffffff'], [0.5, '#cfd3d8'], [1, '#f5f5f2']], 'slant'));
  sheet.rect(left + width - 100, 200, 56, 48, 14, '#1a1b20');
  sheet.rect(left + width - 94, 206, 44, 36, 9, sheet.linear([[0, '#647aa3'], [0.6, '#1f2540'], [1, '#12131f']], 'slant'));
  sheet.circle(300, 368, 130, sheet.linear([[0, lighten(colour, 0.45)], [1, darken(colour, 0.2)]], 'slant'));
  sheet.circle(300, 368, 117, sheet.linear([[0, '#f6f4ef'], [1, '#cfccc5']], 'slant'));
  drawGlass(sheet, 300, 368, 98, { accent, barrel: '#33353a', opening: 0.5 });
  sheet.circle(left + 44, 300, 21, darken(colour, 0.3));
  sheet.circle(left + 44, 298, 18, sheet.face(accent));
  if (look.screen) {
    sheet.rect(left + width - 76, 286, 44, 62, 10, '#101114');
    sheet.rect(left + width - 71, 291, 34, 52, 6, sheet.linear([[0, '#f2b8a0'], [1, '#7a6bb5']]));
  }
  sheet.stroke(`M${left + 40} 468 h24`, accent, 7);
  return sheet.toSvg('blush');
}

export function drawDrone(look: { colour: string; accent: string; big?: boolean }): string {
  const sheet = new Sheet();
  const { colour, accent } = look;
  const dark = darken(colour, 0.55);
  sheet.shadow(300, 492, 190, 20);
  const arms: [number, number, number][] = [[150, 214, 0.85], [450, 214, 0.85], [126, 318, 1.08], [474, 318, 1.08]];
  for (const [x, y, scale] of arms) {
    sheet.stroke(`M300 ${y + 58} L${x} ${y + 16}`, dark, 24 * scale);
    sheet.stroke(`M300 ${y + 54} L${x} ${y + 12}`, lighten(colour, 0.1), 13 * scale);
    sheet.rect(x - 15 * scale, y - 16, 30 * scale, 46 * scale, 9, sheet.tube(dark));
    sheet.ellipse(x, y - 18, 104 * scale, 15 * scale, sheet.radial([[0, '#3d4148', 0.4], [0.8, '#3d4148', 0.16], [1, '#3d4148', 0.32]]));
    sheet.path(`M${x - 100 * scale} ${y - 24} Q${x - 40} ${y - 34} ${x} ${y - 20} Q${x + 40} ${y - 8} ${x + 100 * scale} ${y - 14} Q${x + 40} ${y + 2} ${x} ${y - 12} Q${x - 40} ${y - 22} ${x - 100 * scale} ${y - 24} Z`, '#3a3d43', 'opacity="0.85"');
    sheet.circle(x, y - 18, 7 * scale, accent);
  }
  sheet.path('M206 300 Q212 232 300 228 Q388 232 394 300 L380 386 Q370 416 300 418 Q230 416 220 386 Z', sheet.face(colour));
  sheet.path('M222 292 Q230 246 300 242 Q370 246 378 292 Q340 276 300 276 Q260 276 222 292 Z', '#ffffff', 'opacity="0.3"');
  sheet.ellipse(254, 320, 15, 12, '#14161b').ellipse(346, 320, 15, 12, '#14161b');
  sheet.circle(250, 317, 4, '#b8d4ff').circle(342, 317, 4, '#b8d4ff');
  sheet.rect(252, 368, 96, 22, 10, dark);
  sheet.rect(248, 376, 104, 92, 30, sheet.face(look.big ? COLOURS.black : COLOURS.graphite));
  drawGlass(sheet, 300, 422, 40, { accent, opening: 0.68 });
  sheet.stroke('M226 408 L206 472 M374 408 L394 472', dark, 13);
  sheet.stroke('M192 478 h34 M374 478 h34', dark, 11);
  return sheet.toSvg('sky');
}
