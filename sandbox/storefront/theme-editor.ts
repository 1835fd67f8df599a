// A small theme editor: switches for the app's blocks, and the deep links that apps lead a merchant here with. A deep link
// shows its block ready to be saved; nothing is in the theme until it is.
// https://shopify.dev/docs/apps/build/online-store/theme-app-extensions/configuration#deep-linking
import { type Answer, type Ask, escapeHtml, html, redirect } from '../http/server.ts';
import type { AppBlock } from './app-extension.ts';
import type { Storefront } from './storefront.ts';
import { type JsonTemplate, readSettings, readTemplate, TAKES_APP_BLOCKS, THEME_NAME, writeSettings, writeTemplate } from './theme-files.ts';

export const EDITOR_PATH = '/admin/themes/current/editor';

/** So many of the store's favourites are looked through for a preview. */
const FEATURED = 60;

/** A place where a block of the app may stand. */
interface Switch {
  id: string;
  label: string;
  about: string;
  preview: string;
  on: boolean;
  set(on: boolean): void;
}

export class ThemeEditor {
  readonly #storefront: Storefront;

  constructor(storefront: Storefront) {
    this.#storefront = storefront;
  }

  show(ask: Ask): Answer {
    const switches = this.#switches();
    const wanted = this.#wanted(ask.url.searchParams);
    return html(editorPage(this.#storefront.store.shop.name, switches, wanted, ask.url.searchParams.has('saved'), this.#storefront.store.installation.installed));
  }

  async save(ask: Ask): Promise<Answer> {
    const chosen = new Set(new URLSearchParams((await ask.body()).toString('utf8')).getAll('on'));
    for (const each of this.#switches()) if (each.on !== chosen.has(each.id)) each.set(chosen.has(each.id));
    return redirect(`${EDITOR_PATH}?saved`);
  }

  #switches(): Switch[] {
    return [...this.#storefront.extension.blocks.values()].flatMap((block) =>
      block.target === 'body' ? [this.#embedSwitch(block)] : (block.templates ?? []).map((template) => this.#blockSwitch(block, template)),
    );
  }

  #embedSwitch(block: AppBlock): Switch {
    const { store, extension } = this.#storefront;
    const type = extension.typeOf(block.handle);
    return {
      id: block.handle,
      label: block.name,
      about: 'App embed, on every page',
      preview: '/collections/all',
      on: Object.values(readSettings(store).current.blocks ?? {}).some((entry) => entry.type === type && entry.disabled !== true),
      set: (on) => {
        const settings = readSettings(store);
        settings.current.blocks ??= {};
        const { blocks } = settings.current;
        const [id] = Object.entries(blocks).find(([, entry]) => entry.type === type) ?? [blockId(block.handle)];
        blocks[id] = { type, disabled: !on, settings: blocks[id]?.settings ?? {} };
        writeSettings(store, settings);
      },
    };
  }

  #blockSwitch(block: AppBlock, template: string): Switch {
    const { store, extension } = this.#storefront;
    const type = extension.typeOf(block.handle);
    const standing = (file: JsonTemplate) =>
      Object.values(file.sections).flatMap((section) => Object.entries(section.blocks ?? {}).filter(([, entry]) => entry.type === type).map(([id, entry]) => ({ section, id, entry })));
    return {
      id: `${template}/${block.handle}`,
      label: block.name,
      about: template === 'product' ? 'App block, product page' : `App block, ${template} page`,
      preview: template === 'cart' ? '/cart' : `/products/${this.#tellingProduct()}`,
      on: standing(readTemplate(store, template)).some(({ entry }) => entry.disabled !== true),
      set: (on) => {
        const file = readTemplate(store, template);
        for (const { section, id } of standing(file)) {
          delete section.blocks?.[id];
          section.block_order = section.block_order?.filter((each) => each !== id) ?? [];
        }
        const main = file.order.map((key) => file.sections[key]).find((section) => section && TAKES_APP_BLOCKS.includes(section.type));
        if (on && main) {
          const id = blockId(block.handle);
          main.blocks = { ...main.blocks, [id]: { type, settings: {} } };
          main.block_order = [...(main.block_order ?? []), id];
        }
        writeTemplate(store, template, file);
      },
    };
  }

  /** What the app wrote most about shows best what its block does; without such, what sells most. */
  #tellingProduct(): string {
    const featured = this.#storefront.catalogue.featured(FEATURED);
    return featured.toSorted((one, other) => other.metafields.length - one.metafields.length)[0]?.handle ?? '';
  }

  /** The switch that a deep link asks for: `addAppBlockId` with `template`, or `activateAppId`. */
  #wanted(query: URLSearchParams): string | null {
    const { extension } = this.#storefront;
    const block = extension.blockOfLink(query.get('addAppBlockId') ?? query.get('activateAppId') ?? '');
    if (!block) return null;
    return block.target === 'body' ? block.handle : `${query.get('template') ?? 'product'}/${block.handle}`;
  }
}

const blockId = (handle: string): string => `setwise_${handle.replaceAll('-', '_')}`;

function editorPage(shop: string, switches: readonly Switch[], wanted: string | null, saved: boolean, installed: boolean): string {
  const preview = switches.find((each) => each.id === wanted)?.preview ?? '/';
  const rows = switches.map((each) => {
    const asked = each.id === wanted && !each.on;
    return `<label class="row${asked ? ' asked' : ''}"><input type="checkbox" name="on" value="${escapeHtml(each.id)}"${each.on || asked ? ' checked' : ''}>
      <span><b>${escapeHtml(each.label)}</b><small>${escapeHtml(each.about)}</small>${asked ? '<em>Not saved yet</em>' : ''}</span></label>`;
  });
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${THEME_NAME} · Theme editor</title>
<style>
*{box-sizing:border-box}body{margin:0;display:grid;grid-template:auto 1fr/20rem 1fr;height:100vh;background:#f1f1f1;color:#1f2326;font:400 .9375rem/1.45 system-ui,sans-serif}
header{grid-column:1/-1;display:flex;gap:1rem;align-items:center;padding:.6rem 1rem;background:#1a1a1a;color:#fff}header b{flex:1;font-weight:600}
header a{color:#fff}form{display:grid;align-content:start;gap:.75rem;padding:1rem;overflow:auto;background:#fff;border-right:1px solid #ddd}
h1{margin:0;font-size:1.05rem}p{margin:0}.row{display:flex;gap:.75rem;align-items:center;min-height:3.25rem;padding:.5rem .75rem;border:1px solid #ddd;border-radius:10px;cursor:pointer}
.row span{flex:1;display:grid}.row small{color:#5c6266}.row.asked{border-color:#1d5a4f;background:#eef5f2}.row em{color:#1d5a4f;font-size:.8125rem;font-style:normal;font-weight:600}
input{width:1.15rem;height:1.15rem;accent-color:#1d5a4f}button{min-height:2.75rem;border:0;border-radius:8px;background:#1f2326;color:#fff;font:600 .9375rem system-ui,sans-serif;cursor:pointer}
.saved{padding:.6rem .75rem;border-radius:8px;background:#e3f1df}iframe{width:100%;height:100%;border:0;background:#fff}
:focus-visible{outline:2px solid #1d5a4f;outline-offset:2px}
@media(max-width:48rem){body{grid-template:auto auto 1fr/1fr}form{border:0}}
</style></head><body>
<header><b>${THEME_NAME} · ${escapeHtml(shop)}</b><a href="/">View store</a></header>
<form method="post" action="${EDITOR_PATH}"><h1>Apps in this theme</h1>${saved ? '<p class="saved" role="status">Saved. The live theme shows it.</p>' : ''}
${installed ? '' : '<p>No app is installed: its blocks show nowhere until it is.</p>'}${rows.join('')}<button type="submit">Save</button></form>
<iframe src="${escapeHtml(preview)}" title="Preview of the theme"></iframe></body></html>`;
}
