// A slot as a thumbnail: its first product, what the slot is for, its price in the set.
import { BlockStack, Text } from '@shopify/polaris';
import type { SetSummary } from '#app/read/sets.ts';
import { Picture } from '../picture.tsx';
import { useShopFormat } from '../shop-format-context.tsx';
import { text } from '../text/text.ts';

export function SlotTile({ slot }: { slot: SetSummary['slots'][number] }) {
  const format = useShopFormat();
  const [first, ...others] = slot.candidates;
  if (!first) return null;
  return (
    <div className="desk-slot" data-refused={first.refusal !== null || undefined}>
      <Picture url={first.imageUrl} alt="" size={56} />
      <BlockStack gap="050">
        <Text as="span" variant="bodySm" tone="subdued">
          {slot.name}
        </Text>
        <span className="desk-two-lines">
          <Text as="span" fontWeight="medium">
            {first.title}
          </Text>
        </span>
        {first.refusal ? (
          <Text as="span" variant="bodySm" tone="critical">
            {text.set.whyNot(first.refusal)}
          </Text>
        ) : null}
        <Text as="span" variant="bodySm" tone="subdued">
          {first.offerPriceMinor === null ? text.set.notOnSale : format.money(first.offerPriceMinor)}
          {first.discountBp > 0 ? ` (−${format.percent(first.discountBp)})` : ''}
          {others.length > 0 ? `, ${text.sets.alternatives(others.length)}` : ''}
        </Text>
      </BlockStack>
    </div>
  );
}
