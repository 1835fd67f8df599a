/** @jsxImportSource preact */
// The offer, quietly: what it is, why it belongs, what it costs, and one way to a cart that holds it all. Knows nothing of
// either page.
import { Answers, type Choice } from './answers.tsx';
import type { Offer } from './ask-app.ts';
import type { Wording } from './wording.ts';

export type Item = Offer['items'][number];

export interface NextOfferProps {
  /** null: nothing is left to offer; then only the line that says so stands there. */
  offer: Offer | null;
  /** The merchant's own, from the checkout editor; empty: the set's. */
  heading: string;
  wording: Wording;
  /** What was just answered, and can be taken back. */
  line: { text: string; onUndo: (() => void) | null } | null;
  /** The item whose answers are open. */
  open: string | null;
  onOpen(productId: string | null): void;
  onAnswer(item: Item, choice: Choice): void;
}

export function NextOffer({ offer, heading, wording, line, open, onOpen, onAnswer }: NextOfferProps) {
  return (
    <s-section heading={heading || offer?.heading || ''}>
      <s-stack gap="base">
        {offer?.items.map((item) => (
          <s-stack key={item.productId} gap="small">
            <s-grid gridTemplateColumns="auto 1fr auto" gap="base" alignItems="center">
              <s-product-thumbnail alt="" {...(item.imageUrl ? { src: item.imageUrl } : {})} />
              <s-stack gap="none">
                <s-text type="strong">{item.title}</s-text>
                <s-text type="small" color="subdued">{item.reason}</s-text>
                {offer.decisionId && (
                  <s-link accessibilityLabel={wording('options_for', { title: item.title })} onClick={() => onOpen(open === item.productId ? null : item.productId)}>
                    {wording('options')}
                  </s-link>
                )}
              </s-stack>
              <s-stack gap="none" alignItems="end">
                {item.wasPrice && <s-text type="redundant" color="subdued" accessibilityVisibility="hidden">{item.wasPrice}</s-text>}
                <s-text>{item.price}</s-text>
                {item.wasPrice && <s-text accessibilityVisibility="exclusive">{wording('price_was', { price: item.wasPrice })}</s-text>}
              </s-stack>
            </s-grid>
            {open === item.productId && <Answers wording={wording} onChoice={(choice) => onAnswer(item, choice)} onCancel={() => onOpen(null)} />}
          </s-stack>
        ))}
        {offer && <s-button href={offer.url} variant="secondary">{offer.button}</s-button>}
        {line && (
          <s-grid gridTemplateColumns="1fr auto" gap="base" alignItems="center">
            <s-text type="small" color="subdued">{line.text}</s-text>
            {line.onUndo && <s-link onClick={line.onUndo}>{wording('undo')}</s-link>}
          </s-grid>
        )}
      </s-stack>
    </s-section>
  );
}
