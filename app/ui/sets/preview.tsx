// What a shopper would see of a set, drawn plainly: the first product of each slot that can be offered today, with the
// discount that the floor allows. The same facts as the editor's table, so the two never disagree.
import { BlockStack, Checkbox, Text } from '@shopify/polaris';
import { useState } from 'react';
import type { SetSummary } from '#app/read/sets.ts';
import { Picture } from '../picture.tsx';
import { useShopFormat } from '../shop-format-context.tsx';
import { text } from '../text/text.ts';
import { type PreviewSlot, previewSlots } from './preview-slots.ts';

export function SetPreview({ set }: { set: SetSummary }) {
  const [soldOut, setSoldOut] = useState(false);
  const format = useShopFormat();
  const slots = previewSlots(set, soldOut);
  const shown = slots.flatMap(({ shown }) => (shown ? [shown] : []));
  const total = shown.reduce((sum, { offerPriceMinor }) => sum + (offerPriceMinor ?? 0), 0);
  const saving = shown.reduce((sum, { priceMinor }) => sum + (priceMinor ?? 0), 0) - total;
  return (
    <BlockStack gap="300">
      <Text as="h2" variant="headingMd">
        {text.set.previewTitle}
      </Text>
      <Text as="p" tone="subdued">
        {text.set.previewIn(set.anchor.title)}
      </Text>
      <div aria-live="polite">
        {shown.length === 0 ? (
          <Text as="p">{text.set.previewNothing}</Text>
        ) : (
          <div className="desk-widget">
            <h3>{set.goal}</h3>
            {slots.map((slot) => (
              <Item key={slot.slotNo} slot={slot} />
            ))}
            <span className="desk-widget-total">
              {saving > 0 ? text.set.previewTotal(format.money(total), format.money(saving)) : text.set.previewTotalPlain(format.money(total))}
            </span>
          </div>
        )}
      </div>
      <Checkbox label={text.set.previewSoldOut} checked={soldOut} onChange={setSoldOut} />
    </BlockStack>
  );
}

function Item({ slot: { name, shown, substitute } }: { slot: PreviewSlot }) {
  const format = useShopFormat();
  if (!shown || shown.priceMinor === null || shown.offerPriceMinor === null) {
    return (
      <Text as="p" tone="subdued" variant="bodySm">
        {text.set.previewSlotEmpty(name)}
      </Text>
    );
  }
  return (
    <div className="desk-widget-item">
      <Picture url={shown.imageUrl} alt="" size={56} />
      <div>
        <span className="desk-two-lines">{shown.title}</span>
        <Text as="span" variant="bodySm" tone="subdued">
          {name}
          {substitute ? `, ${text.set.previewSubstitute}` : ''}
        </Text>
      </div>
      <div className="desk-number">
        {format.money(shown.offerPriceMinor)}
        {shown.offerPriceMinor < shown.priceMinor ? (
          <>
            <br />
            <s>{format.money(shown.priceMinor)}</s>
          </>
        ) : null}
      </div>
    </div>
  );
}
