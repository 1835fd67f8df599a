// Upright round things seen from slightly above: lens barrels, microphones, tins. Shared by several drawers.
import { darken, lighten } from './colour.ts';
import type { Sheet } from './sheet.ts';

/** How flat a circle looks from our height. */
export const TILT = 0.2;

export function drawCylinder(sheet: Sheet, cx: number, top: number, bottom: number, r: number, colour: string): void {
  const ry = r * TILT;
  sheet.path(
    `M${cx - r} ${top} L${cx - r} ${bottom} A${r} ${ry} 0 0 0 ${cx + r} ${bottom} L${cx + r} ${top} A${r} ${ry} 0 0 1 ${cx - r} ${top} Z`,
    sheet.tube(colour),
  );
  sheet.ellipse(cx, top, r, ry, sheet.linear([[0, darken(colour, 0.1)], [1, lighten(colour, 0.18)]], 'slant'));
}

/** A cylinder that narrows towards the bottom or the top. */
export function drawCone(sheet: Sheet, cx: number, top: number, bottom: number, rTop: number, rBottom: number, colour: string): void {
  sheet.path(
    `M${cx - rTop} ${top} L${cx - rBottom} ${bottom} A${rBottom} ${rBottom * TILT} 0 0 0 ${cx + rBottom} ${bottom} L${cx + rTop} ${top} A${rTop} ${rTop * TILT} 0 0 1 ${cx - rTop} ${top} Z`,
    sheet.tube(colour),
  );
  sheet.ellipse(cx, top, rTop, rTop * TILT, sheet.linear([[0, darken(colour, 0.1)], [1, lighten(colour, 0.18)]], 'slant'));
}

/** The ribs of a rubber ring, closer together towards the edges as on a real one. */
export function drawRibs(sheet: Sheet, cx: number, top: number, bottom: number, r: number, count = 34): void {
  const parts: string[] = [];
  for (let index = 1; index < count; index += 1) {
    const angle = -Math.PI / 2 + (Math.PI * index) / count;
    const x = cx + r * Math.sin(angle);
    const drop = r * TILT * Math.cos(angle);
    parts.push(`M${x.toFixed(1)} ${(top + drop).toFixed(1)}V${(bottom + drop).toFixed(1)}`);
  }
  sheet.stroke(parts.join(''), '#000000', 2.4, 'opacity="0.5"');
}

/** A thin painted line around a barrel. */
export function drawBand(sheet: Sheet, cx: number, y: number, r: number, colour: string, width = 4): void {
  sheet.stroke(`M${cx - r} ${y} A${r} ${r * TILT} 0 0 0 ${cx + r} ${y}`, colour, width);
}
