// A line for each other discount of the store that would bring something of a set below the floor. Nothing where there is none.
import { Icon, Text } from '@shopify/polaris';
import { AlertTriangleIcon } from '@shopify/polaris-icons';
import type { DiscountValue } from '#app/domain/discount/shop-discount.ts';
import type { DiscountWarning } from '#app/read/discount-warnings.ts';
import { useShopFormat } from '../shop-format-context.tsx';
import type { ShopFormat } from '../shop-format.ts';
import { text } from '../text/text.ts';

export function DiscountWarnings({ warnings }: { warnings: readonly DiscountWarning[] }) {
  const format = useShopFormat();
  if (warnings.length === 0) return null;
  return (
    <ul className="desk-warnings" aria-label={text.otherDiscounts.warning.label}>
      {warnings.map((warning) => (
        <li key={warning.discount}>
          <Icon source={AlertTriangleIcon} tone="caution" />
          <Text as="span" tone="caution">
            {warningText(warning, format)}
          </Text>
        </li>
      ))}
    </ul>
  );
}

function warningText({ discount, value, isOrder, how, product, marginBp, floorBp, floorMinor }: DiscountWarning, format: ShopFormat): string {
  const words = text.otherDiscounts.warning;
  const off = offText(value, format);
  const floor = floorMinor > 0 ? format.list([format.percent(floorBp), format.money(floorMinor)]) : format.percent(floorBp);
  return words[how](discount, isOrder ? words.offOrder(off) : off, product, format.percent(marginBp), floor);
}

export function offText(value: DiscountValue | null, format: ShopFormat): string {
  const words = text.otherDiscounts.off;
  if (value === null) return words.unknown;
  if (value.kind === 'percent') return words.percent(format.percent(value.bp));
  return value.each ? words.each(format.money(value.minor)) : words.amount(format.money(value.minor));
}
