// Which places are on in Setwise. What the live theme shows is Shopify's to say: app/pipeline/publish/read-theme-state.ts.
import type { Placement } from '#app/contract/offers.ts';
import { placementsOf } from '#app/db/placements.ts';

export function placementsPage(shopId: bigint): Promise<Record<Placement, boolean>> {
  return placementsOf(shopId);
}
