// The week before, as it was told on Monday.
import { BlockStack, Button, Card, InlineStack, Text } from '@shopify/polaris';
import type { Digest } from '#app/read/digest.ts';
import { Week } from '../digests/week.tsx';
import { weekTitle } from '../digests/week-title.ts';
import { useShopFormat } from '../shop-format-context.tsx';
import { text } from '../text/text.ts';

export function LastWeek({ digest: { week, told } }: { digest: Digest }) {
  const format = useShopFormat();
  return (
    <Card>
      <BlockStack gap="300">
        <InlineStack align="space-between" blockAlign="center" gap="200">
          <Text as="h2" variant="headingMd">
            {text.digests.last}
          </Text>
          <Button variant="plain" url="/app/digests">
            {text.digests.earlier}
          </Button>
        </InlineStack>
        <Text as="p" tone="subdued">
          {weekTitle(week, format)}
        </Text>
        <Week told={told} latest />
      </BlockStack>
    </Card>
  );
}
