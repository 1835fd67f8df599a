// The three verbs of the queue that ask for one more word: refuse (why), snooze (how long), try first (on how many).
import { BlockStack, Box, Button, TextField } from '@shopify/polaris';
import { useState } from 'react';
import { REFUSAL_CODES, REFUSAL_NOTE_LIMIT, type WhyRefused } from '#app/domain/set/refusal.ts';
import { SNOOZE_LENGTHS, type SnoozeLength } from '#app/domain/set/snooze.ts';
import { useShopFormat } from '../shop-format-context.tsx';
import { text } from '../text/text.ts';
import { ReviewMenu } from './review-menu.tsx';

const REVIEW_MENUS = ['refuse', 'snooze', 'try'] as const;
export type ReviewMenuKind = (typeof REVIEW_MENUS)[number];

export interface ReviewMenusProps {
  /** The set's goal, or how many are chosen. */
  of: { goal: string } | { count: string };
  /** Which stands open. */
  open: ReviewMenuKind | null;
  onOpen: (kind: ReviewMenuKind | null) => void;
  /** A season is ahead of all of them. */
  seasonAhead: boolean;
  onRefuse: (why: WhyRefused | null) => void;
  onSnooze: (length: SnoozeLength) => void;
  onTry: (trialBp: number) => void;
}

export const TRIAL_SHARES = [1_000, 2_500] as const;

export function ReviewMenus({ of, open, onOpen, seasonAhead, onRefuse, onSnooze, onTry }: ReviewMenusProps) {
  const format = useShopFormat();
  const { review } = text.sets;
  const named = (verb: string) => ('goal' in of ? { label: verb, accessibilityLabel: text.sets.verbNamed(verb, of.goal) } : { label: text.sets.verbMany(verb, of.count) });
  const shown = (kind: ReviewMenuKind) => ({ open: open === kind, onToggle: (opened: boolean) => onOpen(opened ? kind : null) });
  return (
    <>
      <ReviewMenu
        {...named(review.try)}
        {...shown('try')}
        items={TRIAL_SHARES.map((trialBp) => ({ content: review.tryOn(format.percent(trialBp)), helpText: review.tryHelp, onAction: () => onTry(trialBp) }))}
      />
      <ReviewMenu
        {...named(review.snooze)}
        {...shown('snooze')}
        items={SNOOZE_LENGTHS.filter((length) => length !== 'season' || seasonAhead).map((length) => ({ content: review.snoozeFor[length], onAction: () => onSnooze(length) }))}
      />
      <RefuseMenu {...named(text.sets.refuse)} {...shown('refuse')} onRefuse={onRefuse} />
    </>
  );
}

function RefuseMenu({ open, onToggle, onRefuse, ...names }: { label: string; accessibilityLabel?: string; open: boolean; onToggle: (open: boolean) => void; onRefuse: ReviewMenusProps['onRefuse'] }) {
  const [note, setNote] = useState<string | null>(null);
  const { review } = text.sets;
  const toggle = (opened: boolean) => {
    if (!opened) setNote(null);
    onToggle(opened);
  };
  return (
    <ReviewMenu
      {...names}
      open={open}
      onToggle={toggle}
      items={[
        { content: review.whyNone, onAction: () => onRefuse(null) },
        ...REFUSAL_CODES.map((code) => (code === 'other' ? { content: review.why[code], stays: true, onAction: () => setNote('') } : { content: review.why[code], onAction: () => onRefuse({ code, note: null }) })),
      ]}
    >
      {note === null ? undefined : (
        <Box padding="400">
          <BlockStack gap="200">
            <TextField label={review.whyNote} value={note} onChange={setNote} autoComplete="off" multiline={2} maxLength={REFUSAL_NOTE_LIMIT} autoFocus />
            <Button
              onClick={() => {
                toggle(false);
                onRefuse({ code: 'other', note: note.trim() || null });
              }}
            >
              {text.sets.refuse}
            </Button>
          </BlockStack>
        </Box>
      )}
    </ReviewMenu>
  );
}
