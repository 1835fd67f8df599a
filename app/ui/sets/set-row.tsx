// A set that was judged before, as a sentence: who has this is shown that.
import { Badge, BlockStack, Button, InlineStack, Text } from '@shopify/polaris';
import { Link } from '@remix-run/react';
import type { SetSummary } from '#app/read/sets.ts';
import { Picture } from '../picture.tsx';
import { useShopFormat } from '../shop-format-context.tsx';
import { text } from '../text/text.ts';
import { AnswersLine } from './answers-line.tsx';
import { previewSlots } from './preview-slots.ts';
import { SetFacts } from './set-facts.tsx';

export interface SetRowProps {
  set: SetSummary;
  verb: string;
  onVerb: () => void;
  busy: boolean;
  /** Of one that is tried on some. */
  onEverybody: () => void;
}

export function SetRow({ set, verb, onVerb, busy, onEverybody }: SetRowProps) {
  const format = useShopFormat();
  // As shoppers see it: what stands in where the first choice cannot be offered.
  const shown = previewSlots(set).flatMap(({ shown }) => (shown ? [shown] : []));
  const discounts = shown.map(({ discountBp }) => discountBp);
  const [least, most] = [Math.min(...discounts), Math.max(0, ...discounts)];
  const tried = set.status === 'approved' && set.trialBp !== null ? format.percent(set.trialBp) : null;
  return (
    <li className="desk-set-row">
      <div className="desk-set-pictures">
        <Picture url={set.anchor.imageUrl} alt="" size={56} />
        {shown.length > 0 ? (
          <span className="desk-plus" aria-hidden="true">
            +
          </span>
        ) : null}
        {shown.map((product) => (
          <Picture key={product.productId} url={product.imageUrl} alt="" size={40} />
        ))}
      </div>
      <BlockStack gap="150">
        <InlineStack gap="200" blockAlign="center">
          <Link to={`/app/sets/${set.setId}`} className="desk-set-link">
            {set.goal}
          </Link>
          <Badge>{text.strategy(set.strategy)}</Badge>
          {tried ? <Badge tone="info">{text.sets.review.triedOn(tried)}</Badge> : null}
        </InlineStack>
        <Text as="p">
          {shown.length > 0 ? text.sets.sentence(set.anchor.title, format.list(shown.map(({ title }) => title))) : text.sets.sentenceNothing(set.anchor.title)}
          {most > 0 ? text.sets.sentenceDiscount(least === most ? format.percent(most) : text.sets.upTo(format.percent(most))) : ''}.
        </Text>
        {set.snoozedUntil && set.status === 'suggested' ? <Text as="p">{text.sets.review.snoozedUntil(format.date(set.snoozedUntil))}.</Text> : null}
        {set.refused ? <Text as="p">{text.sets.review.refusedFor(set.refused.note ?? text.sets.review.whySaid[set.refused.code])}</Text> : null}
        <SetFacts set={set} />
        <AnswersLine answers={set.answers} />
      </BlockStack>
      <div className="desk-set-verb">
        {tried ? (
          <Button onClick={onEverybody} accessibilityLabel={text.sets.verbNamed(text.sets.review.toEverybody, set.goal)}>
            {text.sets.review.toEverybody}
          </Button>
        ) : null}
        <Button onClick={onVerb} loading={busy} accessibilityLabel={text.sets.verbNamed(verb, set.goal)}>
          {verb}
        </Button>
      </div>
    </li>
  );
}
