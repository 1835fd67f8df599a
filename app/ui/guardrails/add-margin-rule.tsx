// Where a margin rule is put together: for what, and the numbers that differ. What is wrong with it is said here, and nothing
// is added.
import { BlockStack, Button, FormLayout, InlineStack, Select, Text, TextField } from '@shopify/polaris';
import { useState } from 'react';
import { GUARDRAIL_BOUNDS } from '#app/domain/margin/guardrails.ts';
import { MARGIN_SCOPES, type MarginRule, type MarginScope, outOfBounds, readMarginRules, type RuleNumber } from '#app/domain/margin/margin-rule.ts';
import { NoPicker } from '../no-picker.tsx';
import { useShopFormat } from '../shop-format-context.tsx';
import { text } from '../text/text.ts';
import { AddForm } from './add-form.tsx';
import { boundsText } from './bounds-text.ts';
import { scaled } from './form.ts';
import { idOfGid, usePicker } from './use-picker.ts';

const BLANK = { scope: 'type' as MarginScope, value: '', title: '', floorBp: '', floorMinor: '', defaultCostBp: '', handlingMinor: '' };
type Draft = typeof BLANK;

export function AddMarginRule({ rules, onAdd }: { rules: readonly MarginRule[]; onAdd: (rules: readonly MarginRule[]) => void }) {
  const format = useShopFormat();
  const [draft, setDraft] = useState<Draft>(BLANK);
  const [why, setWhy] = useState<string | null>(null);
  const wrong = why === 'out_of_bounds' ? outOfBounds(ruleOf(draft, format.currencyExponent)) : [];
  const picker = usePicker();
  const set = (change: Partial<Draft>) => {
    setDraft({ ...draft, ...change });
    setWhy(null);
  };
  const choose = async () => {
    const [chosen] = (await picker?.({ type: 'product', action: 'select', filter: { variants: false } })) ?? [];
    if (chosen) set({ value: idOfGid(chosen.id), title: chosen.title });
  };
  const add = () => {
    const outcome = readMarginRules([...rules, ruleOf(draft, format.currencyExponent)]);
    if (outcome.kind === 'invalid') return setWhy(outcome.why);
    onAdd(outcome.rules);
    setDraft({ ...BLANK, scope: draft.scope });
  };
  const number = (name: RuleNumber, label: string, suffix: string) => (
    <TextField
      label={label}
      value={draft[name]}
      onChange={(value) => set({ [name]: value })}
      suffix={suffix}
      inputMode="decimal"
      autoComplete="off"
      {...(wrong[0] === name ? { focused: true } : {})}
      {...(wrong.includes(name) ? { error: boundsText(name, GUARDRAIL_BOUNDS[name], format) } : {})}
    />
  );

  return (
    <AddForm id="add-margin-rule" title={text.marginRules.addTitle} action={text.marginRules.add} problem={why && wrong.length === 0 ? text.marginRules.refused(why) : null} onAdd={add}>
      <FormLayout.Group>
        <Select label={text.marginRules.what} options={MARGIN_SCOPES.map((value) => ({ value, label: text.marginRules.scope(value) }))} value={draft.scope} onChange={(scope) => set({ scope: scope as MarginScope, value: '', title: '' })} />
        {draft.scope === 'product' ? (
          <BlockStack gap="100">
            <Text as="span">{draft.title === '' ? text.marginRules.noneChosen : text.marginRules.chosen(draft.title)}</Text>
            <InlineStack>
              <Button disabled={!picker} onClick={() => void choose()}>
                {text.marginRules.choose}
              </Button>
            </InlineStack>
            <NoPicker picker={picker} />
          </BlockStack>
        ) : (
          <TextField label={text.marginRules.named[draft.scope]} value={draft.value} onChange={(value) => set({ value, title: value })} autoComplete="off" maxLength={255} />
        )}
      </FormLayout.Group>
      <div className="desk-fields">
        {number('floorBp', text.marginRules.floorPercent, '%')}
        {number('floorMinor', text.marginRules.floorAmount, format.currency)}
        {number('defaultCostBp', text.marginRules.assumedCost, '%')}
        {number('handlingMinor', text.marginRules.handlingAmount, format.currency)}
      </div>
    </AddForm>
  );
}

/** What is no number is out of bounds, and said so. */
function ruleOf({ scope, value, title, ...typed }: Draft, currencyExponent: number): MarginRule {
  const read = (text: string, decimals: number) => (text.trim() === '' ? null : (scaled(text, decimals) ?? Number.NaN));
  return {
    scope, value, title,
    floorBp: read(typed.floorBp, 2), floorMinor: read(typed.floorMinor, currencyExponent), defaultCostBp: read(typed.defaultCostBp, 2), handlingMinor: read(typed.handlingMinor, currencyExponent),
  };
}
