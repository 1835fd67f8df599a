// What follows when a rule holds.
import { BlockStack, Card, ChoiceList, InlineError, Select, Text } from '@shopify/polaris';
import { ACTION_KINDS, type ActionKind } from '#app/domain/offer-rule/offer-rule.ts';
import { STRATEGIES, type Strategy } from '#app/domain/set/set-definition.ts';
import type { NamedSet, RuleNames } from '#app/read/rules.ts';
import { text } from '../text/text.ts';
import type { ActionFields, Fault } from './draft.ts';
import { ProductsFields, type ProductsFieldsProps } from './products-fields.tsx';

export interface ActionCardProps {
  fields: ActionFields;
  names: RuleNames;
  /** Live ones. */
  sets: readonly NamedSet[];
  fault: Fault | null;
  onChange: (change: Partial<ActionFields>) => void;
  onNamed: ProductsFieldsProps['onNamed'];
}

export function ActionCard({ fields, names, sets, fault, onChange, onNamed }: ActionCardProps) {
  const { rules: said } = text;
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          {said.thenTitle}
        </Text>
        <Select label={said.action} labelHidden options={ACTION_KINDS.map((value) => ({ value, label: said.actions[value] }))} value={fields.kind} onChange={(kind) => onChange({ kind: kind as ActionKind })} helpText={said.actionHelp[fields.kind]} />
        {fields.kind === 'show_set' ? <WhichSet setId={fields.setId} sets={sets} names={names} missing={fault === 'no_set'} onChange={(setId) => onChange({ setId })} /> : null}
        {fields.kind === 'only_strategies' ? (
          <>
            <ChoiceList allowMultiple title={said.fields.strategies} choices={STRATEGIES.map((value) => ({ value, label: text.strategy(value) }))} selected={fields.strategies} onChange={(strategies) => onChange({ strategies: strategies as Strategy[] })} />
            {fault === 'no_strategy' ? <InlineError message={said.faults.no_strategy} fieldID="rule-action" /> : null}
          </>
        ) : null}
        {fields.kind === 'only_products' || fields.kind === 'leave_out' ? (
          <ProductsFields
            id="rule-action" fields={fields.products} products={names.products} collections={names.collections} problem={fault === 'no_products'} onNamed={onNamed}
            onChange={(change) => onChange({ products: { ...fields.products, ...change } })}
          />
        ) : null}
        {fields.kind !== 'show_set' ? (
          <Text as="p" tone="subdued">
            {said.painted}
          </Text>
        ) : null}
      </BlockStack>
    </Card>
  );
}

function WhichSet({ setId, sets, names, missing, onChange }: { setId: string; sets: readonly NamedSet[]; names: RuleNames; missing: boolean; onChange: (setId: string) => void }) {
  const said = text.rules.fields;
  const chosen = names.sets[setId];
  const listed = chosen && !sets.some((set) => set.setId === setId) ? [chosen, ...sets] : sets;
  if (listed.length === 0) return <Text as="p">{said.noSets}</Text>;
  return (
    <Select
      label={said.set}
      options={[{ value: '', label: said.chooseSet }, ...listed.map(({ setId, goal, byRuleOnly }) => ({ value: setId, label: byRuleOnly ? said.byRule(goal) : goal }))]}
      value={setId}
      onChange={onChange}
      {...(missing ? { error: text.rules.faults.no_set } : {})}
    />
  );
}
