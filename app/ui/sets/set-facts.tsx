// What a set is like today, in badges and one line: bought together how often, what is left after the discount, in stock.
import { Badge, BlockStack, InlineStack, Text } from '@shopify/polaris';
import type { SetSummary } from '#app/read/sets.ts';
import { useShopFormat } from '../shop-format-context.tsx';
import { text } from '../text/text.ts';
import { DiscountWarnings } from './discount-warning.tsx';
import { discountWords } from './discount-words.ts';

export function SetFacts({ set }: { set: SetSummary }) {
  const format = useShopFormat();
  const firsts = set.slots.flatMap(({ candidates }) => candidates.slice(0, 1));
  const offered = firsts.filter(({ refusal }) => refusal === null);
  const soldOut = firsts.filter(({ refusal }) => refusal === 'out_of_stock').length;
  const others = firsts.length - offered.length - soldOut;
  return (
    <BlockStack gap="200">
      <InlineStack gap="200" blockAlign="center" wrap>
        {set.grounds ? <Badge tone="attention">{text.sets.cold}</Badge> : null}
        <Text as="span" fontWeight="medium">
          {set.grounds ? text.sets.coldBecause(reasonsFor(set.grounds, format)) : supportSentence(set, format)}
        </Text>
        <Text as="span">{marginSentence(set, format)}</Text>
        {offered.some(({ costAssumed }) => costAssumed) ? <Badge tone="attention">{text.sets.assumedCost}</Badge> : null}
        {discountWords(offered).map((words) => (
          <Badge key={words} tone="info">
            {words}
          </Badge>
        ))}
        {soldOut > 0 ? <Badge tone="warning">{text.sets.soldOut(soldOut, firsts.length)}</Badge> : null}
        {others > 0 ? <Badge tone="warning">{text.sets.notOffered(others, firsts.length)}</Badge> : null}
        {soldOut + others === 0 ? <Badge tone="success">{text.sets.inStock}</Badge> : null}
        {set.anchor.refusal === 'deleted' || set.anchor.refusal === 'not_published' ? <Badge tone="critical">{text.sets.anchorGone}</Badge> : null}
      </InlineStack>
      <DiscountWarnings warnings={set.warnings} />
    </BlockStack>
  );
}

function supportSentence({ strategy, support }: SetSummary, format: ReturnType<typeof useShopFormat>): string {
  if (support === 0) return text.sets.notCounted;
  const { did } = text.sets.review;
  if (strategy === 'evolution' || strategy === 'ecosystem' || strategy === 'upsell') return did[strategy](support, format.count(support));
  return text.sets.together(format.count(support), support !== 1);
}

function reasonsFor({ evidence, borrowedFrom, sharedWords }: NonNullable<SetSummary['grounds']>, format: ReturnType<typeof useShopFormat>): string {
  return [
    ...(evidence === 'complements' ? [text.sets.fromComplements] : []),
    ...(evidence === 'kind' || borrowedFrom.length > 0 ? [text.sets.fromKind(format.list(borrowedFrom))] : []),
    ...(sharedWords.length > 0 ? [text.sets.fromWords(format.list(sharedWords.map((word) => `“${word}”`)))] : []),
  ].join('; ');
}

function marginSentence(set: SetSummary, format: ReturnType<typeof useShopFormat>): string {
  const firsts = set.slots.flatMap(({ candidates }) => candidates.slice(0, 1)).filter(({ refusal }) => refusal === null || refusal === 'out_of_stock');
  // What none can be offered of is told by its badge.
  if (firsts.length === 0) return '';
  const margins = firsts.flatMap(({ marginBp }) => (marginBp === null ? [] : [Math.floor(marginBp / 100) * 100]));
  if (margins.length === 0) return text.sets.marginUnknown;
  const [low, high] = [format.percent(Math.min(...margins)), format.percent(Math.max(...margins))];
  const discounts = firsts.map(({ discountBp }) => discountBp);
  const [least, most] = [Math.min(...discounts), Math.max(...discounts)];
  if (most === 0) return text.sets.marginPlain(low, high);
  return text.sets.marginRange(low, high, least === most ? format.percent(most) : text.sets.upTo(format.percent(most)));
}
