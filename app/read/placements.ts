// Which places are on in Setwise, and how many shoppers each holds out. What the live theme shows is Shopify's to say: app/pipeline/publish/read-theme-state.ts.
import type { AnyPlacement, Placement } from '#app/contract/offers.ts';
import { countDecisions } from '#app/db/admin-home.ts';
import { DEFAULT_HOLDOUT_BP, runningExperiments } from '#app/db/experiments.ts';
import { placementsOf } from '#app/db/placements.ts';
import { daysBefore } from '#app/domain/days.ts';

export function placementsPage(shopId: bigint): Promise<Record<AnyPlacement, boolean>> {
  return placementsOf(shopId);
}

/** Of a place that comes after paying Shopify does not tell whether the block is there; a page that asked shows that it is. */
export interface AfterPayingPlace {
  placement: 'thank_you' | 'order_status';
  on: boolean;
  /** In the last seven days. */
  asked: boolean;
}

const AFTER_PAYING = ['thank_you', 'order_status'] as const;

export async function afterPayingPlaces(shopId: bigint, at: Date): Promise<AfterPayingPlace[]> {
  const [enabled, { places }] = await Promise.all([placementsOf(shopId), countDecisions(shopId, daysBefore(at, 7))]);
  return afterPayingOf(enabled, places);
}

export function afterPayingOf(enabled: Record<AnyPlacement, boolean>, asked: readonly string[]): AfterPayingPlace[] {
  return AFTER_PAYING.map((placement) => ({ placement, on: enabled[placement], asked: asked.includes(placement) }));
}

/** Basis points; of a place that was never on, what it will begin with. */
export async function holdoutsPage(shopId: bigint): Promise<Record<Placement, number>> {
  const held = new Map((await runningExperiments(shopId)).map(({ subjectOf, holdoutBp }) => [subjectOf as string, holdoutBp]));
  const of = (placement: Placement): number => held.get(`placement:${placement}`) ?? DEFAULT_HOLDOUT_BP;
  return { product_page: of('product_page'), cart_page: of('cart_page'), cart_drawer: of('cart_drawer') };
}
