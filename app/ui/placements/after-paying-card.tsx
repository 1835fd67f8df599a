// A place that comes after paying: its picture and its switch. Whether its block is on the page only the checkout editor says.
import { Badge, BlockStack, Button, Card, InlineStack, Text } from '@shopify/polaris';
import { text } from '../text/en.ts';
import { PlacementPicture } from './placement-picture.tsx';

export interface AfterPayingCardProps {
  placement: 'thank_you' | 'order_status';
  enabled: boolean;
  switching: boolean;
  onSwitch: () => void;
}

export function AfterPayingCard({ placement, enabled, switching, onSwitch }: AfterPayingCardProps) {
  const { placements } = text;
  const name = text.placement(placement);
  const verb = enabled ? placements.switchOff : placements.switchOn;
  return (
    <Card>
      <BlockStack gap="300">
        <PlacementPicture placement={placement} />
        <BlockStack gap="050">
          <Text as="h3" variant="headingMd">
            {name}
          </Text>
          <Text as="p" tone="subdued">
            {placements.about[placement]}
          </Text>
        </BlockStack>
        <dl className="desk-pairs">
          <dt>{placements.inSetwise}</dt>
          <dd>{enabled ? <Badge tone="success">{placements.on}</Badge> : <Badge>{placements.off}</Badge>}</dd>
          <dt>{placements.inCheckout}</dt>
          <dd>{placements.inCheckoutSaid}</dd>
        </dl>
        <Text as="p">{enabled ? placements.afterPayingOn : placements.summary.off}</Text>
        <InlineStack>
          <Button onClick={onSwitch} loading={switching} accessibilityLabel={placements.switchNamed(verb, name)}>
            {verb}
          </Button>
        </InlineStack>
      </BlockStack>
    </Card>
  );
}
