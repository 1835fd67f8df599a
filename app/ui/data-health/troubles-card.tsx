// What makes Setwise's knowledge wrong or old, or useless, each with its one action.
import { BlockStack, Card, Text } from '@shopify/polaris';
import type { Trouble } from '#app/read/data-health-troubles.ts';
import { useShopFormat } from '../shop-format-context.tsx';
import { text } from '../text/text.ts';
import { type HealthNeed, NeedList } from './need-list.tsx';
import { troubleMeans, troubleTitle } from './trouble-sentence.ts';

export interface TroublesCardProps {
  troubles: readonly Trouble[];
  checking: boolean;
  canCheck: boolean;
  readingAgain: boolean;
  onCheck: () => void;
  onReadAgain: () => void;
  onLookAgain: () => void;
}

export function TroublesCard({ troubles, checking, canCheck, readingAgain, onCheck, onReadAgain, onLookAgain }: TroublesCardProps) {
  const format = useShopFormat();
  const { dataHealth } = text;
  const actionFor = ({ kind }: Trouble): HealthNeed['action'] => {
    switch (kind) {
      case 'no_market':
        return { content: dataHealth.openMarkets, url: 'shopify://admin/markets', external: true };
      case 'other_discount':
        return { content: text.doors.guardrails, url: '/app/guardrails' };
      case 'set_aside':
        return { content: dataHealth.seeAndTry, url: '/app/data-health/set-aside' };
      case 'waiting':
        return { content: dataHealth.lookAgain, onAction: onLookAgain };
      case 'past_failed':
      case 'past_missing':
        return { content: dataHealth.readAgain, onAction: onReadAgain, loading: readingAgain };
      default:
        return { content: dataHealth.check, onAction: onCheck, loading: checking, disabled: !canCheck };
    }
  };
  return (
    <Card>
      <BlockStack gap="400">
        <Text as="h2" variant="headingMd">
          {dataHealth.needs}
        </Text>
        <NeedList needs={troubles.map((trouble) => ({ id: trouble.kind === 'other_discount' ? `${trouble.kind} ${trouble.title}` : trouble.kind, title: troubleTitle(trouble, format), means: troubleMeans(trouble), action: actionFor(trouble) }))} />
      </BlockStack>
    </Card>
  );
}
