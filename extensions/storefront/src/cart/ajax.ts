// Shopify's Ajax cart API, as the strategies without standard actions use it.
import { LINE_ATTRIBUTE } from '../../../../app/domain/portable/names.ts';
import { type CartLine, type PageData, storeUrl } from '../page-data.ts';
import type { NewLine } from './cart-strategy.ts';

/** What a changed cart answers: the cart or the lines, and the sections that were asked for, as HTML by id. */
export interface AjaxAnswer {
  id?: number;
  key?: string;
  items?: { key: string; id: number; product_id: number; variant_id: number; quantity: number; properties: Record<string, string> | null }[];
  item_count?: number;
  sections?: Record<string, string | null>;
  [more: string]: unknown;
}

/** `answer` is null when everything was refused: then the cart is as it was. */
export type AjaxResult = { kind: 'done'; refused: string[]; answer: AjaxAnswer | null } | { kind: 'failed' };

/**
 * Adds one unit of each. The platform takes all lines of a call or none, and does not say which it would not take: then they
 * are added one by one, so that one sold-out part does not cost the others.
 * @param sections ids of the theme's sections to draw anew; the platform takes at most five
 */
export async function ajaxAdd(lines: readonly NewLine[], page: PageData, sections: readonly string[]): Promise<AjaxResult> {
  const all = await addTogether(lines, page, sections);
  if (all.kind === 'failed' || all.refused.length === 0 || lines.length === 1) return all;
  let answer: AjaxAnswer | null = null;
  const refused: string[] = [];
  for (const line of lines) {
    const one = await addTogether([line], page, sections);
    if (one.kind === 'failed') return answer ? { kind: 'done', refused: [...refused, line.variantId], answer } : one;
    answer = one.answer ?? answer;
    refused.push(...one.refused);
  }
  return { kind: 'done', refused, answer };
}

function addTogether(lines: readonly NewLine[], page: PageData, sections: readonly string[]): Promise<AjaxResult> {
  const items = lines.map((line) => ({
    id: Number(line.variantId),
    quantity: 1,
    ...(line.setId ? { properties: { [LINE_ATTRIBUTE]: line.setId } } : {}),
  }));
  return post(storeUrl(page, '/cart/add.js'), { items, ...rendering(sections) }, lines);
}

export async function ajaxRemove(lines: readonly NewLine[], page: PageData, sections: readonly string[]): Promise<AjaxResult> {
  const cart = await readAjaxCart(page);
  if (!cart) return { kind: 'failed' };
  const updates: Record<string, number> = {};
  for (const line of lines) {
    const item = cart.items?.find((each) => String(each.variant_id) === line.variantId && (each.properties?.[LINE_ATTRIBUTE] ?? null) === line.setId);
    if (item) updates[item.key] = (updates[item.key] ?? item.quantity) - 1;
  }
  return post(storeUrl(page, '/cart/update.js'), { updates, ...rendering(sections) }, lines);
}

async function post(url: string, body: object, lines: readonly NewLine[]): Promise<AjaxResult> {
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/json' },
      body: JSON.stringify(body),
    });
    if (response.status === 422) return { kind: 'done', refused: lines.map((line) => line.variantId), answer: null };
    if (!response.ok) return { kind: 'failed' };
    return { kind: 'done', refused: [], answer: (await response.json()) as AjaxAnswer };
  } catch {
    return { kind: 'failed' };
  }
}

const rendering = (sections: readonly string[]) =>
  sections.length > 0 ? { sections: sections.slice(0, 5), sections_url: window.location.pathname } : {};

async function readAjaxCart(page: PageData): Promise<AjaxAnswer | null> {
  try {
    const response = await fetch(storeUrl(page, '/cart.js'), { headers: { accept: 'application/json' }, cache: 'no-store' });
    return response.ok ? ((await response.json()) as AjaxAnswer) : null;
  } catch {
    return null;
  }
}

let reading: Promise<CartLine[] | null> | undefined;

/** The cart's lines as the widget keeps them; null when it cannot be read. Those who ask at the same time share one answer. */
export function readCart(page: PageData): Promise<CartLine[] | null> {
  reading ??= readLines(page).finally(() => {
    reading = undefined;
  });
  return reading;
}

async function readLines(page: PageData): Promise<CartLine[] | null> {
  const cart = await readAjaxCart(page);
  return (
    cart?.items?.map((item) => ({
      variantId: String(item.variant_id),
      productId: String(item.product_id),
      quantity: item.quantity,
      setId: item.properties?.[LINE_ATTRIBUTE] ?? null,
    })) ?? null
  );
}

/** Puts the HTML of a section that came back in place of what stands at a selector. */
export function replaceSection(html: string | null | undefined, selector: string, target: Element | null): void {
  if (!html || !target) return;
  const drawn = new DOMParser().parseFromString(html, 'text/html').querySelector(selector);
  if (drawn) target.innerHTML = drawn.innerHTML;
}
