// The store's other discounts, where each would meet the set discount as it is drafted, and with which it may come together.
import { Badge, BlockStack, Card, ChoiceList, Text, TextField } from '@shopify/polaris';
import { meetingOf } from '#app/domain/discount/could-stack.ts';
import { combiningOf, DISCOUNT_CLASSES, type DiscountClass } from '#app/domain/discount/shop-discount.ts';
import type { OtherDiscount } from '#app/read/other-discounts.ts';
import { useShopFormat } from '../shop-format-context.tsx';
import type { ShopFormat } from '../shop-format.ts';
import { offText } from '../sets/discount-warning.tsx';
import { text } from '../text/text.ts';
import { readWord, type TypedWords, wordOf } from './discount-words.ts';

export interface OtherDiscountsProps {
  others: readonly OtherDiscount[];
  combinesWith: readonly DiscountClass[];
  onChange: (classes: DiscountClass[]) => void;
  words: TypedWords;
  onSay: (words: TypedWords) => void;
}

export function OtherDiscounts({ others, combinesWith, onChange, words: typed, onSay }: OtherDiscountsProps) {
  const words = text.otherDiscounts;
  return (
    <Card>
      <BlockStack gap="400">
        <BlockStack gap="100">
          <Text as="h3" variant="headingMd">
            {words.title}
          </Text>
          <Text as="p">{words.help}</Text>
        </BlockStack>
        {others.length === 0 ? (
          <Text as="p" tone="subdued">
            {words.none}
          </Text>
        ) : (
          <ul className="desk-blocks" aria-label={words.title}>
            {others.map((other) => (
              <Other key={other.discountId} other={other} combinesWith={combinesWith} typed={wordOf(other, typed)} onSay={(word) => onSay({ ...typed, [other.discountId]: word })} />
            ))}
          </ul>
        )}
        <Text as="p" tone="subdued" variant="bodySm">
          {words.codesLeftOut}
        </Text>
        <ChoiceList
          allowMultiple
          title={words.combineTitle}
          choices={DISCOUNT_CLASSES.map((value) => ({ value, label: words.combine[value], helpText: words.combineHelp[value] }))}
          selected={[...combinesWith]}
          onChange={(chosen) => onChange(DISCOUNT_CLASSES.filter((one) => chosen.includes(one)))}
        />
      </BlockStack>
    </Card>
  );
}

interface OtherProps {
  other: OtherDiscount;
  combinesWith: readonly DiscountClass[];
  typed: string;
  onSay: (word: string) => void;
}

function Other({ other, combinesWith, typed, onSay }: OtherProps) {
  const format = useShopFormat();
  const words = text.otherDiscounts;
  const { beginsAt, endsAt } = other;
  const said = [takenText(other, format), beginsAt && words.begins(format.dateTime(beginsAt)), endsAt && words.ends(format.dateTime(endsAt))].filter(Boolean).join(' ');
  return (
    <li className="desk-block">
      <Badge>{words[other.method]}</Badge>
      <span className="desk-block-title">
        <Text as="span">{other.title}</Text>
        <Text as="span" variant="bodySm" tone="subdued">
          {said}
        </Text>
        <Text as="span" variant="bodySm">
          {words.meets[meetingOf(combiningOf(combinesWith), other)]}
        </Text>
        {other.needsWord ? (
          <div className="desk-discount-word">
            <TextField
              label={words.most(other.title)}
              value={typed}
              onChange={onSay}
              suffix="%"
              inputMode="decimal"
              autoComplete="off"
              helpText={words.mostHelp}
              {...(readWord(typed) === undefined ? { error: words.mostUnsound } : {})}
            />
          </div>
        ) : null}
      </span>
    </li>
  );
}

function takenText(other: OtherDiscount, format: ShopFormat): string {
  const words = text.otherDiscounts;
  if (other.needsWord && other.saidBp !== null) return words.byWord(format.percent(other.saidBp));
  if (other.needsWord && other.covers === 'some') return words.unsaid;
  return `${words.sentence(offText(other.value, format), coversText(other, format))}.`;
}

function coversText({ classes, covers }: OtherDiscount, format: ShopFormat): string {
  const words = text.otherDiscounts.covers;
  if (classes.includes('order')) return words.order;
  if (classes.every((one) => one === 'shipping')) return words.shipping;
  if (covers === null) return words.all;
  if (typeof covers === 'object') return covers.collections.includes(null) ? words.unread : words.collections(format.list(covers.collections.flatMap((title) => title ?? [])));
  return covers === 'some' ? words.some : words.products(format.count(covers), covers === 1);
}
