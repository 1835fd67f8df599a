// What is offered only to some: each limit as a sentence with the one thing to do about it, and a form to add one. A draft
// like the rest of the page: the save bar saves it, and discards it.
import { Badge, BlockStack, Button, Card, Text } from '@shopify/polaris';
import type { OfferLimit } from '#app/domain/catalog/offer-limit.ts';
import { type LimitEntry, limitKey } from '#app/domain/eligibility/limit-list.ts';
import { dayText } from '../day-text.ts';
import { useShopFormat } from '../shop-format-context.tsx';
import type { ShopFormat } from '../shop-format.ts';
import { text } from '../text/text.ts';
import { AddLimit } from './add-limit.tsx';

export interface LimitsProps {
  entries: readonly LimitEntry[];
  /** Of what is saved: what nothing falls under; by limitKey. */
  idle: readonly string[];
  onChange: (entries: readonly LimitEntry[]) => void;
}

export function Limits({ entries, idle, onChange }: LimitsProps) {
  return (
    <Card>
      <BlockStack gap="400">
        <BlockStack gap="100">
          <Text as="h3" variant="headingMd">
            {text.limits.title}
          </Text>
          <Text as="p" tone="subdued">
            {entries.length === 0 ? text.limits.empty : text.limits.help}
          </Text>
        </BlockStack>
        {entries.length > 0 ? (
          <ul className="desk-blocks" aria-label={text.limits.listTitle}>
            {entries.map((entry) => (
              <Entry key={limitKey(entry)} entry={entry} isIdle={idle.includes(limitKey(entry))} onRemove={() => onChange(entries.filter((one) => one !== entry))} />
            ))}
          </ul>
        ) : null}
        <AddLimit entries={entries} onAdd={onChange} />
      </BlockStack>
    </Card>
  );
}

function Entry({ entry, isIdle, onRemove }: { entry: LimitEntry; isIdle: boolean; onRemove: () => void }) {
  const format = useShopFormat();
  return (
    <li className="desk-block">
      <Badge>{text.limits.badge(entry.scope)}</Badge>
      <span className="desk-block-title">
        <Text as="span">{entry.title}</Text>
        <Text as="span" variant="bodySm" tone="subdued">
          {sentence(entry.limit, format)}
        </Text>
        {isIdle ? (
          <Text as="span" variant="bodySm" tone="caution">
            {text.limits.idle}
          </Text>
        ) : null}
      </span>
      <Button variant="plain" onClick={onRemove} accessibilityLabel={text.limits.remove(entry.title)}>
        {text.limits.removeShort}
      </Button>
    </li>
  );
}

function sentence(limit: OfferLimit, format: ShopFormat): string {
  switch (limit.kind) {
    case 'season':
      return text.limits.season(dayText(limit.from, format), dayText(limit.to, format));
    case 'region':
      return text.limits.region(format.list(limit.countries.map(format.country)));
    default:
      return text.limits[limit.kind](limit.tag);
  }
}
