// How the store's past was read and what each comparison with it found.
import { Banner, BlockStack, Card, ProgressBar, Text } from '@shopify/polaris';
import type { Comparison, DataHealthPage } from '#app/read/data-health.ts';
import { ConnectStep } from '../home/connect-step.tsx';
import { ScrollTable } from '../scroll-table.tsx';
import type { ShopFormat } from '../shop-format.ts';
import { useShopFormat } from '../shop-format-context.tsx';
import { TableHead } from '../table-head.tsx';
import { kept } from '../text/kept.ts';
import { text } from '../text/text.ts';

const BAR_LABEL = 'comparison-progress';

export function StoreCard({ health: { comparisons, comparing, pasts, reading, sixtyDaysOnly, firstOrderedAt }, checking }: { health: DataHealthPage; checking: boolean }) {
  const format = useShopFormat();
  const { store } = text.dataHealth;
  return (
    <Card>
      <BlockStack gap="400">
        <Text as="h2" variant="headingMd">
          {store.title}
        </Text>
        {sixtyDaysOnly ? (
          <Banner tone="warning" title={store.sixtyTitle}>
            <Text as="p">{store.sixty(firstOrderedAt ? store.knownSince(format.date(firstOrderedAt)) : '', text.home.learn.shortPastUnknown)}</Text>
          </Banner>
        ) : null}
        <Text as="h3" variant="headingSm">
          {store.comparisons}
        </Text>
        {comparing ? (
          <BlockStack gap="200">
            <Text as="p">
              {store.comparing(text.home.connect.stage(comparing.kind), comparing.done, comparing.kinds)}. {store.soFar(format.count(comparing.checked))}.
            </Text>
            <ProgressBar progress={Math.round((comparing.done / Math.max(1, comparing.kinds)) * 100)} size="small" ariaLabelledBy={BAR_LABEL} />
            <span id={BAR_LABEL} className="Polaris-Text--visuallyHidden">
              {store.barLabel}
            </span>
          </BlockStack>
        ) : null}
        {checking && !comparing ? <Text as="p">{text.dataHealth.checking}</Text> : null}
        {comparisons.length === 0 ? <Text as="p">{store.comparisonsNone}</Text> : <Comparisons comparisons={comparisons} format={format} />}
        <Text as="h3" variant="headingSm">
          {store.pasts}
        </Text>
        {reading ? <ConnectStep progress={reading} quietMinutes={0} retrying={false} onRetry={() => undefined} /> : null}
        {pasts.length === 0 ? <Text as="p">{store.pastsNone}</Text> : <Pasts pasts={pasts} format={format} />}
      </BlockStack>
    </Card>
  );
}

function Comparisons({ comparisons, format }: { comparisons: readonly Comparison[]; format: ShopFormat }) {
  const { store } = text.dataHealth;
  return (
    <ScrollTable label={store.comparisons}>
      <table className="desk-table">
        <TableHead heads={[store.begun, store.why, store.differed, store.looked]} numbersFrom={3} />
        <tbody>
          {comparisons.map((one) => (
            <tr key={one.startedAt}>
              <th scope="row">{format.dateTime(one.startedAt)}</th>
              <td>{store.reason(one.reason)}</td>
              <td>{differedIn(one, format)}</td>
              <td className="desk-number">{format.count(one.checked)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollTable>
  );
}

function differedIn({ status, differed, refused, error }: Comparison, format: ShopFormat): string {
  const { store } = text.dataHealth;
  const facts = differed.map(({ fact, rows }) => (text.change.facts[fact] ?? ((count) => `${count} ${fact.replaceAll('_', ' ')}`))(format.count(rows), rows === 1));
  const found = facts.length > 0 ? format.list(facts) : status === 'done' ? store.none : '';
  return [found, refused > 0 ? store.refused(format.count(refused), refused === 1) : '', status === 'running' ? store.running : '', status === 'failed' ? store.failed(kept(error ?? '')) : ''].filter(Boolean).join('; ');
}

function Pasts({ pasts, format }: { pasts: DataHealthPage['pasts']; format: ShopFormat }) {
  const { store } = text.dataHealth;
  return (
    <ScrollTable label={store.pasts}>
      <table className="desk-table">
        <TableHead heads={[store.begun, store.outcome, store.records]} numbersFrom={2} />
        <tbody>
          {pasts.map(({ startedAt, status, finishedAt, rows, error }) => (
            <tr key={startedAt}>
              <th scope="row">{format.dateTime(startedAt)}</th>
              <td>{status === 'done' && finishedAt ? store.done(format.dateTime(finishedAt)) : status === 'failed' ? store.failed(kept(error ?? '')) : store.running}</td>
              <td className="desk-number">{format.count(rows)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollTable>
  );
}
