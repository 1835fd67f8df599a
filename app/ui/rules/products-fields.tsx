// Which products a rule names: chosen with Shopify's own picker, or all of a collection, tag or type.
import { BlockStack, Button, InlineError, InlineStack, Text } from '@shopify/polaris';
import { idOfGid, usePicker } from '../guardrails/use-picker.ts';
import { NoPicker } from '../no-picker.tsx';
import type { RuleFields as Fields } from '../sets/draft.ts';
import { RuleFields } from '../sets/rule-fields.tsx';
import { useShopFormat } from '../shop-format-context.tsx';
import { text } from '../text/text.ts';

const SHOWN = 3;

export interface ProductsFieldsProps {
  id: string;
  fields: Fields;
  /** Titles by id. */
  products: Readonly<Record<string, string>>;
  collections: Readonly<Record<string, string>>;
  problem: boolean;
  onChange: (change: Partial<Fields>) => void;
  onNamed: (kind: 'products' | 'collections', names: Record<string, string>) => void;
}

export function ProductsFields({ id, fields, products, collections, problem, onChange, onNamed }: ProductsFieldsProps) {
  const format = useShopFormat();
  const picker = usePicker();
  const said = text.rules.fields;
  const choose = async () => {
    const picked = await picker?.({ type: 'product', action: 'select', multiple: true, filter: { variants: false }, selectionIds: fields.productIds.map((productId) => ({ id: `gid://shopify/Product/${productId}` })) });
    if (!picked) return;
    onNamed('products', Object.fromEntries(picked.map(({ id, title }) => [idOfGid(id), title])));
    onChange({ productIds: picked.map(({ id }) => idOfGid(id)) });
  };
  const shown = fields.productIds.slice(0, SHOWN).map((productId) => products[productId] ?? text.rules.said.goneProduct);
  return (
    <BlockStack gap="200">
      <RuleFields
        label={said.products}
        chosen={said.chosenProducts}
        fields={fields}
        collections={collections}
        count={null}
        most={null}
        onChange={(change) => onChange(change)}
        onCollection={(collectionId, title) => {
          onNamed('collections', { [collectionId]: title });
          onChange({ collectionId });
        }}
      />
      {fields.kind === 'products' ? (
        <BlockStack gap="100">
          <InlineStack gap="300" blockAlign="center">
            <Button id={id} onClick={() => void choose()} disabled={!picker}>
              {said.chooseProducts}
            </Button>
            {fields.productIds.length > 0 ? (
              <Text as="span" tone="subdued">
                {format.list([...shown, ...(fields.productIds.length > SHOWN ? [said.chosen(fields.productIds.length - SHOWN)] : [])])}
              </Text>
            ) : null}
          </InlineStack>
          <NoPicker picker={picker} />
        </BlockStack>
      ) : null}
      {problem ? <InlineError message={text.rules.faults.no_products} fieldID={id} /> : null}
    </BlockStack>
  );
}
