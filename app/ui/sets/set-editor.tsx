// The editor of a set, new or saved: on the left what it is, on the right what a shopper would see of it.
import { BlockStack, Box, Button, ButtonGroup, InlineError, Layout, Text } from '@shopify/polaris';
import { RedoIcon, UndoIcon } from '@shopify/polaris-icons';
import { type ReactNode, useEffect, useState } from 'react';
import type { WrittenTerms } from '#app/domain/offer/offer-terms.ts';
import { checkWritten, type DefinitionProblem, type ProblemCode } from '#app/domain/set/check-definition.ts';
import { fromText, type SetText } from '#app/domain/set/set-text.ts';
import type { EditorChoices, SavedVersion, SetChange } from '#app/read/set.ts';
import { SaveBar } from '../save-bar.tsx';
import { useShopFormat } from '../shop-format-context.tsx';
import { text } from '../text/text.ts';
import { useToast } from '../use-toast.ts';
import type { ChosenProduct } from './add-products.tsx';
import { AnchorCard } from './anchor-card.tsx';
import { BasicsCard } from './basics-card.tsx';
import { ChangeLog } from './change-log.tsx';
import { ConditionsCard } from './conditions-card.tsx';
import { added, canLoseSlot, changedSlot, type Draft, draftOf, hasAnchor, hasSlotLeft, mistyped, movedIn, named, sameDraft, withoutSlot, withSlot, written, writtenTermsOf } from './draft.ts';
import { ExcludedCard } from './excluded-card.tsx';
import { SetPreview } from './preview.tsx';
import { problemWords } from './problem-words.ts';
import { SetOffer } from './set-offer.tsx';
import { SignalsCard } from './signals-card.tsx';
import { SlotEditor } from './slot-editor.tsx';
import { Sortable } from './sortable.tsx';
import { useDraftAnswer, useSetDraft } from './use-set-draft.ts';

export interface SetEditorProps {
  /** null: not saved yet. */
  setId: string | null;
  /** What is saved; of a new set what it begins with. */
  begin: Draft;
  /** What stands in the form at first, where that is not what it began with: a copy is unsaved as it comes. */
  first?: Draft;
  choices: EditorChoices;
  collections: Readonly<Record<string, string>>;
  changes: readonly SetChange[];
  saving: boolean;
  /** It was saved, and the page is about to be left. */
  isLeaving?: boolean;
  /** Above everything: that somebody else saved meanwhile. */
  notice: ReactNode;
  onSave: (definition: SetText, terms: WrittenTerms) => void;
  onDirty: (dirty: boolean) => void;
}

/** What is not there yet is no mistake until somebody tries to save. */
const NOT_YET: ReadonlySet<ProblemCode> = new Set(['goal_missing', 'slot_unnamed', 'slot_empty', 'anchor_missing', 'rule_unnamed', 'signals_missing', 'collection_gone']);
const CONDITIONS: ReadonlySet<ProblemCode> = new Set(['not_a_day', 'ends_before_starts', 'conditions_many', 'trial_out_of_bounds']);
const SIGNALS: ReadonlySet<ProblemCode> = new Set(['signals_missing', 'signals_out_of_bounds']);

export function SetEditor({ setId, begin, first = begin, choices, collections, changes, saving, isLeaving = false, notice, onSave, onDirty }: SetEditorProps) {
  const { draft, change, undo, redo } = useSetDraft(first);
  const [tried, setTried] = useState(false);
  const [found, setFound] = useState<Readonly<Record<string, string>>>({});
  const [titled, setTitled] = useState(collections);
  const [soldOutIds, setSoldOutIds] = useState<ReadonlySet<string>>(new Set());
  const format = useShopFormat();
  const toast = useToast();
  const say = text.setEditor;
  const { strategy } = draft;

  const definition = written(draft);
  const terms = writtenTermsOf(draft, format.currencyExponent);
  const { answer, failed } = useDraftAnswer({ setId, definition, terms, soldOutIds: [...soldOutIds] });
  const facts = answer?.facts ?? null;
  const titleOf = (productId: string) => facts?.products[productId]?.title ?? found[productId] ?? `#${productId}`;

  const typed = mistyped(draft, { maxDiscountBp: choices.maxDiscountBp, currencyExponent: format.currencyExponent });
  const inForm = checkWritten(fromText(definition), (productId) => titleOf(String(productId)));
  const problems = [...inForm, ...(answer?.problems ?? [])].filter(({ code }) => tried || !NOT_YET.has(code));
  const said = (wanted: (problem: DefinitionProblem) => boolean) => [...new Set(problems.filter(wanted).map(problemWords))];
  const elsewhere = said(({ code, slotNo }) => slotNo === null && code !== 'goal_missing' && !CONDITIONS.has(code) && !SIGNALS.has(code));
  const sound = typed.size === 0 && inForm.length === 0;
  const dirty = !sameDraft(draft, begin);
  useEffect(() => onDirty(dirty), [dirty, onDirty]);

  const taken = [...draft.anchor.productIds, ...draft.slots.flatMap(({ productIds }) => productIds)];
  const anchorId = hasAnchor(draft) ? (facts?.anchor.productIds[0] ?? draft.anchor.productIds[0] ?? null) : null;
  const remember = (products: readonly Pick<ChosenProduct, 'productId' | 'title'>[]) => setFound({ ...found, ...Object.fromEntries(products.map(({ productId, title }) => [productId, title])) });
  const nameCollection = (collectionId: string, title: string) => setTitled({ ...titled, [collectionId]: title });
  const shownIds = answer?.preview.offer?.items.map(({ productId }) => productId) ?? [];
  const parts = draft.slots.map(({ name }) => name.trim()).filter(Boolean);
  const save = () => {
    setTried(true);
    if (sound) onSave(definition, terms);
  };
  const restore = (version: SavedVersion) => {
    if (!version.definition || !version.terms) return;
    change(draftOf(version.definition, version.terms, format.currencyExponent), null);
    toast(say.restored);
  };

  return (
    <>
      <SaveBar open={dirty && !isLeaving} saving={saving} sound={sound} onSave={save} onDiscard={() => change(begin, null)} />
      <Layout>
        <Layout.Section>
          <BlockStack gap="400">
            {notice}
            <Box paddingInline={{ xs: '400', sm: '0' }}>
              <ButtonGroup>
                <Button icon={UndoIcon} disabled={!undo} onClick={() => undo?.()}>
                  {say.undo}
                </Button>
                <Button icon={RedoIcon} disabled={!redo} onClick={() => redo?.()}>
                  {say.redo}
                </Button>
              </ButtonGroup>
            </Box>
            {elsewhere.map((sentence) => (
              <InlineError key={sentence} message={sentence} fieldID="set" />
            ))}
            <BasicsCard
              goal={draft.goal}
              outcome={draft.outcome}
              proposed={strategy === 'completion' && parts.length > 0 ? say.outcomeProposed(format.list(parts)) : ''}
              goalMissing={draft.goal.trim() === '' && (tried || setId !== null)}
              onChange={(words, field) => change({ ...draft, ...words }, field)}
            />
            {strategy === 'completion' || strategy === 'upsell' ? (
              <AnchorCard
                strategy={strategy}
                anchor={draft.anchor}
                facts={facts}
                titles={found}
                collections={titled}
                problems={said(({ slotNo }) => slotNo === 0)}
                taken={taken}
                onChange={(fields, field) => change({ ...draft, anchor: { ...draft.anchor, ...fields } }, field)}
                onAdd={(products) => {
                  remember(products);
                  change({ ...draft, anchor: { ...draft.anchor, productIds: [...new Set([...draft.anchor.productIds, ...products.map(({ productId }) => productId)])] } }, null);
                }}
                onCollection={(collectionId, title) => {
                  nameCollection(collectionId, title);
                  change({ ...draft, anchor: { ...draft.anchor, collectionId } }, null);
                }}
              />
            ) : null}
            <Box paddingInline={{ xs: '400', sm: '0' }}>
              <Text as="h2" variant="headingMd">
                {say.slotsTitle[strategy]}
              </Text>
              <Text as="p" tone="subdued">
                {say.slotsHelp[strategy]}
              </Text>
            </Box>
            <Sortable id="slots" items={draft.slots.map(({ slotNo, name }) => ({ id: String(slotNo), title: name }))} onMove={(from, to) => change({ ...draft, slots: movedIn(draft.slots, from, to) }, null)}>
              {draft.slots.map((slot, place) => (
                <SlotEditor
                  key={slot.slotNo}
                  strategy={strategy}
                  slot={slot}
                  place={place}
                  of={draft.slots.length}
                  removable={canLoseSlot(draft)}
                  facts={facts}
                  titles={found}
                  collections={titled}
                  problems={said(({ slotNo }) => slotNo === slot.slotNo)}
                  taken={taken}
                  anchorId={anchorId}
                  soldOut={soldOutIds}
                  onChange={(fields, field) => change(changedSlot(draft, slot.slotNo, fields), field)}
                  onMove={(to) => change({ ...draft, slots: movedIn(draft.slots, place, to) }, null)}
                  onRemove={() => change(withoutSlot(draft, slot.slotNo), null)}
                  onAdd={(products) => {
                    remember(products);
                    change(named(added(draft, slot.slotNo, products.map(({ productId }) => productId)), slot.slotNo, say.slotNames[strategy](place + 1), products[0]?.productType ?? ''), null);
                  }}
                  onCollection={(collectionId, title) => {
                    nameCollection(collectionId, title);
                    change(changedSlot(draft, slot.slotNo, { collectionId }), null);
                  }}
                  onExclude={(productId) => {
                    remember([{ productId, title: titleOf(productId) }]);
                    change({ ...draft, excludedIds: [...draft.excludedIds, productId] }, null);
                  }}
                  onSoldOut={(productId) => setSoldOutIds(new Set(soldOutIds.has(productId) ? [...soldOutIds].filter((id) => id !== productId) : [...soldOutIds, productId]))}
                />
              ))}
            </Sortable>
            {hasSlotLeft(draft) ? (
              <Box paddingInline={{ xs: '400', sm: '0' }}>
                <Button onClick={() => change(withSlot(draft, say.slotNames[strategy]), null)}>{say.addSlot[strategy]}</Button>
              </Box>
            ) : null}
            <ExcludedCard productIds={draft.excludedIds} facts={facts} titles={found} onTakeBack={(productId) => change({ ...draft, excludedIds: draft.excludedIds.filter((id) => id !== productId) }, null)} />
            {strategy === 'evolution' ? <SignalsCard signals={draft.signals} problems={said(({ code }) => SIGNALS.has(code))} onChange={(signals, field) => change({ ...draft, signals: { ...draft.signals, ...signals } }, field)} /> : null}
            <SetOffer
              strategy={strategy}
              terms={draft.terms}
              slots={draft.slots}
              maxDiscountBp={choices.maxDiscountBp}
              mistyped={typed}
              givesNothing={givesNothing(draft, answer?.preview.offer ?? null)}
              onChange={(fields, field) => change({ ...draft, terms: { ...draft.terms, ...fields } }, field)}
            />
            <ConditionsCard draft={draft} choices={choices} mistyped={typed} problems={said(({ code }) => CONDITIONS.has(code))} onChange={(fields, field) => change({ ...draft, ...fields }, field)} />
            {setId === null ? null : <ChangeLog changes={changes} choices={choices} onRestore={restore} />}
          </BlockStack>
        </Layout.Section>
        <Layout.Section variant="oneThird">
          <div className="desk-preview">
            <SetPreview
              shown={answer?.preview ?? null}
              rules={answer?.rules ?? null}
              ofOwners={!hasAnchor(draft)}
              failed={failed}
              soldOut={soldOutIds.size > 0}
              onSoldOut={(soldOut) => setSoldOutIds(new Set(soldOut ? shownIds : []))}
            />
          </div>
        </Layout.Section>
      </Layout>
    </>
  );
}

/** A price that is promised, and that no product shown today gets: the guardrails leave nothing of it. */
function givesNothing({ terms: { kind, percent } }: Draft, offer: { items: readonly { priceMinor: number; offerPriceMinor: number }[] } | null): boolean {
  const promises = kind === 'amount' || kind === 'set_price' || kind === 'gift' || (kind === 'percent' && Number(percent.replace(',', '.')) > 0);
  return promises && (offer?.items.every(({ priceMinor, offerPriceMinor }) => offerPriceMinor === priceMinor) ?? false);
}
