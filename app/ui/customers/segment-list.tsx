// The segments that a customer is in, each as a badge with why beside it.
import { Badge, BlockStack, Card, InlineStack, Text } from '@shopify/polaris';
import type { CustomerSegment } from '#app/read/customer-segments.ts';
import { useShopFormat } from '../shop-format-context.tsx';
import type { ShopFormat } from '../shop-format.ts';
import { text } from '../text/text.ts';

export function SegmentList({ segments }: { segments: readonly CustomerSegment[] }) {
  const format = useShopFormat();
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          {text.segments.title}
        </Text>
        {segments.length === 0 ? (
          <Text as="p" tone="subdued">
            {text.segments.none}
          </Text>
        ) : (
          <ul className="desk-segments">
            {segments.map((segment) => (
              <li key={segment.name}>
                <InlineStack gap="200" blockAlign="center">
                  <Badge {...(segment.own ? { tone: 'info' as const } : {})}>{labelOf(segment)}</Badge>
                  <Text as="span">{whyOf(segment, format)}</Text>
                </InlineStack>
              </li>
            ))}
          </ul>
        )}
      </BlockStack>
    </Card>
  );
}

const labelOf = (segment: CustomerSegment): string => (segment.own ? segment.own.title : text.segments.label(segment.code, segment.about));

function whyOf(segment: CustomerSegment, format: ShopFormat): string {
  return segment.own ? `${text.segments.own.rule(segment.own.kind, segment.own.value, format)}.` : text.segments.why(segment.code, segment.numbers, segment.about, format);
}
