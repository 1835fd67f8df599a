/** @jsxImportSource preact */
// The offer, quietly: what it is, why it belongs, what it costs, and one way to a cart that holds it all. Knows nothing of
// either page.
import type { Offer } from './ask-app.ts';

export interface NextOfferProps {
  offer: Offer;
  /** The merchant's own, from the checkout editor; empty: the set's. */
  heading: string;
  /** "Instead of 20 €", for who cannot see that a price is struck. */
  priceWas(price: string): string;
}

export function NextOffer({ offer, heading, priceWas }: NextOfferProps) {
  return (
    <s-section heading={heading || offer.heading}>
      <s-stack gap="base">
        {offer.items.map((item) => (
          <s-grid key={item.title} gridTemplateColumns="auto 1fr auto" gap="base" alignItems="center">
            <s-product-thumbnail alt="" {...(item.imageUrl ? { src: item.imageUrl } : {})} />
            <s-stack gap="none">
              <s-text type="strong">{item.title}</s-text>
              <s-text type="small" color="subdued">{item.reason}</s-text>
            </s-stack>
            <s-stack gap="none" alignItems="end">
              {item.wasPrice && <s-text type="redundant" color="subdued" accessibilityVisibility="hidden">{item.wasPrice}</s-text>}
              <s-text>{item.price}</s-text>
              {item.wasPrice && <s-text accessibilityVisibility="exclusive">{priceWas(item.wasPrice)}</s-text>}
            </s-stack>
          </s-grid>
        ))}
        <s-button href={offer.url} variant="secondary">{offer.button}</s-button>
      </s-stack>
    </s-section>
  );
}
