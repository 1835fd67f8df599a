// What speaks for a suggestion, for who wants to look closer: orders that held it, and in which months it is bought.
import { BlockStack, Text } from '@shopify/polaris';
import type { SuggestionEvidence as Evidence } from '#app/read/sets.ts';
import { AsTable } from '../as-table.tsx';
import { AdminLink } from '../data-health/admin-link.tsx';
import type { ShopFormat } from '../shop-format.ts';
import { useShopFormat } from '../shop-format-context.tsx';
import { text } from '../text/text.ts';

/** Of what else was in an order. */
const OTHERS_SHOWN = 4;

export function SuggestionEvidence({ evidence: { examples, months, seasonMonths } }: { evidence: Evidence }) {
  const format = useShopFormat();
  const { review } = text.sets;
  const known = months.some((orders) => orders > 0);
  if (examples.length === 0 && !known) return null;
  return (
    <details className="desk-disclosure">
      <summary>{review.evidence}</summary>
      <BlockStack gap="300">
        {examples.length > 0 ? (
          <BlockStack gap="100">
            <Text as="h3" variant="headingSm">
              {review.examples}
            </Text>
            <ul className="desk-examples">
              {examples.map(({ orderId, name, orderedAt, others }) => (
                <li key={orderId}>
                  <AdminLink to={`orders/${orderId}`} label={review.openOrder(name)}>
                    {name}
                  </AdminLink>{' '}
                  {review.example(format.date(orderedAt), withOthers(others, format))}
                </li>
              ))}
            </ul>
          </BlockStack>
        ) : null}
        {known ? (
          <BlockStack gap="100">
            <Text as="h3" variant="headingSm">
              {review.months}
            </Text>
            <Text as="p">{seasonMonths.length > 0 ? review.season(format.list(seasonMonths.map((month) => format.months[month - 1] ?? ''))) : review.noSeason}</Text>
            <Months months={months} seasonMonths={seasonMonths} />
            <AsTable heads={[review.month, review.orders]} rows={months.map((orders, index) => [format.months[index] ?? '', format.count(orders)] as const)} numbers />
          </BlockStack>
        ) : null}
      </BlockStack>
    </details>
  );
}

function withOthers(others: readonly string[], format: ShopFormat): string {
  const left = others.length - OTHERS_SHOWN;
  return format.list(left > 0 ? [...others.slice(0, OTHERS_SHOWN), text.sets.review.more(format.count(left))] : others);
}

const STEP = 20;
const HEIGHT = 40;

/** Twelve bars; those of the season are full. The table behind says the same. */
function Months({ months, seasonMonths }: Pick<Evidence, 'months' | 'seasonMonths'>) {
  const most = Math.max(1, ...months);
  return (
    <svg viewBox={`0 0 ${months.length * STEP} ${HEIGHT}`} width={months.length * STEP} height={HEIGHT} aria-hidden="true" className="desk-months">
      {months.map((orders, index) => {
        const height = Math.max(1, (HEIGHT * orders) / most);
        // biome-ignore lint/suspicious/noArrayIndexKey: a month is its place.
        return <rect key={index} x={index * STEP + 2} y={HEIGHT - height} width={STEP - 4} height={height} rx="2" data-season={seasonMonths.includes(index + 1) || undefined} />;
      })}
    </svg>
  );
}
