// What is never offered: entries with the one thing to do about each, Shopify's own picker to add products and collections,
// a field for tags. A draft like the rest of the page: the save bar saves it, and discards it.
import { Badge, BlockStack, Button, Card, InlineStack, Text } from '@shopify/polaris';
import { useState } from 'react';
import { BLOCK_BOUNDS, type BlockEntry, type BlockKind, entryKey, tagEntry } from '#app/domain/eligibility/block-list.ts';
import { NoPicker } from '../no-picker.tsx';
import { text } from '../text/text.ts';
import { TagField } from './tag-field.tsx';
import { idOfGid, usePicker } from './use-picker.ts';

export interface BlockListProps {
  entries: readonly BlockEntry[];
  /** Of what is saved: collections that are still being read, or are gone; by entryKey. */
  states: Readonly<Record<string, 'reading' | 'gone'>>;
  onChange: (entries: BlockEntry[]) => void;
}

export function BlockList({ entries, states, onChange }: BlockListProps) {
  const [tag, setTag] = useState('');
  const picker = usePicker();
  const add = (more: readonly BlockEntry[]) => onChange([...new Map([...entries, ...more].map((entry) => [entryKey(entry), entry])).values()]);
  const pick = async (kind: Exclude<BlockKind, 'tag'>) => {
    const selectionIds = entries.filter((entry) => entry.kind === kind).map(({ value }) => ({ id: gidOf(kind, value) }));
    const chosen = await picker?.({ type: kind, multiple: BLOCK_BOUNDS.entries, action: 'add', selectionIds, filter: { variants: false } });
    // What was unticked in the picker goes, too; closing it changes nothing.
    if (chosen) onChange([...entries.filter((entry) => entry.kind !== kind), ...chosen.map(({ id, title }) => ({ kind, value: idOfGid(id), title }))]);
  };
  const addTag = () => {
    if (tag.trim() === '') return;
    add([tagEntry(tag)]);
    setTag('');
  };

  return (
    <Card>
      <BlockStack gap="400">
        <BlockStack gap="100">
          <Text as="h3" variant="headingMd">
            {text.blockList.title}
          </Text>
          <Text as="p">{text.blockList.sentence(entries.length)}</Text>
          <Text as="p" tone="subdued">
            {entries.length === 0 ? text.blockList.empty : text.blockList.help}
          </Text>
        </BlockStack>
        {entries.length > 0 ? (
          <ul className="desk-blocks" aria-label={text.blockList.tableTitle}>
            {entries.map((entry) => (
              <Entry key={entryKey(entry)} entry={entry} state={states[entryKey(entry)]} onRemove={() => onChange(entries.filter((one) => one !== entry))} />
            ))}
          </ul>
        ) : null}
        <InlineStack gap="200" blockAlign="end">
          <Button disabled={!picker} onClick={() => void pick('product')}>
            {text.blockList.addProducts}
          </Button>
          <Button disabled={!picker} onClick={() => void pick('collection')}>
            {text.blockList.addCollections}
          </Button>
        </InlineStack>
        <NoPicker picker={picker} />
        <TagField label={text.blockList.tag} help={text.blockList.tagHelp} add={text.blockList.addTag} maxLength={BLOCK_BOUNDS.tagLength} value={tag} onChange={setTag} onAdd={addTag} />
      </BlockStack>
    </Card>
  );
}

function Entry({ entry, state, onRemove }: { entry: BlockEntry; state: 'reading' | 'gone' | undefined; onRemove: () => void }) {
  return (
    <li className="desk-block">
      <Badge>{text.blockList.kind(entry.kind)}</Badge>
      <span className="desk-block-title">
        <Text as="span">{entry.title}</Text>
        {state ? (
          <Text as="span" variant="bodySm" tone="subdued">
            {text.blockList[state]}
          </Text>
        ) : null}
      </span>
      <Button variant="plain" onClick={onRemove} accessibilityLabel={text.blockList.remove(entry.title)}>
        {text.blockList.removeShort}
      </Button>
    </li>
  );
}

const gidOf = (kind: Exclude<BlockKind, 'tag'>, id: string): string => `gid://shopify/${kind === 'product' ? 'Product' : 'Collection'}/${id}`;
