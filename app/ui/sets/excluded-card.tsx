// What is never shown in the set, whatever its rules bring; folded away while it is nothing.
import { Button, Card, Text } from '@shopify/polaris';
import type { DraftFacts } from '#app/read/set.ts';
import { text } from '../text/text.ts';

export interface ExcludedCardProps {
  productIds: readonly string[];
  facts: DraftFacts | null;
  titles: Readonly<Record<string, string>>;
  onTakeBack: (productId: string) => void;
}

export function ExcludedCard({ productIds, facts, titles, onTakeBack }: ExcludedCardProps) {
  if (productIds.length === 0) return null;
  const say = text.setEditor;
  return (
    <Card>
      <Text as="h2" variant="headingMd">
        {say.excludedTitle}
      </Text>
      <Text as="p" tone="subdued">
        {say.excludedHelp}
      </Text>
      <ul className="desk-chosen">
        {productIds.map((id) => {
          const title = facts?.products[id]?.title ?? titles[id] ?? `#${id}`;
          return (
            <li key={id} className="desk-product">
              <span className="desk-grows">{title}</span>
              <Button variant="tertiary" onClick={() => onTakeBack(id)} accessibilityLabel={say.takeBack(title)}>
                {say.allow}
              </Button>
            </li>
          );
        })}
      </ul>
    </Card>
  );
}
