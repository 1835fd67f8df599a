// What says that somebody has outgrown a rung of a ladder.
import { BlockStack, Card, InlineError, Select, Text, TextField } from '@shopify/polaris';
import { text } from '../text/text.ts';
import type { Draft } from './draft.ts';

export interface SignalsCardProps {
  signals: Draft['signals'];
  problems: readonly string[];
  onChange: (change: Partial<Draft['signals']>, field: string | null) => void;
}

export function SignalsCard({ signals, problems, onChange }: SignalsCardProps) {
  const say = text.setEditor;
  return (
    <Card>
      <BlockStack gap="300">
        <BlockStack gap="100">
          <Text as="h2" variant="headingMd">
            {say.signalsTitle}
          </Text>
          <Text as="p" tone="subdued">
            {say.signalsHelp}
          </Text>
        </BlockStack>
        {problems.map((problem) => (
          <InlineError key={problem} message={problem} fieldID="signals" />
        ))}
        <div className="desk-choose">
          <TextField label={say.ownedDays} value={signals.ownedDays} onChange={(ownedDays) => onChange({ ownedDays }, 'ownedDays')} inputMode="numeric" autoComplete="off" maxLength={4} />
          <TextField label={say.ordersSince} value={signals.ordersSince} onChange={(ordersSince) => onChange({ ordersSince }, 'ordersSince')} inputMode="numeric" autoComplete="off" maxLength={3} />
          <TextField
            label={say.companionsSince} value={signals.companionsSince} onChange={(companionsSince) => onChange({ companionsSince }, 'companionsSince')} helpText={say.companionsHelp} inputMode="numeric" autoComplete="off" maxLength={3}
          />
          <Select
            label={say.needed}
            options={(['1', '2', '3'] as const).map((value) => ({ value, label: say.neededOptions[value] }))}
            value={signals.needed}
            onChange={(needed) => onChange({ needed }, null)}
          />
        </div>
      </BlockStack>
    </Card>
  );
}
