// What stands where the set-up guide was: how many sets are live, where shoppers see them, how often pages asked, and what
// it was all learned from.
import { Badge, BlockStack, Button, Card, InlineStack, Text } from '@shopify/polaris';
import type { HomePage } from '#app/read/home.ts';
import { useShopFormat } from '../shop-format-context.tsx';
import { text } from '../text/text.ts';
import { Learned } from './learn-step.tsx';
import { afterPayingState, type Place } from './place-state.ts';

const TONES = { live: 'success', needsBlock: 'warning', off: undefined, unknown: 'attention', notSeen: 'attention' } as const;

export interface LiveStateProps {
  home: HomePage;
  places: readonly Place[];
  checkoutEditors: Record<'thank_you' | 'order_status', string>;
}

export function LiveState({ home, places, checkoutEditors }: LiveStateProps) {
  const format = useShopFormat();
  const { desk } = text.home;
  const { all, offered } = home.decisionsThisWeek;
  const shownIn = [...places, ...home.afterPaying.map((place) => ({ placement: place.placement, state: afterPayingState(place) }))];
  const notSeen = home.afterPaying.filter((place) => afterPayingState(place) === 'notSeen').map(({ placement }) => placement);
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
            {shownIn.map(({ placement, state }) => {
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
          {notSeen.length > 0 ? (
            <>
              <Text as="p" tone="subdued">
                {desk.notSeen(format.list(notSeen.map((placement) => text.placementInside(placement))))}
              </Text>
              <InlineStack gap="200">
                {notSeen.map((placement) => (
                  <Button
                    key={placement}
                    url={checkoutEditors[placement]}
                    target="_blank"
                    {...(notSeen.length === 1 ? { accessibilityLabel: text.placements.openCheckoutEditorNamed(text.placement(placement)) } : {})}
                  >
                    {notSeen.length === 1 ? text.placements.openCheckoutEditor : text.placements.checkoutEditorAt(text.placement(placement))}
                  </Button>
                ))}
              </InlineStack>
            </>
          ) : null}
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
