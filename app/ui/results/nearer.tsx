// What would bring a verdict nearer, the soonest first, each with its own date, what it gives away, and the way to do it.
import { BlockStack, Button, InlineStack, Text } from '@shopify/polaris';
import type { NearerOn } from '#app/read/results.ts';
import type { ShopFormat } from '../shop-format.ts';
import { useShopFormat } from '../shop-format-context.tsx';
import { text } from '../text/text.ts';

export interface NearerProps {
  choices: readonly NearerOn[];
  saving: boolean;
  onSet: (change: { plausibleBp: number } | { capMinor: number }) => void;
}

export function Nearer({ choices, saving, onSet }: NearerProps) {
  const format = useShopFormat();
  if (choices.length === 0) return null;
  return (
    <BlockStack gap="200">
      <Text as="h3" variant="headingSm">
        {text.results.nearer}
      </Text>
      <ul className="desk-choices">
        {choices.map((choice) => (
          <li key={choice.kind}>
            <InlineStack gap="300" align="space-between" blockAlign="center">
              <div className="desk-choice-text">
                <Text as="p">{sentence(choice, format)}</Text>
              </div>
              <Doing choice={choice} saving={saving} onSet={onSet} />
            </InlineStack>
          </li>
        ))}
      </ul>
    </BlockStack>
  );
}

function Doing({ choice, saving, onSet }: Omit<NearerProps, 'choices'> & { choice: NearerOn }) {
  const format = useShopFormat();
  const { results } = text;
  switch (choice.kind) {
    case 'half_held_out':
      return <Button url="/app/placements">{results.nearerHalfDo}</Button>;
    case 'all_places':
      return <Button url="/app/results">{results.nearerAllDo}</Button>;
    case 'cap':
      return <Button disabled={saving} onClick={() => onSet({ capMinor: choice.capMinor })}>{results.nearerCapDo(format.money(choice.capMinor))}</Button>;
    case 'larger_effect':
      return <Button disabled={saving} onClick={() => onSet({ plausibleBp: choice.plausibleBp })}>{results.nearerEffectDo(format.percent(choice.plausibleBp))}</Button>;
  }
}

function sentence(choice: NearerOn, format: ShopFormat): string {
  const { results } = text;
  const when = results.nearerAbout(format.date(choice.knownOn));
  switch (choice.kind) {
    case 'half_held_out':
      return results.nearerHalf(when);
    case 'all_places':
      return results.nearerAll(choice.knownToday ? results.nearerToday : when);
    case 'cap':
      return results.nearerCap(format.money(choice.capMinor), when);
    case 'larger_effect':
      return results.nearerEffect(format.percent(choice.plausibleBp), when);
  }
}
