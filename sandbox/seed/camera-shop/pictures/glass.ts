// The front of a lens, seen straight on: the detail that makes a camera look like one.
import { darken, lighten } from './colour.ts';
import type { Sheet } from './sheet.ts';

export interface GlassLook {
  /** The barrel. */
  barrel?: string;
  /** The thin ring around the front. */
  accent?: string;
  /** How much of the front is glass, 0–1. */
  opening?: number;
}

export function drawGlass(sheet: Sheet, cx: number, cy: number, r: number, look: GlassLook = {}): void {
  const { barrel = '#26282c', accent = '#8d9299', opening = 0.6 } = look;
  const glass = r * opening;
  sheet.circle(cx + r * 0.05, cy + r * 0.09, r * 1.03, '#000000', 'opacity="0.22"');
  sheet.circle(cx, cy, r, sheet.linear([[0, lighten(barrel, 0.3)], [0.5, barrel], [1, darken(barrel, 0.5)]], 'slant'));
  sheet.circle(cx, cy, r * 0.965, 'none', `stroke="${darken(barrel, 0.5)}" stroke-width="${r * 0.05}" stroke-dasharray="${r * 0.022} ${r * 0.03}" opacity="0.75"`);
  sheet.circle(cx, cy, r * 0.9, sheet.linear([[0, darken(barrel, 0.25)], [1, lighten(barrel, 0.16)]], 'slant'));
  sheet.circle(cx, cy, r * 0.86, 'none', `stroke="${accent}" stroke-width="${Math.max(1.5, r * 0.022)}"`);
  sheet.circle(cx, cy, r * 0.8, sheet.linear([[0, '#08090b'], [1, '#33363b']], 'slant'));
  sheet.circle(cx, cy, (r * 0.8 + glass) / 2, 'none', `stroke="#000000" stroke-width="${r * 0.02}" opacity="0.6"`);
  sheet.circle(cx, cy, glass, sheet.radial([[0, '#4e5fae'], [0.28, '#2a2f6c'], [0.6, '#171338'], [0.85, '#07070f'], [1, '#020204']], 0.44, 0.4, 0.62));
  sheet.circle(cx, cy, glass * 0.62, sheet.radial([[0, '#05050a'], [0.7, '#0b0a1a', 0.9], [1, '#7a5ac8', 0.35]]));
  sheet.circle(cx, cy, glass * 0.34, sheet.radial([[0, '#000000'], [0.75, '#07060d'], [1, '#3d5fb0', 0.7]]));
  sheet.ellipse(cx - glass * 0.36, cy - glass * 0.42, glass * 0.42, glass * 0.22, sheet.linear([[0, '#ffffff', 0.85], [1, '#bcd0ff', 0.05]]), `transform="rotate(-40 ${cx - glass * 0.36} ${cy - glass * 0.42})"`);
  sheet.ellipse(cx + glass * 0.4, cy + glass * 0.46, glass * 0.3, glass * 0.12, '#6fe0b8', `opacity="0.28" transform="rotate(-42 ${cx + glass * 0.4} ${cy + glass * 0.46})"`);
  sheet.circle(cx + glass * 0.2, cy + glass * 0.24, glass * 0.07, '#ff9ad0', 'opacity="0.35"');
}
