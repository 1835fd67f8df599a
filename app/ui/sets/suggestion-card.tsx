// A suggestion that can be judged in five seconds: what it starts with, what completes it, the numbers, why now;
// the rest waits behind one disclosure.
import { BlockStack, Button, Card, Checkbox, Text } from '@shopify/polaris';
import { forwardRef } from 'react';
import type { SetSummary } from '#app/read/sets.ts';
import { Picture } from '../picture.tsx';
import { useShopFormat } from '../shop-format-context.tsx';
import { text } from '../text/text.ts';
import { AnswersLine } from './answers-line.tsx';
import { ReviewMenus, type ReviewMenusProps } from './review-menus.tsx';
import { SetFacts } from './set-facts.tsx';
import { SlotTile } from './slot-tile.tsx';
import { strategySentence } from './strategy-sentence.ts';
import { SuggestionEvidence } from './suggestion-evidence.tsx';
import { whyNowSentence } from './why-now-sentence.ts';

export interface SuggestionCardProps {
  set: SetSummary;
  /** The one that the keyboard acts on; it alone has the page's primary button. */
  current: boolean;
  selected: boolean;
  onSelect: () => void;
  onApprove: () => void;
  menus: Omit<ReviewMenusProps, 'of' | 'seasonAhead'>;
  onFocus: () => void;
}

export const SuggestionCard = forwardRef<HTMLElement, SuggestionCardProps>(function SuggestionCard({ set, current, selected, onSelect, onApprove, menus, onFocus }, ref) {
  const format = useShopFormat();
  const heading = `suggestion-${set.setId}`;
  return (
    <article className="desk-suggestion" ref={ref} tabIndex={-1} aria-labelledby={heading} onFocus={onFocus}>
      <Card>
        <div className="desk-suggestion-parts">
          <div className="desk-suggestion-head">
            <Checkbox label={text.sets.select(set.goal)} labelHidden checked={selected} onChange={onSelect} />
            <Picture url={set.anchor.imageUrl} alt="" size={72} />
            <BlockStack gap="050">
              <Text as="h2" variant="headingMd" id={heading}>
                {set.goal}
              </Text>
              <Text as="p" tone="subdued">
                {strategySentence(set) ?? `${text.sets.startsWith(set.anchor.title)}${set.anchor.priceMinor === null ? '' : `, ${format.money(set.anchor.priceMinor)}`}`}
              </Text>
              <Text as="p" tone="subdued" variant="bodySm">
                {text.strategy(set.strategy)}
              </Text>
            </BlockStack>
          </div>
          <div className="desk-slots">
            {set.slots.map((slot) => (
              <SlotTile key={slot.slotNo} slot={slot} />
            ))}
          </div>
          <SetFacts set={set} />
          <AnswersLine answers={set.answers} />
          {set.whyNow ? <Text as="p">{whyNowSentence(set.whyNow, format)}</Text> : null}
          {set.evidence ? <SuggestionEvidence evidence={set.evidence} /> : null}
          <div className="desk-suggestion-actions">
            <Button url={`/app/sets/${set.setId}`} variant="tertiary" accessibilityLabel={text.sets.editNamed(set.goal)}>
              {text.sets.edit}
            </Button>
            <ReviewMenus of={{ goal: set.goal }} seasonAhead={set.evidence?.seasonAhead ?? false} {...menus} />
            <Button onClick={onApprove} {...(current ? { variant: 'primary' as const } : {})} accessibilityLabel={text.sets.verbNamed(text.sets.approve, set.goal)}>
              {text.sets.approve}
            </Button>
          </div>
        </div>
      </Card>
    </article>
  );
});
