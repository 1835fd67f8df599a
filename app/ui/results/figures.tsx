// The figures behind a verdict: profit and revenue, as an amount and as a share, by the interval that decides and by the one
// for a single look, each with its p-value.
import { BlockStack, Text } from '@shopify/polaris';
import type { Difference } from '#app/domain/experiment/difference.ts';
import type { Compared, Known } from '#app/domain/experiment/verdict.ts';
import { ScrollTable } from '../scroll-table.tsx';
import type { ShopFormat } from '../shop-format.ts';
import { useShopFormat } from '../shop-format-context.tsx';
import { TableHead } from '../table-head.tsx';
import { text } from '../text/text.ts';
import { intervalMoney } from './interval-money.ts';

export function Figures({ verdict, capMinor }: { verdict: Known; capMinor: number | null }) {
  const format = useShopFormat();
  const { results } = text;
  const profit = capMinor === null ? results.profitASubject : results.profitCapped(format.money(capMinor));
  const rows: [name: string, of: keyof Compared, write: (difference: Difference) => (value: number) => string][] = [
    [profit, 'profit', (difference) => intervalMoney(difference, format)],
    [results.share(profit), 'relativeProfit', () => asShare(format)],
    [results.revenueASubject, 'revenue', (difference) => intervalMoney(difference, format)],
    [results.share(results.revenueASubject), 'relativeRevenue', () => asShare(format)],
  ];
  const later = ([[profit, 'profit'], [results.revenueASubject, 'revenue']] as const).flatMap(([what, of]) => (verdict[of] && !verdict.once[of] ? [[what, verdict.onceFrom[of]] as const] : []));
  return (
    <details className="desk-disclosure">
      <summary>{results.figures}</summary>
      <BlockStack gap="200">
        <Text as="p">{results.figuresIntro}</Text>
        {later.map(([what, from]) => (
          <Text key={what} as="p">
            {results.oneLookFrom(what, format.count(about(from)))}
          </Text>
        ))}
      </BlockStack>
      <ScrollTable label={results.figures}>
        <table className="desk-table">
          <TableHead heads={[results.measure, results.best, results.anyDay, results.pAnyDay, results.oneLook, results.pOneLook]} numbersFrom={1} />
          <tbody>
            {rows.map(([name, of, write]) => (
              <tr key={of}>
                <th scope="row">{name}</th>
                {cells(verdict[of], verdict.once[of], write, format).map(([column, told]) => (
                  <td key={column} className="desk-number">
                    {told}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollTable>
    </details>
  );
}

function cells(anyDay: Difference | null, oneLook: Difference | null, write: (difference: Difference) => (value: number) => string, format: ShopFormat): [column: string, told: string][] {
  const { results } = text;
  const between = (difference: Difference | null) => (difference ? results.between(write(difference)(difference.low), write(difference)(difference.high)) : results.none);
  return [
    ['best', anyDay ? write(anyDay)(anyDay.value) : results.none],
    ['anyDay', between(anyDay)],
    ['pAnyDay', anyDay ? chance(anyDay.p, format) : results.none],
    ['oneLook', between(oneLook)],
    ['pOneLook', oneLook ? chance(oneLook.p, format) : results.none],
  ];
}

const asShare = (format: ShopFormat) => (value: number) => format.percent(value * 10_000);

/** Rounded up to two digits: nobody knows it better. */
function about(count: number): number {
  const step = 10 ** Math.max(0, Math.floor(Math.log10(count)) - 1);
  return Math.ceil(count / step) * step;
}

/** To three digits behind the point, as numbers are written here. */
const chance = (p: number, format: ShopFormat): string => (p < 0.001 ? `< ${format.count(0.001)}` : format.count(p));
