// A place that comes after paying: its picture and its switch. Whether its block is on the page only the checkout editor says.
import { InlineStack, Text } from '@shopify/polaris';
import { text } from '../text/en.ts';
import { PlaceCard, PlaceSwitch, type PlaceSwitchProps } from './place-card.tsx';

export interface AfterPayingCardProps extends PlaceSwitchProps {
  placement: 'thank_you' | 'order_status';
}

export function AfterPayingCard(props: AfterPayingCardProps) {
  const { placement, enabled } = props;
  const { placements } = text;
  return (
    <PlaceCard placement={placement} enabled={enabled} headingAs="h3" about={placements.about[placement]} elsewhere={{ label: placements.inCheckout, state: placements.inCheckoutSaid }}>
      <Text as="p">{enabled ? placements.afterPayingOn : placements.summary.off}</Text>
      <InlineStack>
        <PlaceSwitch {...props} />
      </InlineStack>
    </PlaceCard>
  );
}
