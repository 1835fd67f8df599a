// Dawn and the many themes built on it, before standard actions: the Ajax answer carries the sections that the drawer (or
// the notification) asks for, and `renderContents` shows them; the cart page replaces its own sections; everyone else hears
// it through the theme's `publish`.
import type { PageData } from '../page-data.ts';
import { type AjaxAnswer, type AjaxResult, ajaxAdd, ajaxRemove, replaceSection } from './ajax.ts';
import type { CartOutcome, CartStrategy, NewLine } from './cart-strategy.ts';

interface Section {
  id: string;
  section?: string;
  selector?: string;
}
type CartElement = HTMLElement & { getSectionsToRender?(): Section[]; renderContents?(answer: AjaxAnswer): void };

/** Dawn's own name of the event (PUB_SUB_EVENTS.cartUpdate). */
const CART_UPDATE = 'cart-update';

const drawer = (): CartElement | null => document.querySelector<CartElement>('cart-drawer, cart-notification');
const cartPage = (): CartElement | null => document.querySelector<CartElement>('cart-items');

export const dawn: CartStrategy = {
  name: 'dawn',
  fits: () => typeof (cartPage() ?? drawer())?.getSectionsToRender === 'function',
  add: (lines, page) => change(lines, page, ajaxAdd, (answer) => (cartPage() ? drawPage(answer) : openDrawer(answer))),
  // Taking something out is no reason to open the drawer.
  remove: (lines, page) => change(lines, page, ajaxRemove, (answer) => (cartPage() ? drawPage(answer) : drawDrawer(answer))),
};

const sectionsOf = (element: CartElement | null): Section[] => element?.getSectionsToRender?.() ?? [];

async function change(
  lines: readonly NewLine[],
  page: PageData,
  write: (lines: readonly NewLine[], page: PageData, sections: readonly string[]) => Promise<AjaxResult>,
  draw: (answer: AjaxAnswer) => void,
): Promise<CartOutcome> {
  const sections = sectionsOf(cartPage() ?? drawer()).map((each) => each.section ?? each.id);
  const result = await write(lines, page, [...new Set(sections)]);
  if (result.kind === 'failed') return result;
  if (result.answer) {
    draw(result.answer);
    publish(result.answer, lines[0]?.variantId);
  }
  return { kind: 'done', refused: result.refused };
}

/** One line answers as the line itself, which is what the theme's own form gets; several answer as a list. */
function openDrawer(answer: AjaxAnswer): void {
  drawer()?.renderContents?.({ ...answer.items?.[0], ...answer });
}

function drawDrawer(answer: AjaxAnswer): void {
  for (const { id, selector } of sectionsOf(drawer()))
    replaceSection(answer.sections?.[id], selector ?? '.shopify-section', selector ? document.querySelector(selector) : document.getElementById(id));
}

function drawPage(answer: AjaxAnswer): void {
  for (const { id, section, selector } of sectionsOf(cartPage())) {
    const holder = document.getElementById(id);
    const inner = selector ?? '.shopify-section';
    replaceSection(answer.sections?.[section ?? id], inner, holder?.querySelector(inner) ?? holder);
  }
}

function publish(cartData: AjaxAnswer, productVariantId: string | undefined): void {
  const theme = window as { publish?: (event: string, data: object) => unknown };
  theme.publish?.(CART_UPDATE, { source: 'setwise', productVariantId, cartData });
}
