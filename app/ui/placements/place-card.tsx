// What every place's card shows alike: its picture, its name and what it is for, whether it is on in Setwise, and its switch.
import { Badge, BlockStack, Button, Card, Text } from '@shopify/polaris';
import type { ReactNode } from 'react';
import type { AnyPlacement } from '#app/contract/offers.ts';
import { text } from '../text/text.ts';
import { PlacementPicture } from './placement-picture.tsx';

export interface PlaceCardProps {
  placement: AnyPlacement;
  enabled: boolean;
  headingAs: 'h2' | 'h3';
  about: string;
  /** How it stands on the other side, where the merchant has put the block or has not. */
  elsewhere: { label: string; state: ReactNode };
  children: ReactNode;
}

export function PlaceCard({ placement, enabled, headingAs, about, elsewhere, children }: PlaceCardProps) {
  return (
    <Card>
      <div className="desk-place">
        <PlacementPicture placement={placement} />
        <BlockStack gap="050">
          <Text as={headingAs} variant="headingMd">
            {text.placement(placement)}
          </Text>
          <Text as="p" tone="subdued">
            {about}
          </Text>
        </BlockStack>
        <dl className="desk-pairs">
          <dt>{text.placements.inSetwise}</dt>
          <dd>{enabled ? <Badge tone="success">{text.placements.on}</Badge> : <Badge>{text.placements.off}</Badge>}</dd>
          <dt>{elsewhere.label}</dt>
          <dd>{elsewhere.state}</dd>
        </dl>
        {children}
      </div>
    </Card>
  );
}

export interface PlaceSwitchProps {
  placement: AnyPlacement;
  enabled: boolean;
  switching: boolean;
  onSwitch: () => void;
}

export function PlaceSwitch({ placement, enabled, switching, onSwitch }: PlaceSwitchProps) {
  const verb = enabled ? text.placements.switchOff : text.placements.switchOn;
  return (
    <Button onClick={onSwitch} loading={switching} accessibilityLabel={text.placements.switchNamed(verb, text.placement(placement))}>
      {verb}
    </Button>
  );
}
