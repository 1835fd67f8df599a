// When, where and for whom a set is offered: a sentence, and behind it the fields that make it.
import { BlockStack, Button, Card, Checkbox, ChoiceList, Collapsible, FormLayout, InlineError, InlineStack, Text, TextField } from '@shopify/polaris';
import { useState } from 'react';
import type { EditorChoices } from '#app/read/set.ts';
import { SeasonFields } from '../season-fields.tsx';
import { useShopFormat } from '../shop-format-context.tsx';
import { text } from '../text/text.ts';
import { conditionsSentence, segmentTitle } from './conditions-sentence.ts';
import { type Draft, type TypedField, written } from './draft.ts';

export interface ConditionsCardProps {
  draft: Draft;
  choices: EditorChoices;
  mistyped: ReadonlySet<TypedField>;
  problems: readonly string[];
  onChange: (change: Partial<Draft>, field: string | null) => void;
}

export function ConditionsCard({ draft, choices, mistyped, problems, onChange }: ConditionsCardProps) {
  const [open, setOpen] = useState(false);
  const format = useShopFormat();
  const say = text.setEditor;
  const unsound = mistyped.has('season') || mistyped.has('trial') || problems.length > 0;
  const shown = open || unsound;
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          {say.whenTitle}
        </Text>
        <InlineStack gap="300" align="space-between" blockAlign="center">
          <div className="desk-grows">
            <Text as="p">{conditionsSentence(written(draft), choices, format)}</Text>
          </div>
          <Button onClick={() => setOpen(!open)} disclosure={shown ? 'up' : 'down'} ariaExpanded={shown} ariaControls="set-conditions">
            {say.change}
          </Button>
        </InlineStack>
        {problems.map((problem) => (
          <InlineError key={problem} message={problem} fieldID="set-conditions" />
        ))}
        <Collapsible id="set-conditions" open={shown}>
          <BlockStack gap="400">
            <FormLayout.Group condensed>
              <TextField type="date" label={say.startsOn} value={draft.startsOn} onChange={(startsOn) => onChange({ startsOn }, 'startsOn')} autoComplete="off" />
              <TextField type="date" label={say.endsOn} value={draft.endsOn} onChange={(endsOn) => onChange({ endsOn }, 'endsOn')} autoComplete="off" />
            </FormLayout.Group>
            <Season season={draft.season} mistyped={mistyped.has('season')} onChange={(season, field) => onChange({ season: { ...draft.season, ...season } }, field)} />
            {choices.markets.length > 1 ? (
              <BlockStack gap="100">
                <ChoiceList
                  allowMultiple
                  title={say.markets}
                  choices={choices.markets.map(({ marketId, name }) => ({ value: marketId, label: name }))}
                  selected={draft.marketIds}
                  onChange={(marketIds) => onChange({ marketIds }, null)}
                />
                <Text as="p" tone="subdued">
                  {say.marketsHelp}
                </Text>
              </BlockStack>
            ) : null}
            <BlockStack gap="100">
              <div className="desk-ticks">
                <ChoiceList
                  allowMultiple
                  title={say.segments}
                  choices={choices.segments.map((segment) => ({ value: segment.name, label: segmentTitle(segment) }))}
                  selected={draft.segments}
                  onChange={(segments) => onChange({ segments }, null)}
                />
              </div>
              <Text as="p" tone="subdued">
                {say.segmentsHelp}
              </Text>
            </BlockStack>
            <div className="desk-fields">
              <TextField
                label={say.trial} value={draft.trial} onChange={(trial) => onChange({ trial }, 'trial')} helpText={say.trialHelp} suffix="%" inputMode="decimal" autoComplete="off"
                {...(mistyped.has('trial') ? { error: say.trialInvalid } : {})}
              />
            </div>
            <Checkbox label={say.byRuleOnly} helpText={say.byRuleHelp} checked={draft.byRuleOnly} onChange={(byRuleOnly) => onChange({ byRuleOnly }, null)} />
          </BlockStack>
        </Collapsible>
      </BlockStack>
    </Card>
  );
}

function Season({ season, mistyped, onChange }: { season: Draft['season']; mistyped: boolean; onChange: (change: Partial<Draft['season']>, field: string | null) => void }) {
  return (
    <BlockStack gap="200">
      <Checkbox label={text.setEditor.season} checked={season.on} onChange={(on) => onChange({ on }, null)} />
      {season.on ? <SeasonFields season={season} error={mistyped ? text.setEditor.seasonInvalid : undefined} onChange={onChange} /> : null}
    </BlockStack>
  );
}
