// An instant picture with a small landscape on it: comes out of cameras, lies beside film, is glued into albums.
import { lighten, mix } from './colour.ts';
import type { Sheet } from './sheet.ts';

export function drawPrint(sheet: Sheet, x: number, y: number, width: number, height: number, hue = '#f0a27c'): void {
  const inset = width * 0.09;
  const picture = height - inset - height * 0.2;
  sheet.rect(x + 1.5, y + 3, width, height, 5, '#000000', 'opacity="0.16"');
  sheet.rect(x, y, width, height, 5, '#fdfcf9');
  sheet.rect(x + inset, y + inset, width - inset * 2, picture, 2, sheet.linear([[0, mix(hue, '#3d5f99', 0.65)], [0.6, hue], [1, lighten(hue, 0.5)]]));
  sheet.circle(x + width * 0.64, y + inset + picture * 0.46, width * 0.09, '#fff3d4');
  const base = y + inset + picture;
  sheet.path(`M${x + inset} ${base} V${base - picture * 0.28} L${x + width * 0.33} ${base - picture * 0.52} L${x + width * 0.52} ${base - picture * 0.24} L${x + width * 0.7} ${base - picture * 0.4} L${x + width - inset} ${base - picture * 0.2} V${base} Z`, mix(hue, '#2b3f5c', 0.75));
  sheet.path(`M${x + inset} ${base} V${base - picture * 0.12} Q${x + width * 0.4} ${base - picture * 0.3} ${x + width - inset} ${base - picture * 0.08} V${base} Z`, mix(hue, '#1d3a35', 0.85));
}
