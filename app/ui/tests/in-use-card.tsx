// What tests left in use, and the way back.
import { Box, Button, Card, Text } from '@shopify/polaris';
import type { PlaceLook } from '#app/domain/decision/place-look.ts';
import type { TestsPage } from '#app/read/tests.ts';
import { useShopFormat } from '../shop-format-context.tsx';
import { text } from '../text/text.ts';
import { placeName, versionSaid } from './words.ts';

export interface InUseCardProps {
  inUse: TestsPage['inUse'];
  busy: boolean;
  onReset: (place: string, field: keyof PlaceLook) => void;
}

export function InUseCard({ inUse, busy, onReset }: InUseCardProps) {
  const format = useShopFormat();
  const said = text.tests;
  const kept = inUse.flatMap((one) => [
    ...(one.look.heading === null ? [] : [{ ...one, field: 'heading' as const, shows: versionSaid({ kind: 'heading', heading: one.look.heading }, format) }]),
    ...(one.look.mostItems === null ? [] : [{ ...one, field: 'mostItems' as const, shows: versionSaid({ kind: 'items', most: one.look.mostItems }, format) }]),
  ]);
  return (
    <Card padding="0">
      <Box padding="400" paddingBlockEnd="100">
        <Text as="h2" variant="headingMd">
          {said.inUse}
        </Text>
      </Box>
      <ul className="desk-rules">
        {kept.map(({ place, trigger, field, shows }) => (
          <li key={`${place} ${field}`} className="desk-rule">
            <div className="desk-test-words">
              <Text as="p" fontWeight="medium">
                {placeName({ place, trigger })}
              </Text>
              <Text as="p">{shows}</Text>
            </div>
            <Button disabled={busy} accessibilityLabel={said.takeBackNamed(shows, placeName({ place, trigger }))} onClick={() => onReset(place, field)}>
              {said.takeBack}
            </Button>
          </li>
        ))}
      </ul>
    </Card>
  );
}
