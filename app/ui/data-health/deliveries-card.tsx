// How Shopify's messages arrive: how soon they are applied, by hour, and when the last came about what.
import { BlockStack, Button, Card, InlineStack, Text } from '@shopify/polaris';
import type { DeliveriesHealth } from '#app/read/data-health-deliveries.ts';
import { useShopFormat } from '../shop-format-context.tsx';
import { TableHead } from '../table-head.tsx';
import { ScrollTable } from '../scroll-table.tsx';
import { text } from '../text/text.ts';
import { HoursDrawing } from './hours-drawing.tsx';

export function DeliveriesCard({ deliveries: { families, hours, lag, waiting, watch }, setAside }: { deliveries: DeliveriesHealth; setAside: { all: number; open: number } }) {
  const format = useShopFormat();
  const { deliveries: said, ago } = text.dataHealth;
  const pace = lag.deliveries > 0 ? said.lag(lag.p50Ms, lag.p95Ms, format.count(lag.deliveries)) : said.quietDay;
  const backlog = waiting.oldestMsAgo === null ? said.waitingNone : said.waiting(format.count(waiting.count), waiting.oldestMsAgo);
  const asked = !watch ? said.watchNever : watch.quietSince ? said.watchQuiet(watch.about ?? 'orders', format.dateTime(watch.checkedAt)) : said.watchFine(format.dateTime(watch.checkedAt));
  return (
    <Card>
      <BlockStack gap="400">
        <Text as="h2" variant="headingMd">
          {said.title}
        </Text>
        <BlockStack gap="100">
          <Text as="p">
            {pace} {backlog}
          </Text>
          <Text as="p">{asked}</Text>
        </BlockStack>
        <HoursDrawing hours={hours} />
        <ScrollTable label={said.title}>
          <table className="desk-table">
            <TableHead heads={[said.about, said.last, said.lastDay]} numbersFrom={1} />
            <tbody>
              {families.map(({ family, lastMsAgo, lastDay }) => (
                <tr key={family}>
                  <th scope="row">{said.family(family)}</th>
                  <td className="desk-number">{lastMsAgo === null ? said.never : ago(lastMsAgo)}</td>
                  <td className="desk-number">{format.count(lastDay)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </ScrollTable>
        <InlineStack align="space-between" blockAlign="center" gap="300">
          <Text as="p" tone="subdued">
            {setAside.all === 0 ? said.setAsideNone : said.setAsideSome(format.count(setAside.all), setAside.all === 1, setAside.open)}
          </Text>
          {setAside.all > 0 ? <Button url="/app/data-health/set-aside">{said.setAsideAction}</Button> : null}
        </InlineStack>
      </BlockStack>
    </Card>
  );
}
