// Instant film, photo paper, albums, frames, pocket printers.
import { darken, lighten } from './colour.ts';
import { drawPrint } from './print.ts';
import { Sheet } from './sheet.ts';

export interface FilmLook {
  format: 'mini' | 'square' | 'wide';
  colour: string;
  /** Colour of the picture's mood on the prints. */
  hue: string;
}

export function drawFilm(look: FilmLook): string {
  const sheet = new Sheet();
  const width = { mini: 132, square: 176, wide: 236 }[look.format];
  const height = look.format === 'mini' ? 190 : 196;
  sheet.shadow(300, 506, 200, 24);
  sheet.group('rotate(-14 240 240)', () => drawPrint(sheet, 128, 78, width, height, look.hue));
  sheet.group('rotate(11 380 240)', () => drawPrint(sheet, 470 - width, 92, width, height, lighten(look.hue, 0.25)));
  // The box in front.
  sheet.path('M118 272 L156 240 H466 L482 272 Z', lighten(look.colour, 0.4));
  sheet.rect(118, 270, 364, 228, 8, sheet.face(look.colour));
  sheet.path('M118 420 Q240 350 482 396 V490 Q482 498 474 498 H126 Q118 498 118 490 Z', darken(look.colour, 0.2), 'opacity="0.55"');
  const window = Math.min(width * 0.8, 152);
  sheet.rect(146, 300, window, 150, 6, '#fdfcf9');
  sheet.rect(156, 312, window - 20, 104, 3, sheet.linear([[0, '#3d5f99'], [0.6, look.hue], [1, lighten(look.hue, 0.5)]]));
  sheet.mark('KLIKKI', 398, 340, 34, '#ffffff', 'letter-spacing="2"');
  sheet.mark(look.format, 398, 376, 25, '#ffffff', 'opacity="0.9"');
  return sheet.toSvg('blush');
}

export function drawPaper(look: { colour: string; hue: string }): string {
  const sheet = new Sheet();
  sheet.shadow(300, 500, 200, 22);
  for (const [angle, tone] of [[-13, '#f4b08a'], [-4, look.hue], [6, '#86a8c9']] as const) {
    sheet.group(`rotate(${angle} 300 560)`, () => drawPrint(sheet, 170, 90, 230, 300, tone));
  }
  sheet.rect(148, 372, 304, 122, 10, sheet.face(look.colour));
  sheet.rect(148, 388, 304, 10, 0, '#ffffff', 'opacity="0.4"');
  sheet.mark('10 × 15', 300, 452, 36, '#ffffff');
  return sheet.toSvg('blush');
}

export function drawAlbum(look: { colour: string; accent: string; frame?: boolean }): string {
  const sheet = new Sheet();
  if (look.frame) {
    sheet.shadow(306, 522, 150, 20);
    sheet.rect(136, 78, 328, 436, 6, sheet.linear([[0, lighten(look.colour, 0.24)], [0.5, look.colour], [1, darken(look.colour, 0.24)]], 'slant'));
    sheet.rect(158, 100, 284, 392, 2, darken(look.colour, 0.35)).rect(162, 104, 276, 384, 2, '#fbfaf6');
    drawPrint(sheet, 196, 150, 208, 292, '#e2a06f');
    sheet.path('M162 104 H300 L162 300 Z', '#ffffff', 'opacity="0.16"');
    return sheet.toSvg('blush');
  }
  sheet.shadow(308, 510, 184, 24);
  sheet.path('M134 118 L156 100 H476 L476 480 L456 502 H134 Z', '#f7f4ec');
  sheet.stroke(Array.from({ length: 5 }, (_, index) => `M${460 + index * 4} ${112}V${496 - index * 4}`).join(''), '#d6d0c2', 1.6);
  sheet.rect(124, 112, 334, 394, 12, sheet.linear([[0, darken(look.colour, 0.2)], [0.1, look.colour], [0.14, darken(look.colour, 0.3)], [0.18, lighten(look.colour, 0.1)], [1, darken(look.colour, 0.16)]], 'across'));
  sheet.raw(`<path d="${Array.from({ length: 24 }, (_, index) => `M186 ${128 + index * 16}H450`).join('')}" stroke="${lighten(look.colour, 0.4)}" stroke-width="1.6" stroke-dasharray="2 5" opacity="0.35"/>`);
  sheet.rect(232, 186, 168, 190, 6, darken(look.colour, 0.3)).rect(238, 192, 156, 178, 4, '#fbfaf6');
  drawPrint(sheet, 252, 204, 128, 152, '#e9a57f');
  sheet.path('M424 112 h20 v150 l-10 -14 l-10 14 Z', look.accent);
  return sheet.toSvg('blush');
}

export function drawPrinter(look: { colour: string; accent: string }): string {
  const sheet = new Sheet();
  sheet.shadow(300, 514, 170, 22);
  drawPrint(sheet, 212, 56, 176, 210, '#ea9a86');
  sheet.rect(140, 196, 320, 314, 58, sheet.face(look.colour));
  sheet.rect(154, 206, 292, 50, 34, '#ffffff', 'opacity="0.3"');
  sheet.rect(192, 214, 216, 15, 7.5, darken(look.colour, 0.65));
  sheet.circle(300, 392, 54, darken(look.colour, 0.12)).circle(300, 392, 45, sheet.face(lighten(look.colour, 0.35)));
  sheet.stroke('M300 370 v26 M284 380 a22 22 0 1 0 32 0', look.accent, 7);
  return sheet.toSvg('blush');
}
