// The theme "Fjord" as the store keeps it: the JSON templates and settings that a merchant changes in the theme editor, in
// Shopify's shape. The app reads them through the Admin API to know where its blocks stand.
import type { Store } from '../store/store.ts';

export const THEME_NAME = 'Fjord';

export interface BlockEntry {
  type: string;
  settings?: Record<string, unknown>;
  disabled?: boolean;
}
export interface SectionEntry {
  type: string;
  settings?: Record<string, unknown>;
  blocks?: Record<string, BlockEntry>;
  block_order?: string[];
}
export interface JsonTemplate {
  sections: Record<string, SectionEntry>;
  order: string[];
}
export interface SettingsData {
  current: { sections?: Record<string, SectionEntry>; blocks?: Record<string, BlockEntry> } & Record<string, unknown>;
}

const SETTINGS = 'config/settings_data.json';
const templateFile = (name: string): string => `templates/${name}.json`;

/** Shopify's editor puts a comment above the JSON that it writes, and a reader has to skip it; ours does too. */
const NOTICE = `/*
 * Written by the theme editor, which writes it anew at every save: change it there.
 */
`;

const main = (type: string, blocks: string[] = []): SectionEntry => ({
  type,
  ...(blocks.length > 0 ? { blocks: Object.fromEntries(blocks.map((name) => [name, { type: name, settings: {} }])), block_order: blocks } : {}),
  settings: {},
});

/** As the theme comes: no block of any app anywhere. */
const TEMPLATES: Record<string, JsonTemplate> = {
  index: { sections: { hero: main('hero'), featured: main('featured-products') }, order: ['hero', 'featured'] },
  collection: { sections: { main: main('main-collection') }, order: ['main'] },
  product: { sections: { main: main('main-product', ['title', 'price', 'description', 'variant_picker', 'buy_buttons']) }, order: ['main'] },
  cart: { sections: { 'cart-items': main('main-cart-items'), 'cart-footer': main('main-cart-footer', ['subtotal', 'buttons']) }, order: ['cart-items', 'cart-footer'] },
};

/** Section types whose blocks may be an app's, as their schema would say with `@app`. */
export const TAKES_APP_BLOCKS = ['main-product', 'main-cart-items', 'main-cart-footer'];

/** Puts down the files that are not there yet. */
export function installTheme(store: Store): void {
  for (const [name, template] of Object.entries(TEMPLATES)) if (!store.themeFiles.has(templateFile(name))) writeTemplate(store, name, template);
  if (!store.themeFiles.has(SETTINGS)) writeSettings(store, { current: { sections: {}, blocks: {} } });
}

export const readTemplate = (store: Store, name: string): JsonTemplate => read<JsonTemplate>(store, templateFile(name));
export const readSettings = (store: Store): SettingsData => read<SettingsData>(store, SETTINGS);
export const writeTemplate = (store: Store, name: string, template: JsonTemplate): void => write(store, templateFile(name), template);
export const writeSettings = (store: Store, settings: SettingsData): void => write(store, SETTINGS, settings);

function read<T>(store: Store, name: string): T {
  const text = store.themeFiles.get(name);
  if (text === undefined) throw new Error(`The theme has no ${name}.`);
  return JSON.parse(text.replace(/^\s*\/\*[\s\S]*?\*\//, '')) as T;
}

const write = (store: Store, name: string, value: object): void => store.setThemeFile(name, NOTICE + JSON.stringify(value, null, 2));
