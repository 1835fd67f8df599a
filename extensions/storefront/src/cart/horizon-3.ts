// Horizon up to version 3, before standard actions: whoever changes the cart dispatches `cart:update` on the document with
// the drawn sections, and every cart component takes its own.
import type { PageData } from '../page-data.ts';
import { type AjaxAnswer, type AjaxResult, ajaxAdd, ajaxRemove } from './ajax.ts';
import type { CartOutcome, CartStrategy, NewLine } from './cart-strategy.ts';

const components = (): HTMLElement[] => [...document.querySelectorAll<HTMLElement>('cart-items-component')];

export const horizon3: CartStrategy = {
  name: 'horizon-3',
  fits: () => components().length > 0,
  add: (lines, page) => change(lines, page, ajaxAdd),
  remove: (lines, page) => change(lines, page, ajaxRemove),
};

async function change(
  lines: readonly NewLine[],
  page: PageData,
  write: (lines: readonly NewLine[], page: PageData, sections: readonly string[]) => Promise<AjaxResult>,
): Promise<CartOutcome> {
  const sections = [...new Set(components().flatMap((component) => component.dataset.sectionId ?? []))];
  const result = await write(lines, page, sections);
  if (result.kind === 'failed') return result;
  if (result.answer) dispatch(result.answer, lines);
  return { kind: 'done', refused: result.refused };
}

function dispatch(answer: AjaxAnswer, lines: readonly NewLine[]): void {
  document.dispatchEvent(
    new CustomEvent('cart:update', {
      bubbles: true,
      detail: {
        resource: answer,
        sourceId: 'setwise',
        data: { source: 'setwise', itemCount: lines.length, variantId: lines[0]?.variantId, sections: answer.sections },
      },
    }),
  );
}
