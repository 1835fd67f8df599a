// A sheet of paper to draw a product on: collects SVG shapes and the gradients that they use. 600 × 600 units, one light from
// the upper left, a soft backdrop. Knows nothing of products.
import { darken, lighten } from './colour.ts';

const SIZE = 600;

/** Colour stops: [offset 0–1, colour, opacity]. */
export type Stops = readonly (readonly [number, string, number?])[];

/** Backdrops, so that neighbours in a grid differ a little without shouting. */
const BACKDROPS = {
  sand: ['#fbf9f5', '#e9e2d6'],
  mist: ['#f9fafb', '#dfe4e8'],
  sage: ['#f8faf6', '#dde5d9'],
  blush: ['#fdf8f6', '#f0ded8'],
  sky: ['#f7fafc', '#d8e5ee'],
  dusk: ['#f6f5f9', '#d9d6e4'],
} as const;
export type Backdrop = keyof typeof BACKDROPS;

const round = (value: number): string => String(Math.round(value * 10) / 10);

export class Sheet {
  #defs: string[] = [];
  #shapes: string[] = [];

  linear(stops: Stops, direction: 'down' | 'across' | 'slant' = 'down'): string {
    const end = { down: 'x2="0" y2="1"', across: 'x2="1" y2="0"', slant: 'x2="1" y2="1"' }[direction];
    return this.#gradient('linearGradient', `x1="0" y1="0" ${end}`, stops);
  }

  radial(stops: Stops, cx = 0.5, cy = 0.5, r = 0.5): string {
    return this.#gradient('radialGradient', `cx="${cx}" cy="${cy}" r="${r}"`, stops);
  }

  /** A surface that faces us, lit from above. */
  face(colour: string): string {
    return this.linear([[0, lighten(colour, 0.2)], [0.5, colour], [1, darken(colour, 0.26)]]);
  }

  /** The side of something round and upright, lit from the left. */
  tube(colour: string): string {
    return this.linear(
      [[0, darken(colour, 0.42)], [0.16, lighten(colour, 0.06)], [0.3, lighten(colour, 0.34)], [0.5, colour], [0.84, darken(colour, 0.42)], [1, darken(colour, 0.24)]],
      'across',
    );
  }

  rect(x: number, y: number, width: number, height: number, radius: number, fill: string, more = ''): this {
    return this.raw(`<rect x="${round(x)}" y="${round(y)}" width="${round(width)}" height="${round(height)}" rx="${round(radius)}" fill="${fill}" ${more}/>`);
  }

  circle(cx: number, cy: number, r: number, fill: string, more = ''): this {
    return this.raw(`<circle cx="${round(cx)}" cy="${round(cy)}" r="${round(r)}" fill="${fill}" ${more}/>`);
  }

  ellipse(cx: number, cy: number, rx: number, ry: number, fill: string, more = ''): this {
    return this.raw(`<ellipse cx="${round(cx)}" cy="${round(cy)}" rx="${round(rx)}" ry="${round(ry)}" fill="${fill}" ${more}/>`);
  }

  path(d: string, fill: string, more = ''): this {
    return this.raw(`<path d="${d.replace(/\d+\.\d{2,}/g, (number) => round(Number(number)))}" fill="${fill}" ${more}/>`);
  }

  /** A stroke without a fill. */
  stroke(d: string, colour: string, width: number, more = ''): this {
    return this.path(d, 'none', `stroke="${colour}" stroke-width="${width}" stroke-linecap="round" stroke-linejoin="round" ${more}`);
  }

  /** A few letters, as printed on a product: never the picture's content. */
  mark(text: string, x: number, y: number, size: number, colour: string, more = ''): this {
    return this.raw(
      `<text x="${round(x)}" y="${round(y)}" font-family="Helvetica Neue,Arial,sans-serif" font-weight="700" font-size="${size}" text-anchor="middle" fill="${colour}" ${more}>${text.replaceAll('&', '&amp;')}</text>`,
    );
  }

  group(transform: string, draw: () => void): this {
    this.raw(`<g transform="${transform}">`);
    draw();
    return this.raw('</g>');
  }

  /** The shadow that a thing throws on the table. */
  shadow(cx: number, cy: number, rx: number, ry = rx * 0.12): this {
    const soft = this.radial([[0, '#2a2620', 0.42], [0.55, '#2a2620', 0.2], [1, '#2a2620', 0]]);
    return this.ellipse(cx, cy, rx * 1.14, ry * 1.5, soft);
  }

  raw(markup: string): this {
    this.#shapes.push(markup.replace(/\s+\/>$/, '/>'));
    return this;
  }

  toSvg(backdrop: Backdrop): string {
    const [light, shade] = BACKDROPS[backdrop];
    const paper = this.radial([[0, light], [0.55, light], [1, shade]], 0.5, 0.42, 0.75);
    return (
      `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${SIZE} ${SIZE}"><defs>${this.#defs.join('')}</defs>` +
      `<rect width="${SIZE}" height="${SIZE}" fill="${paper}"/>${this.#shapes.join('')}</svg>`
    );
  }

  #gradient(kind: string, where: string, stops: Stops): string {
    const body = stops
      .map(([offset, colour, opacity]) => `<stop offset="${offset}" stop-color="${colour}"${opacity === undefined ? '' : ` stop-opacity="${opacity}"`}/>`)
      .join('');
    const same = this.#defs.findIndex((def) => def.startsWith(`<${kind} ${where} `) && def.includes(`>${body}<`));
    const id = `g${same < 0 ? this.#defs.length : same}`;
    if (same < 0) this.#defs.push(`<${kind} ${where} id="${id}">${body}</${kind}>`);
    return `url(#${id})`;
  }
}
