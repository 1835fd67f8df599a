// What the verdict goes by, for the merchant to change: the smallest effect worth knowing, the most of one shopper that
// counts, what emails cost.
import { BlockStack, Button, Card, Form, InlineStack, Text, TextField } from '@shopify/polaris';
import { useEffect, useState } from 'react';
import { MEASURE_BOUNDS, type MeasureChoice, measureProblems } from '#app/domain/experiment/measure-settings.ts';
import type { Rule } from '#app/read/results.ts';
import { scaled } from '../guardrails/form.ts';
import type { ShopFormat } from '../shop-format.ts';
import { useShopFormat } from '../shop-format-context.tsx';
import { text } from '../text/text.ts';

type Field = keyof MeasureChoice;

export function MeasureCard({ rule, saving, onSave }: { rule: Rule; saving: boolean; onSave: (choice: Record<Field, number | null>) => void }) {
  const format = useShopFormat();
  const { results } = text;
  const { plausibleBp, messageCostMilli, capMinor } = rule;
  const [typed, setTyped] = useState(() => typedOf({ plausibleBp, messageCostMilli, capMinor }, format));
  useEffect(() => setTyped(typedOf({ plausibleBp, messageCostMilli, capMinor }, format)), [plausibleBp, messageCostMilli, capMinor, format]);
  const choice: MeasureChoice = {
    plausibleBp: scaled(typed.plausibleBp, 2) ?? Number.NaN,
    messageCostMilli: scaled(typed.messageCostMilli, format.currencyExponent) ?? Number.NaN,
    capMinor: typed.capMinor.trim() === '' ? null : (scaled(typed.capMinor, format.currencyExponent) ?? Number.NaN),
  };
  const problems = new Set(measureProblems(choice));
  const changed = choice.plausibleBp !== plausibleBp || choice.messageCostMilli !== messageCostMilli || choice.capMinor !== capMinor;
  const field = (name: Field, label: string, helpText: string, unit: { prefix?: string; suffix?: string }) => (
    <TextField
      label={label}
      helpText={helpText}
      value={typed[name]}
      onChange={(value) => setTyped((all) => ({ ...all, [name]: value }))}
      inputMode="decimal"
      autoComplete="off"
      {...unit}
      {...(problems.has(name) ? { error: results.settingsProblem(...bounds(name, format)) } : {})}
    />
  );
  return (
    <Card>
      <Form onSubmit={() => (problems.size === 0 && changed ? onSave({ ...choice }) : undefined)}>
        <BlockStack gap="400">
          <BlockStack gap="100">
            <Text as="h2" variant="headingMd">
              {results.settings}
            </Text>
            <Text as="p" tone="subdued">
              {results.settingsIntro}
            </Text>
          </BlockStack>
          <div className="desk-measure-fields">
            {field('plausibleBp', results.plausible, results.plausibleHelp, { suffix: '%' })}
            {field('capMinor', results.cap, results.capHelp, { suffix: format.currency })}
            {field('messageCostMilli', results.messagePrice, results.messagePriceHelp, { suffix: format.currency })}
          </div>
          <InlineStack>
            <Button submit loading={saving} disabled={!changed || problems.size > 0}>
              {results.settingsSave}
            </Button>
          </InlineStack>
        </BlockStack>
      </Form>
    </Card>
  );
}

const typedOf = ({ plausibleBp, messageCostMilli, capMinor }: MeasureChoice, format: ShopFormat): Record<Field, string> => ({
  plausibleBp: String(plausibleBp / 100),
  messageCostMilli: format.moneyInput(messageCostMilli),
  capMinor: capMinor === null ? '' : format.moneyInput(capMinor),
});

function bounds(field: Field, format: ShopFormat): [least: string, most: string] {
  const [least, most] = MEASURE_BOUNDS[field];
  const write = (value: number) => (field === 'plausibleBp' ? format.percent(value) : format.money(value));
  return [write(least), write(most)];
}
