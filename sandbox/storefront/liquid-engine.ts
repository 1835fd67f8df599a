// Liquid as far as our theme and the app's blocks use it: the filters that Shopify adds, in Shopify's behaviour.
import { type Context, Liquid, Tag, type TagToken, type TopLevelToken, toValue } from 'liquidjs';

export interface Wording {
  [key: string]: string | Wording;
}

/** How an amount is written; undefined: in the shop's currency. */
export type Money = (hundredths: number, locale: string, currency: string | undefined) => string;

export interface EngineSettings {
  /** Folders to find snippets in, or the templates themselves by name. */
  roots?: string[];
  templates?: Record<string, string>;
  wording: Wording;
  assetUrl: (name: string) => string;
  /** @param currency of the cart; undefined: the shop's */
  money: (hundredths: number, currency: string | undefined) => string;
}

export function liquidEngine({ roots = [], templates, wording, assetUrl, money }: EngineSettings): Liquid {
  const engine = new Liquid({ root: roots, extname: '.liquid', ...(templates ? { templates } : {}), cache: true });
  engine.registerFilter('t', (key: string, ...named: [string, unknown][]) => translated(wording, String(key), Object.fromEntries(named)));
  engine.registerFilter('money', function (this: { context: Context }, hundredths: unknown) {
    const { cart } = this.context.globals as { cart?: { currency?: { iso_code?: string } } };
    return money(Number(hundredths ?? 0), cart?.currency?.iso_code);
  });
  engine.registerFilter('asset_url', (name: string) => assetUrl(name));
  engine.registerFilter('image_url', (image: unknown, ...named: [string, unknown][]) => imageUrl(image, Object.fromEntries(named)));
  // As on Shopify: null for nothing, also where nil was assigned, and no tag can be closed from inside a script.
  engine.registerFilter('json', (value: unknown) => (JSON.stringify(toValue(value) ?? null) ?? 'null').replace(/</g, '\\u003c').replace(/>/g, '\\u003e').replace(/&/g, '\\u0026'));
  // Two whole numbers divide to a whole number in Shopify's Liquid.
  engine.registerFilter('divided_by', (value: unknown, by: unknown) => {
    const [dividend, divisor] = [Number(value), Number(by)];
    return Number.isInteger(dividend) && Number.isInteger(divisor) ? Math.floor(dividend / divisor) : dividend / divisor;
  });
  engine.registerTag('schema', SchemaTag);
  return engine;
}

/** {% schema %} says how a block is set up; it draws nothing. */
class SchemaTag extends Tag {
  constructor(token: TagToken, remaining: TopLevelToken[], liquid: Liquid) {
    super(token, remaining, liquid);
    while (remaining.length > 0) {
      const next = remaining.shift() as TopLevelToken & { name?: string };
      if (next.name === 'endschema') return;
    }
    throw new Error('{% schema %} is not closed');
  }

  *render(): Generator<unknown, void, unknown> {}
}

function translated(wording: Wording, key: string, values: Record<string, unknown>): string {
  let found: string | Wording | undefined = wording;
  for (const part of key.split('.')) found = typeof found === 'object' ? found[part] : undefined;
  if (typeof found !== 'string') return `Translation missing: ${key}`;
  return found.replace(/\{\{\s*(\w+)\s*\}\}/g, (place, name: string) => (name in values ? String(values[name]) : place));
}

function imageUrl(image: unknown, size: Record<string, unknown>): string {
  const source = typeof image === 'string' ? image : ((image as { src?: string } | null)?.src ?? '');
  if (!source) throw new Error('image_url needs an image');
  const [path, query] = source.split('?');
  const params = new URLSearchParams(query);
  for (const name of ['width', 'height', 'crop']) if (size[name] !== undefined) params.set(name, String(size[name]));
  if (size.width === undefined && size.height === undefined) throw new Error('image_url needs a width or a height');
  return `${path}?${params}`;
}
