// One condition: what it looks at, and what that has to be. What is wrong with it is said beside its field.
import { BlockStack, Button, ChoiceList, FormLayout, InlineError, InlineStack, Select, TextField } from '@shopify/polaris';
import { CONDITION_KINDS } from '#app/domain/offer-rule/conditions.ts';
import type { ConditionKind } from '#app/domain/offer-rule/offer-rule.ts';
import type { RuleNames } from '#app/read/rules.ts';
import type { EditorChoices } from '#app/read/set.ts';
import { SeasonFields } from '../season-fields.tsx';
import { segmentTitle } from '../sets/conditions-sentence.ts';
import { useShopFormat } from '../shop-format-context.tsx';
import { text } from '../text/text.ts';
import type { ConditionFields, Fault } from './draft.ts';
import { ProductsFields, type ProductsFieldsProps } from './products-fields.tsx';

export interface ConditionCardProps {
  place: number;
  fields: ConditionFields;
  choices: EditorChoices;
  names: RuleNames;
  /** null: nothing is wrong, or nobody tried to save yet. */
  fault: Fault | null;
  onChange: (change: Partial<ConditionFields>) => void;
  onNamed: ProductsFieldsProps['onNamed'];
  onRemove: () => void;
}

export function ConditionCard(props: ConditionCardProps) {
  const { place, fields, choices, fault, onChange, onRemove } = props;
  const { rules: said } = text;
  const kinds = CONDITION_KINDS.filter((kind) => kind !== 'market' || fields.kind === 'market' || choices.markets.length > 1);
  return (
    <fieldset className="desk-condition">
      <legend>{said.condition(place)}</legend>
      <BlockStack gap="300">
        <InlineStack gap="300" align="space-between" blockAlign="end" wrap={false}>
          <div className="desk-grows">
            <Select label={said.condition(place)} labelHidden options={kinds.map((value) => ({ value, label: said.kinds[value] }))} value={fields.kind} onChange={(kind) => onChange({ kind: kind as ConditionKind })} />
          </div>
          <Button variant="tertiary" onClick={onRemove} accessibilityLabel={said.removeCondition(said.kinds[fields.kind])}>
            {said.remove}
          </Button>
        </InlineStack>
        <What {...props} />
        {fault === 'nothing_chosen' || fault === 'no_such_day' ? <InlineError message={said.faults[fault]} fieldID={`condition-${fields.key}`} /> : null}
      </BlockStack>
    </fieldset>
  );
}

function What({ fields, choices, names, fault, onChange, onNamed }: ConditionCardProps) {
  const { currency } = useShopFormat();
  const said = text.rules.fields;
  const id = `condition-${fields.key}`;
  const error = fault === 'no_bound' || fault === 'bounds_crossed' || fault === 'not_a_number' ? { error: text.rules.faults[fault] } : {};
  const products = (
    <ProductsFields
      id={id} fields={fields.products} products={names.products} collections={names.collections} problem={fault === 'no_products'} onNamed={onNamed}
      onChange={(change) => onChange({ products: { ...fields.products, ...change } })}
    />
  );
  switch (fields.kind) {
    case 'cart_total':
    case 'orders': {
      const suffix = fields.kind === 'cart_total' ? currency : said.orders;
      return (
        <FormLayout.Group condensed>
          <TextField id={id} label={said.atLeast} value={fields.from} onChange={(from) => onChange({ from })} suffix={suffix} inputMode="decimal" autoComplete="off" helpText={said.optional} {...error} />
          <TextField label={said.below} value={fields.below} onChange={(below) => onChange({ below })} suffix={suffix} inputMode="decimal" autoComplete="off" helpText={said.optional} />
        </FormLayout.Group>
      );
    }
    case 'cart_has':
      return (
        <BlockStack gap="200">
          <Select label={said.has} options={[{ value: 'yes', label: said.hasIt }, { value: 'no', label: said.hasNot }]} value={fields.has ? 'yes' : 'no'} onChange={(has) => onChange({ has: has === 'yes' })} />
          {products}
        </BlockStack>
      );
    case 'last_purchase':
      return (
        <BlockStack gap="200">
          {products}
          <div className="desk-fields">
            <TextField label={said.withinDays} value={fields.days} onChange={(days) => onChange({ days })} inputMode="numeric" autoComplete="off" helpText={said.withinHelp} {...(fault === 'no_days' ? { error: text.rules.faults.no_days } : {})} />
          </div>
        </BlockStack>
      );
    case 'segment':
      return (
        <BlockStack gap="200">
          <Select label={said.is} options={[{ value: 'yes', label: said.isOne }, { value: 'no', label: said.isNone }]} value={fields.is ? 'yes' : 'no'} onChange={(is) => onChange({ is: is === 'yes' })} />
          <div className="desk-ticks" id={id}>
            <ChoiceList allowMultiple title={said.segments} choices={choices.segments.map((segment) => ({ value: segment.name, label: segmentTitle(segment) }))} selected={fields.segments} onChange={(segments) => onChange({ segments })} />
          </div>
        </BlockStack>
      );
    case 'low_stock':
      return (
        <div className="desk-fields">
          <TextField id={id} label={said.left} value={fields.left} onChange={(left) => onChange({ left })} inputMode="numeric" autoComplete="off" helpText={said.leftHelp} {...error} />
        </div>
      );
    case 'season':
      return <SeasonFields id={id} season={fields.season} onChange={(season) => onChange({ season: { ...fields.season, ...season } })} />;
    case 'market':
      return (
        <div id={id}>
          <ChoiceList allowMultiple title={said.markets} choices={choices.markets.map(({ marketId, name }) => ({ value: marketId, label: name }))} selected={fields.marketIds} onChange={(marketIds) => onChange({ marketIds })} />
        </div>
      );
  }
}
