// Deliveries that were set aside: about what, when, why, what a retry would do, and the button for it, or, where no retry
// helps but a comparison brings what was told, for that.
import { BlockStack, Button, Text } from '@shopify/polaris';
import type { SetAsideLine } from '#app/read/data-health-set-aside.ts';
import { useShopFormat } from '../shop-format-context.tsx';
import { kept } from '../text/kept.ts';
import { text } from '../text/text.ts';

export interface SetAsideLinesProps {
  lines: readonly SetAsideLine[];
  /** The one that is being tried, or "all". */
  trying: string | undefined;
  onTry: (webhookId: string) => void;
  checking: boolean;
  onCheck: () => void;
}

export function SetAsideLines({ lines, trying, onTry, checking, onCheck }: SetAsideLinesProps) {
  const format = useShopFormat();
  const { setAside: said } = text.dataHealth;
  return (
    <ul className="health-lines">
      {lines.map(({ webhookId, topic, triggeredAt, reason, attempts, retry, news, family }) => (
        <li key={webhookId} className="health-line">
          <BlockStack gap="100">
            <Text as="h3" variant="bodyMd" fontWeight="medium">
              {said.about(text.dataHealth.deliveries.family(family), topic)}, <time dateTime={triggeredAt}>{format.dateTime(triggeredAt)}</time>
            </Text>
            <Text as="p" breakWord>
              {kept(reason.sentence)}
            </Text>
            <Text as="p" tone="subdued">
              {said.news[news]} {said.retry[retry]} {said.tries(attempts)}.
            </Text>
          </BlockStack>
          {retry === 'form' || retry === 'writes' ? (
            <Button
              onClick={() => onTry(webhookId)}
              disabled={trying !== undefined && trying !== webhookId}
              loading={trying === webhookId}
              accessibilityLabel={said.tryOneNamed(said.about(text.dataHealth.deliveries.family(family), topic), format.dateTime(triggeredAt))}
            >
              {said.tryOne}
            </Button>
          ) : news === 'brought' ? (
            <Button onClick={onCheck} loading={checking} accessibilityLabel={said.checkNamed(said.about(text.dataHealth.deliveries.family(family), topic), format.dateTime(triggeredAt))}>
              {text.dataHealth.check}
            </Button>
          ) : null}
        </li>
      ))}
    </ul>
  );
}
