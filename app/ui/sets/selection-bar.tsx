// Judging several suggestions at once: all of this page or those that are ticked.
import { Button, Checkbox, InlineStack } from '@shopify/polaris';
import { useShopFormat } from '../shop-format-context.tsx';
import { text } from '../text/text.ts';
import { ReviewMenus, type ReviewMenusProps } from './review-menus.tsx';

export interface SelectionBarProps {
  /** Suggestions on this page that can be offered, whether there are others, and how many are ticked. */
  all: number;
  some: boolean;
  chosen: number;
  onAll: (every: boolean) => void;
  onApprove: () => void;
  menus: Omit<ReviewMenusProps, 'of'>;
}

export function SelectionBar({ all, some, chosen, onAll, onApprove, menus }: SelectionBarProps) {
  const format = useShopFormat();
  const count = format.count(chosen);
  return (
    <InlineStack gap="300" blockAlign="center">
      <Checkbox
        label={chosen > 0 ? text.sets.selected(count) : (some ? text.sets.selectOfferable : text.sets.selectAll)(format.count(all))}
        disabled={all === 0}
        checked={chosen === 0 ? false : chosen >= all ? true : 'indeterminate'}
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
