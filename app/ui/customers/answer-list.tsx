// What a customer answered to offers, newest first: what decisions know of them by their own word.
import { BlockStack, Card, Text } from '@shopify/polaris';
import type { CustomerAnswer } from '#app/read/customer.ts';
import { useShopFormat } from '../shop-format-context.tsx';
import { text } from '../text/text.ts';

export function AnswerList({ answers }: { answers: readonly CustomerAnswer[] }) {
  const format = useShopFormat();
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          {text.answers.title}
        </Text>
        <ul className="desk-segments">
          {answers.map(({ answer, product, placement, answeredAt }) => (
            <li key={product?.productId ?? answer}>
              <Text as="p">{text.answers.given(answer, product?.title ?? '')}</Text>
              <Text as="p" tone="subdued">
                {text.answers.said(format.dateTime(answeredAt), placement ? text.placement(placement) : '')}
              </Text>
            </li>
          ))}
        </ul>
      </BlockStack>
    </Card>
  );
}
