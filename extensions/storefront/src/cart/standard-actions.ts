// Standard storefront actions: the theme (or Shopify's default) draws its own cart. https://shopify.dev/docs/api/storefront-events-and-actions/actions/update-cart
// A refused change resolves, with `userErrors`; a line that sold out may only be a `warning`.
import { LINE_ATTRIBUTE } from '../../../../app/domain/portable/names.ts';
import type { CartOutcome, CartStrategy, NewLine } from './cart-strategy.ts';

interface Line {
  id: string;
  quantity: number;
  merchandise?: { id?: string };
  attributes?: { key: string; value: string | null }[];
}
interface Cart {
  lines?: Line[] | { nodes?: Line[]; edges?: { node: Line }[] };
}
interface Problem {
  code?: string;
  message?: string;
}
interface Result {
  cart?: Cart | null;
  userErrors?: Problem[];
  warnings?: Problem[];
}
interface Actions {
  getCart(): Promise<{ cart: Cart | null }>;
  updateCart(payload: { lines: object[] }): Promise<Result>;
}

const actions = (): Actions | undefined => (window as { Shopify?: { actions?: Partial<Actions> } }).Shopify?.actions as Actions | undefined;
const merchandise = (variantId: string): string => `gid://shopify/ProductVariant/${variantId}`;

const SOLD_OUT = /OUT_OF_STOCK|NOT_ENOUGH_STOCK|MAXIMUM_EXCEEDED/;

export const standardActions: CartStrategy = {
  name: 'standard-actions',
  fits: () => typeof actions()?.updateCart === 'function',
  async add(lines) {
    const all = await addTogether(lines);
    if (all.kind === 'failed' || all.refused.length < lines.length || lines.length === 1) return all;
    // Nothing went in, and it is not said because of which: one by one, so that one part does not cost the others.
    const refused: string[] = [];
    for (const line of lines) {
      const one = await addTogether([line]);
      refused.push(...(one.kind === 'failed' ? [line.variantId] : one.refused));
    }
    return { kind: 'done', refused };
  },
  async remove(lines) {
    try {
      const { cart } = (await actions()?.getCart()) ?? { cart: null };
      const updates = lines.flatMap((line) => {
        const found = lineOf(cart, line);
        return found ? [{ id: found.id, quantity: found.quantity - 1 }] : [];
      });
      const result = updates.length > 0 ? await actions()?.updateCart({ lines: updates }) : {};
      return result && !result.userErrors?.length ? { kind: 'done', refused: [] } : { kind: 'failed' };
    } catch {
      return { kind: 'failed' };
    }
  },
};

async function addTogether(lines: readonly NewLine[]): Promise<CartOutcome> {
  try {
    const result = await actions()?.updateCart({
      lines: lines.map((line) => ({
        merchandiseId: merchandise(line.variantId),
        quantity: 1,
        attributes: line.setId ? [{ key: LINE_ATTRIBUTE, value: line.setId }] : [],
      })),
    });
    if (!result) return { kind: 'failed' };
    if (result.userErrors?.length) return { kind: 'done', refused: lines.map((line) => line.variantId) };
    const short = result.warnings?.some((warning) => SOLD_OUT.test(warning.code ?? ''));
    // A warning comes with a cart that took the rest: what is not in it was refused.
    const missing = short ? lines.filter((line) => !lineOf(result.cart, line)) : [];
    return { kind: 'done', refused: missing.map((line) => line.variantId) };
  } catch {
    return { kind: 'failed' };
  }
}

function lineOf(cart: Cart | null | undefined, wanted: NewLine): Line | undefined {
  const lines = Array.isArray(cart?.lines) ? cart.lines : (cart?.lines?.nodes ?? cart?.lines?.edges?.map((edge) => edge.node) ?? []);
  const same = lines.filter((line) => line.merchandise?.id === merchandise(wanted.variantId));
  const setOf = (line: Line) => line.attributes?.find((attribute) => attribute.key === LINE_ATTRIBUTE)?.value ?? null;
  return same.find((line) => setOf(line) === wanted.setId) ?? same.find((line) => !line.attributes);
}
