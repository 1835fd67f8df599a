// What shoppers answered to offers lately, beside the time before: whether they grow more content is seen by it, not proven.
import { BlockStack, Card, Text } from '@shopify/polaris';
import type { ResultDesk } from '#app/read/result-desk.ts';
import { answersSaid } from '../sets/answers-line.tsx';
import { useShopFormat } from '../shop-format-context.tsx';
import { text } from '../text/text.ts';

export function Answers({ days, lately, before }: NonNullable<ResultDesk['answers']>) {
  const format = useShopFormat();
  const counted = format.count(days);
  return (
    <Card>
      <BlockStack gap="200">
        <Text as="h2" variant="headingMd">
          {text.answers.ofOffers}
        </Text>
        <Text as="p">{text.answers.lately(counted, answersSaid(lately, format))}</Text>
        <Text as="p" tone="subdued">
          {text.answers.before(counted, answersSaid(before, format))}
        </Text>
      </BlockStack>
    </Card>
  );
}
