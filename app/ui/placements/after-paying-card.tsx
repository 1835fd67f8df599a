// A place that comes after paying: its picture, its switch, the way to its block. Whether the block is on the page Shopify
// tells no app; a page that asked shows it.
import { Badge, Button, InlineStack, Text } from '@shopify/polaris';
import type { AfterPayingPlace } from '#app/read/placements.ts';
import { text } from '../text/text.ts';
import { PlaceCard, PlaceSwitch, type PlaceSwitchProps } from './place-card.tsx';

export interface AfterPayingCardProps extends PlaceSwitchProps {
  placement: AfterPayingPlace['placement'];
  asked: boolean;
  editorUrl: string;
}

export function AfterPayingCard({ asked, editorUrl, ...place }: AfterPayingCardProps) {
  const { placement, enabled } = place;
  const { placements } = text;
  const said = enabled ? (asked ? placements.afterPayingLive : placements.afterPayingOn) : placements.summary.off;
  return (
    <PlaceCard
      placement={placement}
      enabled={enabled}
      headingAs="h3"
      about={placements.about[placement]}
      elsewhere={{ label: placements.inCheckout, state: asked ? <Badge tone="success">{placements.atWork}</Badge> : <Badge>{enabled ? placements.notSeen : placements.notKnown}</Badge> }}
    >
      <Text as="p">{said}</Text>
      <InlineStack gap="200">
        <PlaceSwitch {...place} />
        <Button url={editorUrl} target="_blank" accessibilityLabel={placements.openCheckoutEditorNamed(text.placement(placement))}>
          {placements.openCheckoutEditor}
        </Button>
      </InlineStack>
    </PlaceCard>
  );
}
