// One slot in the editor (a rung of a ladder, a part of a family): its name and words, the products chosen by hand in the
// order in which they are tried, and where more of them come from.
import { BlockStack, Button, Card, InlineError, InlineStack, Text, TextField } from '@shopify/polaris';
import { ArrowDownIcon, ArrowUpIcon, DeleteIcon } from '@shopify/polaris-icons';
import { useState } from 'react';
import { MOST_GIVEN, SET_BOUNDS } from '#app/domain/set/check-definition.ts';
import type { Strategy } from '#app/domain/set/set-definition.ts';
import type { DraftFacts } from '#app/read/set.ts';
import { useShopFormat } from '../shop-format-context.tsx';
import { text } from '../text/text.ts';
import { AddProducts, type ChosenProduct } from './add-products.tsx';
import { BroughtRow, CandidateRow, CandidatesTable } from './candidates.tsx';
import { movedIn, type SlotFields } from './draft.ts';
import { RuleFields } from './rule-fields.tsx';
import { Sortable, useSortableItem } from './sortable.tsx';

export interface SlotEditorProps {
  strategy: Strategy;
  slot: SlotFields;
  place: number;
  /** How many there are. */
  of: number;
  removable: boolean;
  facts: DraftFacts | null;
  /** Of products that no facts are known of yet. */
  titles: Readonly<Record<string, string>>;
  collections: Readonly<Record<string, string>>;
  /** What is wrong with it, in sentences. */
  problems: readonly string[];
  /** Products that stand anywhere in the draft. */
  taken: readonly string[];
  /** What the search orders by; null: nothing starts the set yet. */
  anchorId: string | null;
  soldOut: ReadonlySet<string>;
  onChange: (change: Partial<SlotFields>, field: string | null) => void;
  onMove: (to: number) => void;
  onRemove: () => void;
  onAdd: (products: readonly ChosenProduct[]) => void;
  onCollection: (collectionId: string, title: string) => void;
  onExclude: (productId: string) => void;
  onSoldOut: (productId: string) => void;
}

export function SlotEditor(props: SlotEditorProps) {
  const { strategy, slot, place, of, removable, facts, titles, collections, problems, taken, anchorId, soldOut, onChange, onMove, onRemove, onAdd, onCollection, onExclude, onSoldOut } = props;
  const { slotNo, name, words, productIds } = slot;
  // As it was at first: what is typed neither opens nor closes it.
  const [more] = useState(slot.kind !== 'products' || words !== '');
  const format = useShopFormat();
  const say = text.setEditor;
  const { ref, style, handle } = useSortableItem(String(slotNo), name);
  const titleOf = (productId: string) => facts?.products[productId]?.title ?? titles[productId] ?? `#${productId}`;
  const cameTo = facts?.slots.find((each) => each.slotNo === slotNo);
  const brought = slot.kind === 'products' ? [] : (cameTo?.productIds ?? []).filter((id) => !productIds.includes(id));
  const nameMissing = name.trim() === '' && problems.length > 0;
  const remove = (productId: string) => onChange({ productIds: productIds.filter((id) => id !== productId) }, null);
  const most = MOST_GIVEN[strategy];

  return (
    <div ref={ref} style={style} data-slot={slotNo}>
      <Card>
        <BlockStack gap="300">
          <InlineStack gap="200" blockAlign="end" wrap={false}>
            {of > 1 ? handle : null}
            <div className="desk-grows">
              <TextField
                label={say.slotLabel[strategy]}
                value={name}
                onChange={(typed) => onChange({ name: typed }, `name-${slotNo}`)}
                autoComplete="off"
                maxLength={SET_BOUNDS.slotNameLength}
                error={nameMissing}
              />
            </div>
            {of > 1 ? (
              <span className="desk-buttons">
                <Button icon={ArrowUpIcon} variant="tertiary" disabled={place === 0} onClick={() => onMove(place - 1)} accessibilityLabel={say.moveSlotUp(name)} />
                <Button icon={ArrowDownIcon} variant="tertiary" disabled={place === of - 1} onClick={() => onMove(place + 1)} accessibilityLabel={say.moveSlotDown(name)} />
                {removable ? <Button icon={DeleteIcon} variant="tertiary" onClick={onRemove} accessibilityLabel={say.removeSlot(name)} /> : null}
              </span>
            ) : null}
          </InlineStack>
          {problems.map((problem) => (
            <InlineError key={problem} message={problem} fieldID={`slot-${slotNo}`} />
          ))}
          {productIds.length + brought.length > 0 ? (
            <Sortable id={`candidates-${slotNo}`} items={productIds.map((id) => ({ id, title: titleOf(id) }))} onMove={(from, to) => onChange({ productIds: movedIn(productIds, from, to) }, null)}>
              <CandidatesTable name={name}>
                {productIds.map((id, rank) => (
                  <CandidateRow
                    key={id}
                    productId={id}
                    title={titleOf(id)}
                    facts={facts?.products[id]}
                    rank={rank}
                    last={rank === productIds.length - 1}
                    soldOut={soldOut.has(id)}
                    onMove={(to) => onChange({ productIds: movedIn(productIds, rank, to) }, null)}
                    onRemove={() => remove(id)}
                    onSoldOut={() => onSoldOut(id)}
                  />
                ))}
                {brought.map((id, index) => (
                  <BroughtRow
                    key={id}
                    title={titleOf(id)}
                    facts={facts?.products[id]}
                    rank={productIds.length + index}
                    soldOut={soldOut.has(id)}
                    onPin={() => onChange({ productIds: [...productIds, id] }, null)}
                    onExclude={() => onExclude(id)}
                    onSoldOut={() => onSoldOut(id)}
                  />
                ))}
              </CandidatesTable>
            </Sortable>
          ) : null}
          {productIds.length < most ? (
            <AddProducts label={text.set.addTo(name)} anchorId={anchorId} taken={taken} most={most} given={productIds} onAdd={onAdd} />
          ) : (
            <Text as="p" tone="subdued">
              {text.set.slotFull(most)}
            </Text>
          )}
          <details className="desk-disclosure" open={more}>
            <summary>{say.slotMore}</summary>
            <BlockStack gap="300">
              <RuleFields
                label={say.sourceFrom}
                chosen={say.noSource}
                fields={slot}
                collections={collections}
                count={cameTo?.count ?? null}
                most={null}
                onChange={(change, field) => onChange(change, field && `${field}-${slotNo}`)}
                onCollection={onCollection}
              />
              <TextField
                label={say.wordsLabel[strategy]}
                value={words}
                onChange={(typed) => onChange({ words: typed }, `words-${slotNo}`)}
                helpText={say.wordsHelp[strategy]}
                autoComplete="off"
                maxLength={SET_BOUNDS.wordsLength}
              />
              {cameTo && slot.kind !== 'products' && cameTo.count > brought.length + productIds.length ? (
                <Text as="p" variant="bodySm" tone="subdued">
                  {say.ranked(format.count(brought.length))}
                </Text>
              ) : null}
            </BlockStack>
          </details>
        </BlockStack>
      </Card>
    </div>
  );
}
