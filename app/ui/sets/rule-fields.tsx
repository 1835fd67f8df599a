// Which products a rule takes: a collection by Shopify's own picker, a tag or a type by its name; and what it comes to today.
import { BlockStack, Button, InlineStack, Select, Text } from '@shopify/polaris';
import { idOfGid, usePicker } from '../guardrails/use-picker.ts';
import { useShopFormat } from '../shop-format-context.tsx';
import { text } from '../text/text.ts';
import type { RuleFields as Fields } from './draft.ts';
import { NameField } from './name-field.tsx';

export interface RuleFieldsProps {
  /** Of the choice itself. */
  label: string;
  /** What "chosen products" is called here. */
  chosen: string;
  fields: Fields;
  /** Titles of collections, by id. */
  collections: Readonly<Record<string, string>>;
  /** null: not known yet. */
  count: number | null;
  /** How many of them are looked at; null: all. */
  most: number | null;
  onChange: (change: Partial<Fields>, field: string | null) => void;
  onCollection: (collectionId: string, title: string) => void;
}

const KINDS = ['products', 'collection', 'tag', 'type'] as const;

export function RuleFields({ label, chosen, fields, collections, count, most, onChange, onCollection }: RuleFieldsProps) {
  const format = useShopFormat();
  const picker = usePicker();
  const { kind, collectionId } = fields;
  const words = text.setEditor;
  const pick = async () => {
    const [collection] = (await picker?.({ type: 'collection', action: 'select', ...(collectionId ? { selectionIds: [{ id: `gid://shopify/Collection/${collectionId}` }] } : {}) })) ?? [];
    if (collection) onCollection(idOfGid(collection.id), collection.title);
  };
  return (
    <BlockStack gap="200">
      <div className="desk-choose">
        <Select
          label={label}
          options={KINDS.map((value) => ({ value, label: value === 'products' ? chosen : words.kinds[value] }))}
          value={kind}
          onChange={(value) => onChange({ kind: value as Fields['kind'] }, null)}
        />
        {kind === 'tag' ? <NameField kind="tag" label={words.tag} value={fields.tag} onChange={(tag) => onChange({ tag }, 'tag')} /> : null}
        {kind === 'type' ? <NameField kind="type" label={words.type} value={fields.type} onChange={(type) => onChange({ type }, 'type')} /> : null}
        {kind === 'collection' ? (
          <BlockStack gap="100">
            <Text as="span">{words.collection}</Text>
            <InlineStack gap="200" blockAlign="center">
              <Text as="span" fontWeight="medium">
                {collectionId === '' ? words.noCollection : (collections[collectionId] ?? words.namelessCollection(collectionId))}
              </Text>
              <Button onClick={() => void pick()} disabled={!picker}>
                {collectionId === '' ? words.chooseCollection : words.otherCollection}
              </Button>
            </InlineStack>
            {picker === null ? (
              <Text as="span" tone="subdued">
                {words.noPicker}
              </Text>
            ) : null}
          </BlockStack>
        ) : null}
      </div>
      {kind !== 'products' && count !== null ? (
        <Text as="p" tone="subdued">
          <span role="status">
            {words.count(format.count(count), count === 1)}
            {most !== null && count > most ? `, ${words.countMore(format.count(most))}` : ''}.
          </span>
        </Text>
      ) : null}
    </BlockStack>
  );
}
