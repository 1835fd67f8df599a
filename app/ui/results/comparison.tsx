// Exposed beside held out: two bars of profit a head, and the whole in a table. A difference is given only where it is known.
import type { Result } from '#app/read/results.ts';
import { ScrollTable } from '../scroll-table.tsx';
import { useShopFormat } from '../shop-format-context.tsx';
import { TableHead } from '../table-head.tsx';
import { text } from '../text/text.ts';
import { intervalMoney } from './interval-money.ts';

export function Comparison({ result: { exposed, holdout, acceptance, verdict } }: { result: Result }) {
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
  const rows: [name: string, exposed: string, holdout: string, difference: string][] = [
    [results.subjects, format.count(exposed.subjects), format.count(holdout.subjects), results.none],
    [results.acceptance, acceptance === null ? results.none : format.percent(acceptance * 10_000), results.none, results.none],
    [results.buyers, share(exposed.buyers, exposed.subjects), share(holdout.buyers, holdout.subjects), results.none],
    [results.revenue, money(exposed.revenueMinor), money(holdout.revenueMinor), results.none],
    [results.profit, money(exposed.profitMinor), money(holdout.profitMinor), results.none],
    [results.revenueASubject, money(exposed.revenuePerSubject), money(holdout.revenuePerSubject), between(known?.revenue ?? null)],
    [results.profitASubject, money(exposed.profitPerSubject), money(holdout.profitPerSubject), between(known?.profit ?? null)],
  ];
  return (
    <>
      <Bars exposed={exposed.profitPerSubject} holdout={holdout.profitPerSubject} money={money} />
      <ScrollTable label={results.comparison}>
        <table className="desk-table">
          <TableHead heads={[results.measure, results.exposed, results.holdout, results.difference]} numbersFrom={1} />
          <tbody>
            {rows.map(([name, ofExposed, ofHoldout, difference]) => (
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
    </>
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
