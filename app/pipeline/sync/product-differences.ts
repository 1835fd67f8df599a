// What about a product changed between two moments that a merchant wants to know, or that published sets depend on. Our
// own metafield write comes back as a products/update in which nothing of this differs: that is how the echo is known.
import type { NewChange } from '#app/db/changes.ts';
import type { ProductState } from '#app/db/products.ts';

export interface ProductDifferences {
  changes: Pick<NewChange, 'event' | 'detail'>[];
  /** Whether what is published about it may have to change. */
  concernsSets: boolean;
  /** Variants whose price is another. */
  repriced: readonly bigint[];
  /** Tags and types by whose sets it comes or goes. */
  moved: { tags: readonly string[]; types: readonly string[] };
}

const NOTHING: ProductDifferences = { changes: [], concernsSets: false, repriced: [], moved: { tags: [], types: [] } };

export function productDifferences(before: ProductState | undefined, after: ProductState | undefined): ProductDifferences {
  const moved = movedBetween(before, after);
  if (!before || !after) return { ...NOTHING, concernsSets: before !== after, moved };
  const about = { productId: String(after.productId), title: after.title };
  const changes: ProductDifferences['changes'] = [];
  const repriced: bigint[] = [];
  if (before.available !== after.available) changes.push({ event: after.available ? 'product_restocked' : 'product_sold_out', detail: about });
  if (before.status !== after.status || before.published !== after.published)
    changes.push({ event: 'product_status_changed', detail: { ...about, before: visibility(before), after: visibility(after) } });
  for (const variant of after.prices) {
    const earlier = before.prices.find((one) => one.variantId === variant.variantId);
    if (!earlier) continue;
    const which = { ...about, variantId: String(variant.variantId), variantTitle: variant.title };
    if (earlier.priceMinor !== variant.priceMinor) {
      changes.push({ event: 'price_changed', detail: { ...which, before: earlier.priceMinor, after: variant.priceMinor } });
      repriced.push(variant.variantId);
    }
    if (earlier.unitCostMinor !== variant.unitCostMinor) changes.push({ event: 'cost_changed', detail: { ...which, before: earlier.unitCostMinor, after: variant.unitCostMinor } });
  }
  const variantsChanged = before.prices.map((one) => one.variantId).join() !== after.prices.map((one) => one.variantId).join();
  return { changes, concernsSets: changes.length > 0 || variantsChanged || before.title !== after.title, repriced, moved };
}

function movedBetween(before: ProductState | undefined, after: ProductState | undefined): ProductDifferences['moved'] {
  const [left, come] = [namesOf(before), namesOf(after)];
  return { tags: differing(left.tags, come.tags), types: differing(left.types, come.types) };
}

/** Who is not on sale is in no set by a rule. */
const namesOf = (state: ProductState | undefined): ProductDifferences['moved'] => (state && visibility(state) === 'ACTIVE' ? { tags: state.tags, types: [state.type] } : { tags: [], types: [] });

const differing = (some: readonly string[], others: readonly string[]): string[] => [...some.filter((one) => !others.includes(one)), ...others.filter((one) => !some.includes(one))];

const visibility = (state: ProductState): string => (state.status === 'ACTIVE' && !state.published ? 'UNPUBLISHED' : state.status);
