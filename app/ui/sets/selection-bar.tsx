// Judging several suggestions at once: all of this page or those that are ticked.
import { Button, Checkbox, InlineStack } from '@shopify/polaris';
import { useShopFormat } from '../shop-format-context.tsx';
import { text } from '../text/text.ts';
import { ReviewMenus, type ReviewMenusProps } from './review-menus.tsx';

export interface SelectionBarProps {
  /** Suggestions on this page, and how many of them are ticked. */
  all: number;
  chosen: number;
  onAll: (every: boolean) => void;
  onApprove: () => void;
  menus: Omit<ReviewMenusProps, 'of'>;
}

export function SelectionBar({ all, chosen, onAll, onApprove, menus }: SelectionBarProps) {
  const format = useShopFormat();
  const count = format.count(chosen);
  return (
    <InlineStack gap="300" blockAlign="center">
      <Checkbox
        label={chosen > 0 ? text.sets.selected(count) : text.sets.selectAll(format.count(all))}
        checked={chosen === 0 ? false : chosen === all ? true : 'indeterminate'}
        onChange={() => onAll(chosen < all)}
      />
      {chosen > 0 ? (
        <InlineStack gap="200">
          <ReviewMenus of={{ count }} {...menus} />
          <Button variant="primary" onClick={onApprove}>
            {text.sets.verbMany(text.sets.approve, count)}
          </Button>
        </InlineStack>
      ) : null}
    </InlineStack>
  );
}
