// A lens standing on its mount, seen from slightly above.
import { darken } from './colour.ts';
import { Sheet } from './sheet.ts';
import { drawBand, drawCone, drawCylinder, drawRibs, TILT } from './solids.ts';

export interface LensLook {
  /** Barrel length and front radius, in units of the sheet. */
  length: number;
  front: number;
  /** Radius at the mount. */
  base: number;
  accent: string;
  barrel?: string;
  /** Number of rubber rings: one on a prime, two on a zoom. */
  rings: 1 | 2;
  /** A foot for a tripod, on long ones. */
  foot?: boolean;
}

export function drawLens(look: LensLook): string {
  const sheet = new Sheet();
  // A short prime would be lost on the sheet at its true size.
  const scale = look.length < 230 ? 1.35 : look.length > 380 ? 0.98 : 1.1;
  const shift = 300 - 300 * scale;
  sheet.group(`translate(${shift} ${shift}) scale(${scale})`, () => drawLensOn(sheet, look));
  return sheet.toSvg('mist');
}

function drawLensOn(sheet: Sheet, look: LensLook): void {
  const barrel = look.barrel ?? '#303338';
  const rubber = '#232529';
  const cx = 300;
  const bottom = 300 + look.length / 2 + 26;
  const top = bottom - look.length;
  const { front, base } = look;
  const at = (share: number): number => bottom - look.length * share;

  sheet.shadow(cx + 10, bottom + 12, Math.max(base, front) * 1.15, base * 0.3);
  drawCylinder(sheet, cx, at(0.06), bottom, base * 0.9, '#b9bcc0');
  drawCylinder(sheet, cx, at(0.2), at(0.05), base, barrel);
  if (look.foot) {
    sheet.path(`M${cx + base - 12} ${at(0.3)} h58 q14 0 14 14 v${look.length * 0.24} q0 14 -14 14 h-34 q-8 0 -8 -8 v-28 h-16 Z`, sheet.face(barrel));
    drawCylinder(sheet, cx, at(0.3), at(0.2), base + 8, darken(barrel, 0.1));
  }
  if (look.rings === 2) {
    drawCylinder(sheet, cx, at(0.36), at(0.22), base + 3, rubber);
    drawRibs(sheet, cx, at(0.36) + 4, at(0.22) - 4, base + 3);
  }
  drawCone(sheet, cx, at(0.5), at(look.rings === 2 ? 0.36 : 0.22), front * 0.96, base, barrel);
  if (front > base * 1.02) drawBand(sheet, cx, at(0.49), front * 0.96, '#000000', 2);
  drawCylinder(sheet, cx, at(0.8), at(0.52), front, rubber);
  drawRibs(sheet, cx, at(0.79), at(0.54), front, 42);
  drawCylinder(sheet, cx, top, at(0.82), front * 0.97, barrel);
  drawBand(sheet, cx, at(0.87), front * 0.97, look.accent, 5);
  const focusY = at(look.rings === 2 ? 0.43 : 0.36) + base * TILT;
  sheet.circle(cx - base * 0.3, focusY, 4.5, look.accent);
  sheet.stroke(`M${cx - base * 0.12} ${focusY + 3} h${base * 0.4}`, '#ffffff', 3, 'opacity="0.75"');
  // Front element.
  const ry = TILT * 1.02;
  sheet.ellipse(cx, top, front * 0.97, front * ry, sheet.linear([[0, '#15161a'], [1, '#55595f']], 'slant'));
  sheet.ellipse(cx, top + 2, front * 0.88, front * ry * 0.88, '#0a0b0d');
  sheet.ellipse(cx, top + 4, front * 0.74, front * ry * 0.74, sheet.radial([[0, '#5a6cc0'], [0.4, '#30307a'], [0.8, '#150f33'], [1, '#05050b']], 0.4, 0.35, 0.7));
  sheet.ellipse(cx - front * 0.24, top - front * ry * 0.12, front * 0.26, front * 0.045, '#dfe8ff', 'opacity="0.75"');
  sheet.ellipse(cx + front * 0.28, top + front * ry * 0.34, front * 0.18, front * 0.03, '#7be3c0', 'opacity="0.5"');
}
