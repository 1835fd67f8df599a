// A decision becomes what the message will say: only what a recipient may know passes.
import type { StepDraft } from '#app/domain/workflow/step-draft.ts';
import type { TriggerName } from '#app/domain/workflow/triggers.ts';
import type { Decided } from '../decide/decide-offer.ts';

/** @returns null when the decision offers nothing */
export function stepDraft({ decision, facts }: Pick<Decided, 'decision' | 'facts'>, { trigger, locale }: { trigger: TriggerName; locale: string }): StepDraft | null {
  const { offer, currency } = decision;
  if (!offer) return null;
  return {
    trigger,
    setId: offer.setId,
    goal: offer.goal,
    anchor: { productId: String(offer.anchorProductId), title: facts.products.get(offer.anchorProductId)?.title ?? '' },
    currency,
    locale,
    items: offer.items.flatMap((item) => {
      const product = facts.products.get(item.productId);
      if (!product) return [];
      const { slotName, priceMinor, offerPriceMinor, discountBp, support } = item;
      return [{
        productId: String(item.productId), variantId: String(item.variantId), title: product.title, handle: product.handle, imageUrl: product.imageUrl,
        slotName, priceMinor, offerPriceMinor, discountBp, support, substitute: item.insteadOf !== null,
      }];
    }),
    totalMinor: offer.totalMinor,
    savingMinor: offer.savingMinor,
  };
}
