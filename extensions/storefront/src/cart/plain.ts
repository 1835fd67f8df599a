// A theme that none of the others knows: write the cart and load the page again, so that everything on it is true.
import { type AjaxResult, ajaxAdd, ajaxRemove } from './ajax.ts';
import type { CartOutcome, CartStrategy } from './cart-strategy.ts';

export const plain: CartStrategy = {
  name: 'plain',
  fits: () => true,
  add: async (lines, page) => reload(await ajaxAdd(lines, page, [])),
  remove: async (lines, page) => reload(await ajaxRemove(lines, page, [])),
};

function reload(result: AjaxResult): CartOutcome {
  if (result.kind === 'failed') return result;
  if (result.answer) window.location.reload();
  return { kind: 'done', refused: result.refused };
}
