// Home's one number: the sentence, and the way to what explains it.
import { BlockStack, Button, Card, InlineStack, Text } from '@shopify/polaris';
import type { Result } from '#app/read/results.ts';
import { useShopFormat } from '../shop-format-context.tsx';
import { text } from '../text/text.ts';
import { estimand, headline } from './headline.ts';

export function TheNumber({ result }: { result: Pick<Result, 'verdict' | 'exposed' | 'holdout' | 'holdoutBp'> & { capMinor: number | null } }) {
  const format = useShopFormat();
  const { title, why } = headline(result, format);
  return (
    <Card>
      <BlockStack gap="300">
        <BlockStack gap="100">
          <Text as="p" tone="subdued">
            {text.results.homeTitle}
          </Text>
          <Text as="h2" variant="headingLg">
            {title}.
          </Text>
          <Text as="p" tone="subdued">
            {result.verdict.kind === 'known' ? `${why} ${estimand(result.capMinor, format)}` : why}
          </Text>
        </BlockStack>
        <InlineStack>
          <Button url="/app/results">{text.results.open}</Button>
        </InlineStack>
      </BlockStack>
    </Card>
  );
}
