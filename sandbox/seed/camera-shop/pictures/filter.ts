// A screw-in filter: a thin ring around tinted glass, lying towards us.
import { Sheet } from './sheet.ts';

export interface FilterLook {
  kind: 'uv' | 'polariser' | 'nd' | 'variable-nd' | 'mist';
  /** Thread in millimetres: a wider one is drawn wider. */
  thread: number;
}

const TINTS = {
  uv: [['#f3f7fb', 0.75], ['#c7d6ec', 0.55], ['#e4d8f2', 0.7]],
  polariser: [['#8a94a4', 0.92], ['#4b5463', 0.92], ['#6f7a72', 0.92]],
  nd: [['#4a4c50', 0.97], ['#232427', 0.98], ['#3a3c40', 0.97]],
  'variable-nd': [['#a09a8e', 0.9], ['#4d4b48', 0.95], ['#232323', 0.97]],
  mist: [['#ffffff', 0.85], ['#eee9e2', 0.75], ['#f8f3ea', 0.9]],
} as const;

const RING_MARKS = { uv: 'UV', polariser: 'CPL', nd: 'ND64', 'variable-nd': 'VND', mist: 'MIST' } as const;

export function drawFilter(look: FilterLook): string {
  const sheet = new Sheet();
  const r = 152 + (look.thread - 46) * 1.6;
  const tint = TINTS[look.kind];
  sheet.shadow(308, 300 + r * 0.98, r * 0.9, 20);
  sheet.group('rotate(-12 300 290)', () => {
    sheet.ellipse(309, 300, r * 0.98, r, '#111214');
    sheet.ellipse(300, 290, r * 0.98, r, sheet.linear([[0, '#6c7077'], [0.45, '#25272b'], [1, '#0e0f11']], 'slant'));
    sheet.ellipse(300, 290, r * 0.955, r * 0.975, 'none', 'stroke="#000000" stroke-width="9" stroke-dasharray="3 5" opacity="0.55"');
    sheet.ellipse(300, 290, r * 0.86, r * 0.88, sheet.linear([[0, '#0c0d0f'], [1, '#5c6067']], 'slant'));
    sheet.ellipse(300, 290, r * 0.82, r * 0.84, '#f4f2ee');
    sheet.ellipse(300, 290, r * 0.82, r * 0.84, sheet.linear(tint.map(([colour, opacity], index) => [index / 2, colour, opacity] as const), 'slant'));
    const d = `M${300 - r * 0.62} ${290 - r * 0.1} Q${300 - r * 0.5} ${290 - r * 0.66} ${300 + r * 0.16} ${290 - r * 0.7} Q${300 - r * 0.3} ${290 - r * 0.44} ${300 - r * 0.62} ${290 - r * 0.1} Z`;
    sheet.path(d, '#ffffff', `opacity="${look.kind === 'uv' || look.kind === 'mist' ? 0.9 : 0.42}"`);
    sheet.stroke(`M${300 + r * 0.2} ${290 + r * 0.62} Q${300 + r * 0.56} ${290 + r * 0.44} ${300 + r * 0.66} ${290 + r * 0.06}`, look.kind === 'uv' ? '#9fd9c4' : '#b89be0', 7, 'opacity="0.5"');
    if (look.kind === 'polariser' || look.kind === 'variable-nd') {
      sheet.path('M300 0 l9 20 h-18 Z', '#ffffff', `transform="translate(0 ${290 - r * 0.96})" opacity="0.9"`);
      sheet.ellipse(300, 290, r * 1.0, r * 1.02, 'none', 'stroke="#3a3d42" stroke-width="5"');
    }
    if (look.kind === 'variable-nd') sheet.circle(300 + r * 0.93, 290 - r * 0.34, 13, sheet.face('#d19a3c'));
    const id = `rim${look.thread}`;
    sheet.raw(`<path id="${id}" d="M${300 - r * 0.9} 290 A${r * 0.9} ${r * 0.92} 0 0 0 ${300 + r * 0.9} 290" fill="none"/>`);
    sheet.raw(`<text font-family="Helvetica Neue,Arial,sans-serif" font-weight="700" font-size="16" fill="#e6e4df" dy="5" letter-spacing="1.5"><textPath href="#${id}" startOffset="34%">KLARGLAS ${RING_MARKS[look.kind]} ${look.thread} mm</textPath></text>`);
  });
  return sheet.toSvg('mist');
}
