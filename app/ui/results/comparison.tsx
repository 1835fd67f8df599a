// Exposed beside held out: two bars of profit a head, the whole in a table, and what each of it means. A difference is given
// only where it is known.
import type { ArmMetrics } from '#app/domain/metric/metrics.ts';
import type { Result } from '#app/read/results.ts';
import { ScrollTable } from '../scroll-table.tsx';
import { useShopFormat } from '../shop-format-context.tsx';
import { TableHead } from '../table-head.tsx';
import { text } from '../text/text.ts';
import { intervalMoney } from './interval-money.ts';

export function Comparison({ result: { exposed, holdout, acceptance, verdict }, capMinor }: { result: Result; capMinor: number | null }) {
  const format = useShopFormat();
  const { results } = text;
  const money = (minor: number) => format.money(Math.round(minor));
  const share = (part: number, whole: number) => (whole > 0 ? `${format.count(part)} (${format.percent((part / whole) * 10_000)})` : format.count(part));
  const between = (difference: { low: number; high: number } | null) => {
    if (!difference) return results.none;
    const ends = intervalMoney(difference, format);
    return results.between(ends(difference.low), ends(difference.high));
  };
  const known = verdict.kind === 'known' ? verdict : null;
  const both = (of: (arm: ArmMetrics) => string): [string, string] => [of(exposed), of(holdout)];
  const ofOrders = (of: (arm: ArmMetrics) => string) => both((arm) => (arm.orders > 0 ? of(arm) : results.none));
  const mailed = exposed.messageCost + holdout.messageCost + exposed.unsubscribeRate + holdout.unsubscribeRate > 0;
  const rows: [name: string, arms: [exposed: string, holdout: string], difference?: string][] = [
    [results.subjects, both(({ subjects }) => format.count(subjects))],
    [results.acceptance, [acceptance === null ? results.none : format.percent(acceptance * 10_000), results.none]],
    [results.buyers, both(({ buyers, subjects }) => share(buyers, subjects))],
    [results.orders, both(({ orders }) => format.count(orders))],
    [results.averageOrder, ofOrders(({ averageOrder }) => money(averageOrder))],
    [results.units, both(({ units }) => format.count(units))],
    [results.returnRate, ofOrders(({ returnRate }) => format.percent(returnRate * 10_000))],
    [results.revenue, both(({ revenueMinor }) => money(revenueMinor))],
    ...(mailed ? ([[results.messageCost, both(({ messageCost }) => money(messageCost))], [results.unsubscribeRate, both(({ unsubscribeRate }) => format.percent(unsubscribeRate * 10_000))]] satisfies typeof rows) : []),
    [results.profit, both(({ profitMinor }) => money(profitMinor))],
    [results.revenueASubject, both(({ revenuePerSubject }) => money(revenuePerSubject)), between(known?.revenue ?? null)],
    capMinor === null
      ? [results.profitASubject, both(({ profitPerSubject }) => money(profitPerSubject)), between(known?.profit ?? null)]
      : [results.profitCapped(format.money(capMinor)), both(({ cappedProfitPerSubject }) => money(cappedProfitPerSubject)), between(known?.profit ?? null)],
  ];
  return (
    <>
      <Bars exposed={exposed.cappedProfitPerSubject} holdout={holdout.cappedProfitPerSubject} money={money} />
      <ScrollTable label={results.comparison}>
        <table className="desk-table">
          <TableHead heads={[results.measure, results.exposed, results.holdout, results.difference]} numbersFrom={1} />
          <tbody>
            {rows.map(([name, [ofExposed, ofHoldout], difference = results.none]) => (
              <tr key={name}>
                <th scope="row">{name}</th>
                <td className="desk-number">{ofExposed}</td>
                <td className="desk-number">{ofHoldout}</td>
                <td className="desk-number">{difference}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollTable>
      <Definitions mailed={mailed} />
    </>
  );
}

function Definitions({ mailed }: { mailed: boolean }) {
  const { results } = text;
  const { means } = results;
  const told: [name: string, means: string][] = [
    [results.subjects, means.subjects], [results.acceptance, means.acceptance], [results.buyers, means.buyers], [results.orders, means.orders], [results.averageOrder, means.averageOrder], [results.units, means.units],
    [results.returnRate, means.returnRate], [results.revenue, means.revenue], ...(mailed ? ([[results.messageCost, means.messageCost], [results.unsubscribeRate, means.unsubscribeRate]] satisfies [string, string][]) : []),
    [results.profit, means.profit], [results.profitASubject, means.perShopper],
  ];
  return (
    <details className="desk-disclosure">
      <summary>{results.definitions}</summary>
      <dl className="desk-definitions">
        {told.map(([name, definition]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{definition}</dd>
          </div>
        ))}
      </dl>
    </details>
  );
}

/** The table below holds what they draw. */
function Bars({ exposed, holdout, money }: { exposed: number; holdout: number; money: (minor: number) => string }) {
  const { results } = text;
  const most = Math.max(exposed, holdout, 1);
  const bars = [
    [results.exposed, exposed, 'full'],
    [results.holdout, holdout, 'hatched'],
  ] as const;
  return (
    <figure className="desk-bars">
      <figcaption>{results.aHead}</figcaption>
      {bars.map(([name, minor, kind]) => (
        <div key={name}>
          <span>{name}</span>
          <span aria-hidden="true" className="desk-bar">
            <span data-kind={kind} style={{ width: `${Math.max(0.5, (Math.max(0, minor) / most) * 100)}%` }} />
          </span>
          <span className="desk-number">{money(minor)}</span>
        </div>
      ))}
    </figure>
  );
}
