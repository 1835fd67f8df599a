// The bar above which suggestions go live by themselves, and how many of today's it would let through.
import { useFetcher } from '@remix-run/react';
import { Banner, BlockStack, Checkbox, Modal, Text, TextField } from '@shopify/polaris';
import { useEffect, useState } from 'react';
import { REVIEW_BOUNDS, type ReviewSettings } from '#app/domain/set/auto-approval.ts';
import { useShopFormat } from '../shop-format-context.tsx';
import { text } from '../text/text.ts';
import { useAnswer } from '../use-answer.ts';
import { useToast } from '../use-toast.ts';

const ADDRESS = '/app/sets/auto-approval';
const ASK_AFTER_MS = 300;

type Saved = { ok: true; value: number } | { ok: false; message: string };
const NUMBERS = ['leastOrders', 'leastMarginBp', 'mostPerWeek'] as const;
type NumberField = (typeof NUMBERS)[number];

/** As it is typed: percents for basis points. */
const UNIT: Record<NumberField, number> = { leastOrders: 1, leastMarginBp: 100, mostPerWeek: 1 };

export function AutoApproval({ settings, open, onClose }: { settings: ReviewSettings; open: boolean; onClose: () => void }) {
  const said = text.sets.autoApproval;
  const format = useShopFormat();
  const toast = useToast();
  const [on, setOn] = useState(settings.autoApprove);
  const [typed, setTyped] = useState<Record<NumberField, string>>(() => typedOf(settings));
  useEffect(() => {
    if (!open) return;
    setOn(settings.autoApprove);
    setTyped(typedOf(settings));
  }, [open, settings]);
  const values = Object.fromEntries(NUMBERS.map((field) => [field, Math.round(Number(typed[field].replace(',', '.')) * UNIT[field])])) as Record<NumberField, number>;
  const problems = new Set(NUMBERS.filter((field) => typed[field].trim() === '' || !(values[field] >= REVIEW_BOUNDS[field][0] && values[field] <= REVIEW_BOUNDS[field][1])));
  const would = useFetcher<{ would: { above: number; all: number } | null }>();
  const { leastOrders, leastMarginBp } = values;
  const asks = open && !problems.has('leastOrders') && !problems.has('leastMarginBp');
  const { load } = would;
  useEffect(() => {
    if (!asks) return;
    const timer = setTimeout(() => load(`${ADDRESS}?leastOrders=${leastOrders}&leastMarginBp=${leastMarginBp}`), ASK_AFTER_MS);
    return () => clearTimeout(timer);
  }, [asks, leastOrders, leastMarginBp, load]);
  const saving = useFetcher<Saved>();
  useAnswer(saving, (answer) => {
    if (!answer.ok) return toast(text.save.failed(answer.message), { isError: true });
    toast(on ? said.savedOn(answer.value, format.count(answer.value)) : said.savedOff);
    onClose();
  });
  const save = () => saving.submit({ autoApprove: String(on), ...values }, { method: 'post', action: ADDRESS });

  return (
    <Modal
      open={open}
      onClose={onClose}
      title={said.title}
      primaryAction={{ content: text.save.save, onAction: save, loading: saving.state !== 'idle', disabled: problems.size > 0 }}
      secondaryActions={[{ content: text.common.cancel, onAction: onClose }]}
    >
      <Modal.Section>
        <BlockStack gap="400">
          <Text as="p">{said.body}</Text>
          <Checkbox label={said.on} checked={on} onChange={setOn} />
          {NUMBERS.map((field) => (
            <TextField
              key={field}
              label={said.fields[field]}
              type="number"
              inputMode="numeric"
              min={REVIEW_BOUNDS[field][0] / UNIT[field]}
              max={REVIEW_BOUNDS[field][1] / UNIT[field]}
              value={typed[field]}
              onChange={(value) => setTyped((all) => ({ ...all, [field]: value }))}
              autoComplete="off"
              {...(field === 'leastMarginBp' ? { suffix: '%' } : {})}
              {...(problems.has(field) ? { error: said.outOfBounds(format.count(REVIEW_BOUNDS[field][0] / UNIT[field]), format.count(REVIEW_BOUNDS[field][1] / UNIT[field])) } : {})}
            />
          ))}
          <div aria-live="polite">
            {asks && would.data?.would ? (
              <Banner tone="info">
                <Text as="p">{said.would(format.count(would.data.would.above), format.count(would.data.would.all))}</Text>
              </Banner>
            ) : null}
          </div>
        </BlockStack>
      </Modal.Section>
    </Modal>
  );
}

const typedOf = (settings: ReviewSettings): Record<NumberField, string> => ({
  leastOrders: String(settings.leastOrders), leastMarginBp: String(settings.leastMarginBp / 100), mostPerWeek: String(settings.mostPerWeek),
});
