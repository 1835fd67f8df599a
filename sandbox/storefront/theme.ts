// Draws pages: the theme's sections as its JSON templates order them, with the app's blocks where the merchant put them.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Liquid } from 'liquidjs';
import type { AppBlock, AppExtension } from './app-extension.ts';
import { ASSETS_PATH } from './app-extension.ts';
import { liquidEngine, type Money } from './liquid-engine.ts';
import { readSettings, readTemplate, type SectionEntry } from './theme-files.ts';
import type { ThemeMode } from './visits.ts';
import type { Store } from '../store/store.ts';

const FOLDER = new URL('theme/', import.meta.url);
export const THEME_ASSETS_PATH = '/assets';

export interface Page {
  /** JSON template of the page; null: `section` alone, on a page that is not the theme's to arrange. */
  template: string | null;
  title: string;
  mode: ThemeMode;
  locale: string;
  /** Liquid's global objects. */
  globals: Record<string, unknown>;
}

interface DrawnBlock {
  id: string;
  type: string;
  /** An app's block comes drawn; the theme draws its own. */
  html: string | null;
}

export class Theme {
  readonly #store: Store;
  readonly #extension: AppExtension;
  readonly #engines = new Map<string, Liquid>();
  readonly #money: Money;

  constructor(store: Store, extension: AppExtension, money: Money) {
    this.#store = store;
    this.#extension = extension;
    this.#money = money;
  }

  /** The whole page. */
  async page(page: Page): Promise<string> {
    const template = page.template ?? '';
    const parts: string[] = [];
    for (const id of readTemplate(this.#store, template).order) parts.push(await this.#section(`template--${template}__${id}`, page));
    return this.layout(page, parts.join('\n'));
  }

  /** A page whose content is given: checkout, thank you, not found. */
  async layout(page: Page, content: string): Promise<string> {
    const header = await this.#section('header', page);
    const drawer = page.mode === 'plain' ? '' : await this.#section('cart-drawer', page);
    const embeds = await this.#embeds(page);
    const blocks = this.#blocksOn(page);
    return this.#draw('layout', page, {
      page_title: page.title,
      content_for_layout: content,
      header,
      drawer,
      embeds,
      scripts: [...new Set(blocks.flatMap((block) => block.javascript ?? []))].map((name) => `${ASSETS_PATH}/${name}`),
      stylesheets: [...new Set(blocks.flatMap((block) => block.stylesheet ?? []))].map((name) => `${ASSETS_PATH}/${name}`),
    });
  }

  /** The Section Rendering API: null for what the theme does not have. */
  async sections(ids: readonly string[], page: Page): Promise<Record<string, string | null>> {
    const drawn: Record<string, string | null> = {};
    for (const id of ids) drawn[id] = await this.#section(id, page).catch(() => null);
    return drawn;
  }

  async fragment(name: string, page: Page, scope: object = {}): Promise<string> {
    return this.#draw(name, page, scope);
  }

  /** @param id "cart-drawer", or "template--cart__cart-items" for one that stands in a template */
  async #section(id: string, page: Page): Promise<string> {
    const [, template, key] = /^template--([a-z]+)__(.+)$/.exec(id) ?? [];
    const entry: SectionEntry | undefined = template && key ? readTemplate(this.#store, template).sections[key] : { type: id };
    if (!entry) throw new Error(`There is no section ${id}.`);
    const blocks = await this.#blocks(entry, page);
    const drawn = await this.#draw(`sections/${entry.type}`, page, { section: { id, settings: entry.settings ?? {}, blocks } });
    return `<div id="shopify-section-${id}" class="shopify-section section-${entry.type}">${drawn}</div>`;
  }

  async #blocks(entry: SectionEntry, page: Page): Promise<DrawnBlock[]> {
    const drawn: DrawnBlock[] = [];
    for (const id of entry.block_order ?? []) {
      const block = entry.blocks?.[id];
      if (!block || block.disabled) continue;
      if (!block.type.startsWith('shopify://apps/')) {
        drawn.push({ id, type: block.type, html: null });
        continue;
      }
      const ours = this.#enabled(block.type, page);
      if (ours) drawn.push({ id, type: '@app', html: await this.#extension.render(ours, id, block.settings ?? {}, page.globals, page.locale) });
    }
    return drawn;
  }

  async #embeds(page: Page): Promise<string> {
    const drawn: string[] = [];
    for (const [id, block] of Object.entries(readSettings(this.#store).current.blocks ?? {})) {
      const ours = block.disabled ? undefined : this.#enabled(block.type, page);
      if (ours) drawn.push(await this.#extension.render(ours, id, block.settings ?? {}, page.globals, page.locale));
    }
    return drawn.join('\n');
  }

  /** Blocks of the app that stand on this page: their scripts and styles are loaded with it. */
  #blocksOn(page: Page): AppBlock[] {
    const sections = page.template ? Object.values(readTemplate(this.#store, page.template).sections) : [];
    const entries = [...sections.flatMap((section) => Object.values(section.blocks ?? {})), ...Object.values(readSettings(this.#store).current.blocks ?? {})];
    return entries.flatMap((entry) => (entry.disabled ? [] : (this.#enabled(entry.type, page) ?? [])));
  }

  /** An app that was uninstalled takes its blocks with it, whatever the theme's files say. */
  #enabled(type: string, page: Page): AppBlock | undefined {
    const block = this.#store.installation.installed ? this.#extension.blockOf(type) : undefined;
    return block && (block.templates === null || block.templates.includes(page.template ?? '')) ? block : undefined;
  }

  #draw(name: string, page: Page, scope: object): Promise<string> {
    return this.#engine(page.locale).parseAndRender(readFileSync(new URL(`${name}.liquid`, FOLDER), 'utf8'), { ...scope, mode: page.mode }, { globals: page.globals });
  }

  #engine(locale: string): Liquid {
    const known = this.#engines.get(locale);
    if (known) return known;
    const engine = liquidEngine({
      roots: [fileURLToPath(new URL('snippets/', FOLDER))],
      wording: {},
      assetUrl: (name) => `${THEME_ASSETS_PATH}/${name}`,
      money: (hundredths, currency) => this.#money(hundredths, locale, currency),
    });
    this.#engines.set(locale, engine);
    return engine;
  }
}
