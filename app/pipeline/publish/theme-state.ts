// Reads from a theme's files whether our blocks stand in it. Files are the theme editor's: JSON below a comment.
import type { Placement } from '#app/contract/offers.ts';

export type BlockState = 'on' | 'off' | 'unknown';

/** How the store names our blocks: shopify://apps/<app>/blocks/<block>/<extension id>. */
const SET_BLOCK = '/blocks/complete-the-set/';
const DRAWER_EMBED = '/blocks/cart-drawer/';

export const THEME_FILE: Record<Placement, string> = {
  product_page: 'templates/product.json',
  cart_page: 'templates/cart.json',
  cart_drawer: 'config/settings_data.json',
};

interface Block {
  type?: unknown;
  disabled?: unknown;
}
type Blocks = Record<string, Block> | undefined;

/** @param files their text by file name; one that is absent makes its placement unknown (a theme without JSON templates) */
export function themeState(files: ReadonlyMap<string, string>): Record<Placement, BlockState> {
  return {
    product_page: stateIn(files.get(THEME_FILE.product_page), sectionBlocks, SET_BLOCK),
    cart_page: stateIn(files.get(THEME_FILE.cart_page), sectionBlocks, SET_BLOCK),
    cart_drawer: stateIn(files.get(THEME_FILE.cart_drawer), embeds, DRAWER_EMBED),
  };
}

function stateIn(text: string | undefined, blocksOf: (file: unknown) => Blocks[], name: string): BlockState {
  if (text === undefined) return 'unknown';
  let file: unknown;
  try {
    file = JSON.parse(withoutComments(text));
  } catch {
    return 'unknown';
  }
  const ours = blocksOf(file).flatMap((blocks) => Object.values(blocks ?? {})).filter((block) => typeof block.type === 'string' && block.type.includes(name));
  return ours.some((block) => block.disabled !== true) ? 'on' : 'off';
}

function sectionBlocks(file: unknown): Blocks[] {
  const { sections } = file as { sections?: Record<string, { disabled?: unknown; blocks?: Blocks }> };
  return Object.values(sections ?? {}).filter((section) => section.disabled !== true).map((section) => section.blocks);
}

/** `current` is an object, or the name of a preset where nobody has changed a setting yet. */
function embeds(file: unknown): Blocks[] {
  const { current } = file as { current?: { blocks?: Blocks } | string };
  return typeof current === 'object' ? [current.blocks] : [];
}

/** Takes out block and line comments, and leaves alone what only looks like one inside a string. */
export function withoutComments(text: string): string {
  return text.replace(/"(?:\\.|[^"\\])*"|\/\*[\s\S]*?\*\/|\/\/[^\n]*/g, (part) => (part.startsWith('"') ? part : ''));
}
