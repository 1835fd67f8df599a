// What fits what: where products say it, each as a sentence with the one thing to do about it, and a form to add one. A draft
// like the rest of the page: the save bar saves it, and discards it.
import { Badge, BlockStack, Button, Card, FormLayout, Select, Text, TextField } from '@shopify/polaris';
import { useState } from 'react';
import {
  COMPATIBILITY_BOUNDS, COMPATIBILITY_SOURCES, type CompatibilityOutcome, type CompatibilityRule, type CompatibilitySource, readCompatibilityRules, ruleKey,
} from '#app/domain/compatibility/rule-list.ts';
import { text } from '../text/text.ts';
import { AddForm } from './add-form.tsx';

export interface CompatibilityProps {
  rules: readonly CompatibilityRule[];
  /** Of what is saved: what no product has; by ruleKey. */
  idle: readonly string[];
  /** Of what is saved: metafields that are still being read; by ruleKey. */
  reading: readonly string[];
  onChange: (rules: readonly CompatibilityRule[]) => void;
}

export function Compatibility({ rules, idle, reading, onChange }: CompatibilityProps) {
  return (
    <Card>
      <BlockStack gap="400">
        <BlockStack gap="100">
          <Text as="h3" variant="headingMd">
            {text.compatibility.title}
          </Text>
          <Text as="p" tone="subdued">
            {rules.length === 0 ? text.compatibility.empty : text.compatibility.help}
          </Text>
        </BlockStack>
        {rules.length > 0 ? (
          <ul className="desk-blocks" aria-label={text.compatibility.listTitle}>
            {rules.map((rule) => (
              <Rule key={ruleKey(rule)} rule={rule} isIdle={idle.includes(ruleKey(rule))} isReading={reading.includes(ruleKey(rule))} onRemove={() => onChange(rules.filter((one) => one !== rule))} />
            ))}
          </ul>
        ) : null}
        <AddRule rules={rules} onAdd={onChange} />
      </BlockStack>
    </Card>
  );
}

function Rule({ rule, isIdle, isReading, onRemove }: { rule: CompatibilityRule; isIdle: boolean; isReading: boolean; onRemove: () => void }) {
  return (
    <li className="desk-block">
      <Badge>{text.compatibility.source(rule.source)}</Badge>
      <span className="desk-block-title">
        <Text as="span">{rule.name}</Text>
        <Text as="span" variant="bodySm" tone="subdued">
          {text.compatibility[rule.source](rule.key)}
        </Text>
        {isReading ? (
          <Text as="span" variant="bodySm" tone="subdued">
            {text.compatibility.reading}
          </Text>
        ) : null}
        {isIdle ? (
          <Text as="span" variant="bodySm" tone="caution">
            {text.compatibility.idle}
          </Text>
        ) : null}
      </span>
      <Button variant="plain" onClick={onRemove} accessibilityLabel={text.compatibility.remove(rule.name)}>
        {text.compatibility.removeShort}
      </Button>
    </li>
  );
}

const BLANK: CompatibilityRule = { source: 'option', key: '', name: '' };

function AddRule({ rules, onAdd }: { rules: readonly CompatibilityRule[]; onAdd: CompatibilityProps['onChange'] }) {
  const [draft, setDraft] = useState(BLANK);
  const [why, setWhy] = useState<Extract<CompatibilityOutcome, { kind: 'invalid' }>['why'] | null>(null);
  const set = (change: Partial<CompatibilityRule>) => {
    setDraft({ ...draft, ...change });
    setWhy(null);
  };
  const add = () => {
    const outcome = readCompatibilityRules([...rules, draft]);
    if (outcome.kind === 'invalid') return setWhy(outcome.why);
    onAdd(outcome.rules);
    setDraft({ ...BLANK, source: draft.source });
  };
  return (
    <AddForm id="add-rule" title={text.compatibility.addTitle} action={text.compatibility.add} problem={why && text.compatibility.refused(why)} onAdd={add}>
      <Select
        label={text.compatibility.from}
        options={COMPATIBILITY_SOURCES.map((value) => ({ value, label: text.compatibility.sources[value] }))}
        value={draft.source}
        onChange={(source) => set({ source: source as CompatibilitySource })}
      />
      <FormLayout.Group>
        <TextField label={text.compatibility.key[draft.source]} value={draft.key} onChange={(key) => set({ key })} autoComplete="off" maxLength={COMPATIBILITY_BOUNDS.textLength} />
        <TextField label={text.compatibility.name} value={draft.name} onChange={(name) => set({ name })} helpText={text.compatibility.nameHelp} autoComplete="off" maxLength={COMPATIBILITY_BOUNDS.textLength} />
      </FormLayout.Group>
    </AddForm>
  );
}
