// Each version: what it shows, who sees it and what it brought; and beside each other what a winner may not lose.
import { Badge, InlineStack } from '@shopify/polaris';
import { ARM_NAMES } from '#app/domain/experiment-test/test.ts';
import type { TestOnDesk } from '#app/read/tests.ts';
import { intervalMoney } from '../results/interval-money.ts';
import { ScrollTable } from '../scroll-table.tsx';
import { useShopFormat } from '../shop-format-context.tsx';
import { TableHead } from '../table-head.tsx';
import { text } from '../text/text.ts';
import { versionName, versionSaid } from './words.ts';

type JudgedArm = Extract<TestOnDesk['verdict'], { arms: unknown }>['arms'][number];

/** p-values below are as good as none. */
const LEAST_P = 0.001;
/** Of odds; beyond it and below nobody can tell percents apart. */
const LEAST_ODDS_BP = 100;

export function ArmsTable({ test }: { test: TestOnDesk }) {
  const format = useShopFormat();
  const { table } = text.tests;
  const { versions, shares, verdict, endedAt, seemsBest } = test;
  const judged: readonly JudgedArm[] = verdict && 'arms' in verdict ? verdict.arms : [];
  const isJudged = judged.some(({ p }) => p !== null);
  const heads = [table.version, table.shows, ...(endedAt ? [] : [table.share]), ...(seemsBest ? [table.seemsBest] : []), table.subjects, table.profit, table.difference, ...(isJudged ? [table.p] : [])];
  return (
    <ScrollTable label={text.tests.versionsTitle}>
      <table className="desk-table">
        <TableHead heads={heads} numbersFrom={2} />
        <tbody>
          {versions.map((version, at) => {
            const arm = ARM_NAMES[at] ?? 'a';
            const own = judged.find((one) => one.arm === arm);
            return (
              <tr key={arm}>
                <th scope="row" className="desk-version-name">
                  {versionName(arm)}
                </th>
                <td className="desk-version-shows">{versionSaid(version, format, endedAt !== null)}</td>
                {endedAt ? null : <td className="desk-number">{format.percent((shares[arm] ?? 0) * 10_000)}</td>}
                {seemsBest ? <td className="desk-number">{odds(seemsBest[at] ?? 0)}</td> : null}
                <td className="desk-number">{format.count(own?.subjects ?? 0)}</td>
                <td className="desk-number">{own && own.subjects > 0 ? format.money(own.profit) : '–'}</td>
                <td className="desk-number">{differenceOf(own)}</td>
                {isJudged ? <td className="desk-number">{own?.p == null ? '–' : own.p < LEAST_P ? `< ${format.count(LEAST_P)}` : format.count(Math.round(own.p / LEAST_P) * LEAST_P)}</td> : null}
              </tr>
            );
          })}
        </tbody>
      </table>
    </ScrollTable>
  );

  function odds(chance: number): string {
    const bp = Math.round(chance * 100) * 100;
    if (bp < LEAST_ODDS_BP) return `< ${format.percent(LEAST_ODDS_BP)}`;
    return bp > 10_000 - LEAST_ODDS_BP ? `> ${format.percent(10_000 - LEAST_ODDS_BP)}` : format.percent(bp);
  }

  /** Of a test that has ended, what was not known never will be. */
  function differenceOf(own: JudgedArm | undefined): string {
    if (!own || own.standing === 'control') return '–';
    if (!own.difference) return endedAt ? '–' : text.tests.notYetKnown;
    const money = intervalMoney(own.difference, format);
    return text.tests.between(money(own.difference.value), money(own.difference.low), money(own.difference.high));
  }
}

/** None of it is shown before somebody was counted. */
export function GuardrailsTable({ verdict }: Pick<TestOnDesk, 'verdict'>) {
  const format = useShopFormat();
  const { table } = text.tests;
  const judged: readonly JudgedArm[] = verdict && 'arms' in verdict ? verdict.arms : [];
  const guards = judged[0]?.guardrails.map(({ name }) => name) ?? [];
  return (
    <ScrollTable label={text.tests.guardrails}>
      <table className="desk-table">
        <TableHead heads={[table.version, ...guards.map((name) => table[name])]} numbersFrom={1} />
        <tbody>
          {judged.map(({ arm, guardrails }) => (
            <tr key={arm}>
              <th scope="row" className="desk-version-name">
                {versionName(arm)}
              </th>
              {guardrails.map(({ name, value, lost }) => (
                <td key={name} className="desk-number">
                  {value === null ? '–' : format.percent(value * 10_000)}
                  {lost ? (
                    <InlineStack align="end">
                      <Badge tone="warning">{text.tests.lost}</Badge>
                    </InlineStack>
                  ) : null}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollTable>
  );
}
