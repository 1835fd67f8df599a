// What stands where the set-up guide was: how many sets are live, where shoppers see them, how often pages asked, and what
// it was all learned from.
import { Badge, BlockStack, Button, Card, InlineStack, Text } from '@shopify/polaris';
import type { HomePage } from '#app/read/home.ts';
import { useShopFormat } from '../shop-format-context.tsx';
import { text } from '../text/en.ts';
import { Learned } from './learn-step.tsx';
import type { Place } from './place-state.ts';

const TONES = { live: 'success', needsBlock: 'warning', off: undefined, unknown: 'attention' } as const;

export function LiveState({ home, places }: { home: HomePage; places: readonly Place[] }) {
  const format = useShopFormat();
  const { desk } = text.home;
  const { all, offered } = home.decisionsThisWeek;
  const times = (count: number) => desk.times(format.count(count), count !== 1);
  return (
    <Card>
      <BlockStack gap="400">
        <BlockStack gap="200">
          <Text as="h2" variant="headingLg">
            {desk.live(format.count(home.sets.approved), home.sets.approved !== 1)}
          </Text>
          <Text as="p">{all === 0 ? desk.decidedNone : desk.decided(times(all), times(offered))}</Text>
        </BlockStack>
        <BlockStack gap="200">
          <Text as="h3" variant="headingSm">
            {desk.placesTitle}
          </Text>
          <dl className="desk-pairs">
            {places.map(({ placement, state }) => {
              const tone = TONES[state];
              return (
                <div key={placement} className="desk-pair">
                  <dt>{text.placement(placement)}</dt>
                  <dd>
                    <Badge {...(tone ? { tone } : {})}>{desk.place[state]}</Badge>
                  </dd>
                </div>
              );
            })}
          </dl>
        </BlockStack>
        {home.learning.kind === 'learned' ? <Learned result={home.learning.result} /> : null}
        <InlineStack gap="200">
          <Button url="/app/placements">{text.placements.title}</Button>
          {all > 0 ? <Button url="/app/activity">{desk.decisionsAction}</Button> : null}
        </InlineStack>
      </BlockStack>
    </Card>
  );
}
