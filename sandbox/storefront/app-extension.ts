// The app's theme extension as the storefront sees it: its blocks' Liquid and schemas, its locales, and its assets, built
// from source when the storefront starts.
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Liquid } from 'liquidjs';
import { parse } from 'smol-toml';
import { buildAssets } from '../../extensions/storefront/build-assets.ts';
import { CLIENT_ID } from '../credentials.ts';
import { liquidEngine, type Money, type Wording } from './liquid-engine.ts';

const FOLDER = new URL('../../extensions/storefront/', import.meta.url);
const APP_HANDLE = 'setwise';
/** The extension's assets stand here; on Shopify, on its CDN. */
export const ASSETS_PATH = '/extensions/setwise/assets';

export interface AppBlock {
  handle: string;
  name: string;
  target: 'section' | 'body';
  templates: string[] | null;
  javascript: string | null;
  stylesheet: string | null;
  defaults: Record<string, unknown>;
  source: string;
}

interface BlockSchema {
  name: string;
  target: 'section' | 'body';
  javascript?: string;
  stylesheet?: string;
  enabled_on?: { templates?: string[] };
  settings?: { id?: string; default?: unknown }[];
}

export class AppExtension {
  readonly blocks: ReadonlyMap<string, AppBlock>;
  readonly assets: ReadonlyMap<string, Uint8Array>;
  readonly #uid: string;
  readonly #money: Money;
  readonly #engines = new Map<string, Liquid>();

  private constructor(blocks: ReadonlyMap<string, AppBlock>, assets: ReadonlyMap<string, Uint8Array>, uid: string, money: Money) {
    this.blocks = blocks;
    this.assets = assets;
    this.#uid = uid;
    this.#money = money;
  }

  static async load(money: Money): Promise<AppExtension> {
    const assets = await buildAssets();
    const toml = parse(readFileSync(new URL('shopify.extension.toml', FOLDER), 'utf8')) as { extensions: { uid: string }[] };
    const blocks = readdirSync(new URL('blocks/', FOLDER)).filter((file) => file.endsWith('.liquid')).map((file) => readBlock(file.slice(0, -'.liquid'.length)));
    return new AppExtension(new Map(blocks.map((block) => [block.handle, block])), new Map(assets.map(({ name, contents }) => [name, contents])), toml.extensions[0]?.uid ?? '', money);
  }

  /** How theme files name one of its blocks: "shopify://apps/setwise/blocks/complete-the-set/<uid>". */
  typeOf(handle: string): string {
    return `shopify://apps/${APP_HANDLE}/blocks/${handle}/${this.#uid}`;
  }

  /** The block that a theme file's type names, if it is one of ours. */
  blockOf(type: string): AppBlock | undefined {
    const match = /^shopify:\/\/apps\/([^/]+)\/blocks\/([^/]+)\//.exec(type);
    return match?.[1] === APP_HANDLE ? this.blocks.get(match[2] ?? '') : undefined;
  }

  /** From a deep link's "<client id>/<handle>". */
  blockOfLink(link: string): AppBlock | undefined {
    const [clientId, handle] = link.split('/');
    return clientId === CLIENT_ID ? this.blocks.get(handle ?? '') : undefined;
  }

  /** @param globals Liquid's global objects: cart, shop, request, routes … */
  async render(block: AppBlock, id: string, settings: Record<string, unknown>, globals: object, locale: string): Promise<string> {
    const engine = this.#engine(locale);
    const scope = { block: { id, type: this.typeOf(block.handle), settings: { ...block.defaults, ...settings }, shopify_attributes: `data-shopify-editor-block="${id}"` } };
    const drawn = await engine.parseAndRender(block.source, scope, { globals });
    return `<div id="shopify-block-${id}" class="shopify-block shopify-app-block">${drawn}</div>`;
  }

  #engine(locale: string): Liquid {
    const known = this.#engines.get(locale);
    if (known) return known;
    const engine = liquidEngine({
      roots: [fileURLToPath(new URL('snippets/', FOLDER))],
      wording: wordingFor(locale),
      assetUrl: (name) => `${ASSETS_PATH}/${name}`,
      money: (hundredths, currency) => this.#money(hundredths, locale, currency),
    });
    this.#engines.set(locale, engine);
    return engine;
  }
}

function readBlock(handle: string): AppBlock {
  const source = readFileSync(new URL(`blocks/${handle}.liquid`, FOLDER), 'utf8');
  const text = /\{%-?\s*schema\s*-?%\}([\s\S]*?)\{%-?\s*endschema/.exec(source)?.[1] ?? '{}';
  const schema = JSON.parse(text) as BlockSchema;
  return {
    handle,
    name: schemaWording(schema.name),
    target: schema.target,
    templates: schema.enabled_on?.templates ?? null,
    javascript: schema.javascript ?? null,
    stylesheet: schema.stylesheet ?? null,
    defaults: Object.fromEntries((schema.settings ?? []).flatMap(({ id, default: value }) => (id ? [[id, value ?? '']] : []))),
    source,
  };
}

/** "t:block.name" in the words of the default schema locale. */
function schemaWording(text: string): string {
  if (!text.startsWith('t:')) return text;
  let found: string | Wording | undefined = readLocale('en.default.schema');
  for (const part of text.slice(2).split('.')) found = typeof found === 'object' ? found[part] : undefined;
  return typeof found === 'string' ? found : text;
}

const readLocale = (name: string): Wording => JSON.parse(readFileSync(new URL(`locales/${name}.json`, FOLDER), 'utf8')) as Wording;

/** The shopper's language, or the default where there is no translation. */
function wordingFor(locale: string): Wording {
  const language = locale.split('-')[0] ?? 'en';
  return readdirSync(new URL('locales/', FOLDER)).includes(`${language}.json`) ? readLocale(language) : readLocale('en.default');
}
