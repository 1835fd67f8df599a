// Which places are on in Setwise, and how many shoppers each holds out. What the live theme shows is Shopify's to say: app/pipeline/publish/read-theme-state.ts.
import type { AnyPlacement, Placement } from '#app/contract/offers.ts';
import { DEFAULT_HOLDOUT_BP, runningExperiments } from '#app/db/experiments.ts';
import { placementsOf } from '#app/db/placements.ts';

export function placementsPage(shopId: bigint): Promise<Record<AnyPlacement, boolean>> {
  return placementsOf(shopId);
}

/** Basis points; of a place that was never on, what it will begin with. */
export async function holdoutsPage(shopId: bigint): Promise<Record<Placement, number>> {
  const held = new Map((await runningExperiments(shopId)).map(({ subjectOf, holdoutBp }) => [subjectOf as string, holdoutBp]));
  const of = (placement: Placement): number => held.get(`placement:${placement}`) ?? DEFAULT_HOLDOUT_BP;
  return { product_page: of('product_page'), cart_page: of('cart_page'), cart_drawer: of('cart_drawer') };
}
