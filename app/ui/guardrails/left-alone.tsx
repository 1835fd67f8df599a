// Whom Setwise leaves alone, for good or while a case of theirs is open: customers with one of these tags. A draft like the
// rest of the page: the save bar saves it, and discards it.
import { BlockStack, Card, InlineStack, Tag, Text } from '@shopify/polaris';
import { useState } from 'react';
import { LEFT_ALONE_BOUNDS, type LeftAloneMeaning } from '#app/domain/consent/left-alone-tags.ts';
import { useShopFormat } from '../shop-format-context.tsx';
import { text } from '../text/text.ts';
import { TagField } from './tag-field.tsx';

export interface LeftAloneProps {
  meaning: LeftAloneMeaning;
  /** As they were typed. */
  tags: readonly string[];
  onChange: (tags: string[]) => void;
}

export function LeftAlone({ meaning, tags, onChange }: LeftAloneProps) {
  const words = text.leftAlone[meaning];
  const [typed, setTyped] = useState('');
  const format = useShopFormat();
  const add = () => {
    const tag = typed.trim();
    if (tag === '') return;
    if (!tags.some((one) => one.toLowerCase() === tag.toLowerCase())) onChange([...tags, tag]);
    setTyped('');
  };
  return (
    <Card>
      <BlockStack gap="400">
        <BlockStack gap="100">
          <Text as="h3" variant="headingMd">
            {words.title}
          </Text>
          <Text as="p">{words.sentence(format.list(tags))}</Text>
          <Text as="p" tone="subdued">
            {words.help}
          </Text>
        </BlockStack>
        {tags.length > 0 ? (
          <InlineStack gap="200">
            {tags.map((tag) => (
              <Tag key={tag} accessibilityLabel={words.remove(tag)} onRemove={() => onChange(tags.filter((one) => one !== tag))}>
                {tag}
              </Tag>
            ))}
          </InlineStack>
        ) : null}
        <TagField label={words.tag} help={words.tagHelp} add={words.addTag} maxLength={LEFT_ALONE_BOUNDS.length} value={typed} onChange={setTyped} onAdd={add} />
      </BlockStack>
    </Card>
  );
}
