// The merchant's own segments: what each is, and a small form for another one. What is added or removed is saved at once.
import { BlockStack, Button, Card, FormLayout, InlineError, InlineStack, Select, Text, TextField } from '@shopify/polaris';
import { useState } from 'react';
import { SEGMENT_BOUNDS, SEGMENT_KINDS, type SegmentKind, type TypedSegment } from '#app/domain/audience/own-segments.ts';
import { scaled } from '../guardrails/form.ts';
import { useShopFormat } from '../shop-format-context.tsx';
import { text } from '../text/text.ts';

export interface SegmentsCardProps {
  segments: readonly TypedSegment[];
  busy: boolean;
  /** Why the last change was not saved, in a sentence. */
  refusal: string | undefined;
  onSave: (segments: TypedSegment[]) => void;
}

export function SegmentsCard({ segments, busy, refusal, onSave }: SegmentsCardProps) {
  const format = useShopFormat();
  const { own } = text.segments;
  return (
    <Card>
      <BlockStack gap="400">
        <BlockStack gap="100">
          <Text as="h2" variant="headingMd">
            {own.title}
          </Text>
          <Text as="p">{own.body}</Text>
        </BlockStack>
        {segments.length === 0 ? (
          <Text as="p" tone="subdued">
            {own.empty}
          </Text>
        ) : (
          <ul className="desk-segments" aria-label={own.title}>
            {segments.map((segment) => (
              <li key={segment.title}>
                <InlineStack gap="300" blockAlign="center">
                  <Text as="span">{`${segment.title}: ${own.rule(segment.kind, segment.value, format)}`}</Text>
                  <Button variant="plain" disabled={busy} accessibilityLabel={own.remove(segment.title)} onClick={() => onSave(segments.filter((one) => one !== segment))}>
                    {own.removeShort}
                  </Button>
                </InlineStack>
              </li>
            ))}
          </ul>
        )}
        {/* A form begins anew once what it added is there. */}
        <AddSegment key={segments.length} busy={busy} refusal={refusal} onAdd={(segment) => onSave([...segments, segment])} />
      </BlockStack>
    </Card>
  );
}

function AddSegment({ busy, refusal, onAdd }: { busy: boolean; refusal: string | undefined; onAdd: (segment: TypedSegment) => void }) {
  const format = useShopFormat();
  const { own } = text.segments;
  const [title, setTitle] = useState('');
  const [kind, setKind] = useState<SegmentKind>('tag');
  const [value, setValue] = useState('');
  // What is no number is sent as it was typed, and refused with a sentence.
  const meant = kind === 'tag' ? value : String(scaled(value, kind === 'spend' ? format.currencyExponent : 0) ?? value);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        onAdd({ title, kind, value: meant });
      }}
    >
      <FormLayout>
        <FormLayout.Group>
          <TextField label={own.name} value={title} onChange={setTitle} autoComplete="off" maxLength={SEGMENT_BOUNDS.title} />
          <Select label={own.kind} options={SEGMENT_KINDS.map((one) => ({ value: one, label: own.kinds[one] }))} value={kind} onChange={(chosen) => setKind(SEGMENT_KINDS.find((one) => one === chosen) ?? 'tag')} />
          <TextField
            label={own.value[kind]}
            value={value}
            onChange={setValue}
            autoComplete="off"
            {...(kind === 'tag' ? { maxLength: SEGMENT_BOUNDS.tag } : { inputMode: 'decimal' as const })}
            {...(kind === 'spend' ? { suffix: format.currency } : {})}
          />
        </FormLayout.Group>
        {refusal ? <InlineError message={refusal} fieldID="add-segment" /> : null}
        <InlineStack>
          <Button submit id="add-segment" loading={busy} disabled={title.trim() === '' || value.trim() === ''}>
            {own.add}
          </Button>
        </InlineStack>
      </FormLayout>
    </form>
  );
}
