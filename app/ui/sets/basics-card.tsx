// What the set is for: its goal, and the sentence below it.
import { BlockStack, Card, Text, TextField } from '@shopify/polaris';
import { SET_BOUNDS } from '#app/domain/set/check-definition.ts';
import { text } from '../text/text.ts';

export interface BasicsCardProps {
  goal: string;
  outcome: string;
  /** What the sentence might be, from the slots. */
  proposed: string;
  goalMissing: boolean;
  onChange: (change: { goal?: string; outcome?: string }, field: string) => void;
}

export function BasicsCard({ goal, outcome, proposed, goalMissing, onChange }: BasicsCardProps) {
  const say = text.setEditor;
  return (
    <Card>
      <BlockStack gap="400">
        <Text as="h2" variant="headingMd">
          {say.basics}
        </Text>
        <TextField
          label={text.set.goal}
          value={goal}
          onChange={(typed) => onChange({ goal: typed }, 'goal')}
          helpText={text.set.goalHelp}
          maxLength={SET_BOUNDS.goalLength}
          showCharacterCount
          autoComplete="off"
          {...(goalMissing ? { error: text.set.goalMissing } : {})}
        />
        <TextField
          label={say.outcome}
          value={outcome}
          onChange={(typed) => onChange({ outcome: typed }, 'outcome')}
          helpText={say.outcomeHelp}
          placeholder={proposed}
          maxLength={SET_BOUNDS.outcomeLength}
          showCharacterCount
          multiline={2}
          autoComplete="off"
        />
      </BlockStack>
    </Card>
  );
}
