// What each strategy offered lately and what followed, apart from one another: attributed, which is not caused.
import { BlockStack, Card, Text } from '@shopify/polaris';
import type { ResultDesk } from '#app/read/result-desk.ts';
import { ScrollTable } from '../scroll-table.tsx';
import { useShopFormat } from '../shop-format-context.tsx';
import { text } from '../text/text.ts';

export function ByStrategy({ days, rows }: ResultDesk['byStrategy']) {
  const format = useShopFormat();
  const { results } = text;
  return (
    <Card>
      <BlockStack gap="300">
        <BlockStack gap="100">
          <Text as="h2" variant="headingMd">
            {results.byStrategy}
          </Text>
          <Text as="p" tone="subdued">
            {results.byStrategyIntro(format.count(days))}
          </Text>
        </BlockStack>
        {rows.length === 0 ? (
          <Text as="p">{results.byStrategyNone}</Text>
        ) : (
          <ScrollTable label={results.byStrategy}>
            <table className="desk-table">
              <thead>
                <tr>
                  <th scope="col">{results.strategy}</th>
                  {[results.strategyOffered, results.strategyTaken, results.strategyRevenue, results.strategyProfit].map((name) => (
                    <th key={name} scope="col" className="desk-number">
                      {name}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {rows.map(({ strategy, offered, taken, revenueMinor, profitMinor }) => (
                  <tr key={strategy}>
                    <th scope="row">{text.strategy(strategy)}</th>
                    <td className="desk-number">{format.count(offered)}</td>
                    <td className="desk-number">{format.count(taken)}</td>
                    <td className="desk-number">{format.money(revenueMinor)}</td>
                    <td className="desk-number">{format.money(profitMinor)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </ScrollTable>
        )}
      </BlockStack>
    </Card>
  );
}
