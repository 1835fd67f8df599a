// Results: the one number with its interval, or why it cannot be known yet and when; then what explains it.
import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { Link, useFetcher, useLoaderData } from '@remix-run/react';
import { Badge, Banner, BlockStack, Card, Page, Text } from '@shopify/polaris';
import { z } from 'zod';
import { saveMeasureSettings } from '#app/pipeline/measure/save-measure-settings.ts';
import { type NamedResult, type ResultDesk, resultDesk } from '#app/read/result-desk.ts';
import { NothingYet } from '#app/ui/nothing-yet.tsx';
import { PageError } from '#app/ui/page-error.tsx';
import { BandChart } from '#app/ui/results/band-chart.tsx';
import { Answers } from '#app/ui/results/answers.tsx';
import { ByStrategy } from '#app/ui/results/by-strategy.tsx';
import { Comparison } from '#app/ui/results/comparison.tsx';
import { EarlySigns } from '#app/ui/results/early-signs.tsx';
import { Figures } from '#app/ui/results/figures.tsx';
import { estimand, headline, scopeName } from '#app/ui/results/headline.ts';
import { intervalMoney } from '#app/ui/results/interval-money.ts';
import { MeasureCard } from '#app/ui/results/measure-card.tsx';
import { Nearer } from '#app/ui/results/nearer.tsx';
import { OverTimeChart } from '#app/ui/results/over-time-chart.tsx';
import { ScrollTable } from '#app/ui/scroll-table.tsx';
import type { ShopFormat } from '#app/ui/shop-format.ts';
import { useShopFormat } from '#app/ui/shop-format-context.tsx';
import { text } from '#app/ui/text/text.ts';
import { useAnswer } from '#app/ui/use-answer.ts';
import { useToast } from '#app/ui/use-toast.ts';
import { done, merchant, shown } from './app/merchant.server.ts';

export async function loader({ request }: LoaderFunctionArgs) {
  const { shop, at } = await merchant(request);
  return shown(resultDesk(shop.shopId, at, new URL(request.url).searchParams.get('of')));
}

const change = z.object({ plausibleBp: z.number(), messageCostMilli: z.number(), capMinor: z.number().nullable() }).partial();

export async function action({ request }: ActionFunctionArgs) {
  const { shop, actor, at } = await merchant(request);
  const wanted = change.parse(await request.json());
  const given = Object.fromEntries(Object.entries(wanted).filter(([, value]) => value !== undefined));
  return done(saveMeasureSettings(shop.shopId, given, actor, at));
}

export default function Results() {
  const desk = useLoaderData<typeof loader>();
  const saving = useFetcher<typeof action>();
  const toast = useToast();
  useAnswer(saving, (answer) => (answer.ok ? toast(text.results.settingsSaved) : toast(answer.message, { isError: true })));
  const format = useShopFormat();
  const { results } = text;
  const { results: all, windowDays, rule, answers, byStrategy } = desk;
  const result = all.find(({ scope }) => scope === desk.shown);
  if (!result) {
    return (
      <Page title={results.title} subtitle={results.intro}>
        <NothingYet heading={results.emptyTitle} body={results.empty} action={{ content: results.emptyAction, url: '/app/placements' }} />
      </Page>
    );
  }
  const save = (wanted: Record<string, number | null>) => saving.submit(wanted, { method: 'post', encType: 'application/json' });
  const isSaving = saving.state !== 'idle';
  return (
    <Page title={results.title} subtitle={results.intro}>
      <BlockStack gap="400">
        <TheNumber result={result} desk={desk} saving={isSaving} onSet={save} />
        {desk.overTime.length > 1 ? <OverTime points={desk.overTime} /> : null}
        {result.exposed.subjects + result.holdout.subjects > 0 ? <Explained result={result} windowDays={windowDays} capMinor={rule.capMinor} /> : null}
        {answers ? <Answers {...answers} /> : null}
        <ByStrategy {...byStrategy} />
        {all.length > 1 ? <Each all={all} shownScope={result.scope} /> : null}
        <MeasureCard rule={rule} saving={isSaving} onSave={save} />
        <Card>
          <details className="desk-disclosure">
            <summary>{results.method}</summary>
            <BlockStack gap="200">
              <Text as="p">{results.methodText}</Text>
              <Text as="p">{results.methodHoldout}</Text>
              <Text as="p">{results.methodOutside}</Text>
              <Text as="p">{results.rule(format.count(rule.leastAnArm), format.percent(rule.plausibleBp))}</Text>
            </BlockStack>
          </details>
        </Card>
      </BlockStack>
    </Page>
  );
}

function OverTime({ points }: { points: ResultDesk['overTime'] }) {
  const { results } = text;
  return (
    <Card>
      <BlockStack gap="300">
        <BlockStack gap="100">
          <Text as="h2" variant="headingMd">
            {results.overTime}
          </Text>
          <Text as="p" tone="subdued">
            {results.overTimeIntro}
          </Text>
        </BlockStack>
        <OverTimeChart points={points} />
      </BlockStack>
    </Card>
  );
}

/** A table of nothing explains nothing: it comes with the first who is counted. */
function Explained({ result, windowDays, capMinor }: { result: NamedResult; windowDays: number; capMinor: number | null }) {
  return (
    <>
      <Card>
        <BlockStack gap="400">
          <Text as="h2" variant="headingMd">
            {text.results.comparison}
          </Text>
          <Comparison result={result} capMinor={capMinor} />
        </BlockStack>
      </Card>
      <SideBySide result={result} windowDays={windowDays} />
    </>
  );
}

interface TheNumberProps {
  result: NamedResult;
  desk: Pick<ResultDesk, 'windowDays' | 'rule' | 'pooledLeads' | 'answers'>;
  saving: boolean;
  onSet: (change: { plausibleBp: number } | { capMinor: number }) => void;
}

function TheNumber({ result, desk: { windowDays, rule, pooledLeads, answers }, saving, onSet }: TheNumberProps) {
  const format = useShopFormat();
  const { results } = text;
  const { tone, title, why } = headline(result, format);
  const { verdict } = result;
  return (
    <Card>
      <BlockStack gap="400">
        <BlockStack gap="200">
          <Text as="p" tone="subdued">
            {scopeName(result.of)}
            {result.startedAt ? `, ${results.since(format.date(result.startedAt))}` : ''}
          </Text>
          <Text as="h2" variant="headingXl">
            {tone === 'blocked' ? title : `${title}.`}
          </Text>
          {tone === 'blocked' ? null : <Text as="p">{verdict.kind === 'known' ? results.basisIn(String(windowDays)) : why}</Text>}
          {tone === 'blocked' ? null : <Compared rule={rule} smoothed={verdict.kind === 'known' ? verdict.smoothed : 0} />}
          {pooledLeads && result.of.kind === 'on_site' ? <Text as="p">{results.pooled}</Text> : null}
        </BlockStack>
        {tone === 'blocked' ? (
          <Banner tone="critical">
            <BlockStack gap="200">
              <Text as="p">{why}</Text>
              <Text as="p">{results.brokenDo}</Text>
            </BlockStack>
          </Banner>
        ) : null}
        {verdict.kind === 'known' ? (
          <BlockStack gap="200">
            <Text as="h3" variant="headingSm">
              {results.band}
            </Text>
            <BandChart bands={[verdict.added]} />
            <Figures verdict={verdict} capMinor={rule.capMinor} />
          </BlockStack>
        ) : null}
        {verdict.kind === 'not_yet' && verdict.needed !== null ? <Progress have={verdict.have} needed={verdict.needed} /> : null}
        {verdict.kind === 'not_yet' ? <Nearer choices={verdict.nearer} saving={saving} onSet={onSet} /> : null}
        {verdict.kind === 'not_yet' && result.exposed.subjects > 0 ? <EarlySigns result={result} answers={answers} /> : null}
      </BlockStack>
    </Card>
  );
}

/** Which mean, why that one, and what was taken out of chance. */
function Compared({ rule: { capMinor, capFrom, capChangedAt }, smoothed }: { rule: ResultDesk['rule']; smoothed: number }) {
  const format = useShopFormat();
  const { results } = text;
  const why = capChangedAt ? results.capChanged(format.date(capChangedAt)) : capMinor === null ? '' : capFrom === 'merchant' ? results.capMerchant : results.capHistory(format.money(capMinor));
  const less = Math.round(smoothed * 100);
  return (
    <Text as="p" tone="subdued">
      {[estimand(capMinor, format), why, less > 0 ? results.smoothed(format.percent(less * 100)) : ''].filter(Boolean).join(' ')}
    </Text>
  );
}

function Progress({ have, needed }: { have: number; needed: number }) {
  const format = useShopFormat();
  return (
    <label className="desk-progress">
      {text.results.counted(format.count(have), format.count(needed))}
      <progress max={needed} value={have} />
    </label>
  );
}

function SideBySide({ result, windowDays }: { result: NamedResult; windowDays: number }) {
  const format = useShopFormat();
  const { results } = text;
  const parts = [
    { name: results.attributed, value: results.attributedSaid(format.money(Math.round(result.attributed.revenueMinor)), format.count(result.attributed.orders), result.attributed.orders !== 1), means: results.attributedMeans(String(windowDays)) },
    { name: results.incremental, value: incremental(result, format), means: results.incrementalMeans },
  ];
  return (
    <Card>
      <BlockStack gap="400">
        <BlockStack gap="100">
          <Text as="h2" variant="headingMd">
            {results.sideBySide}
          </Text>
          <Text as="p" tone="subdued">
            {results.sideBySideIntro}
          </Text>
        </BlockStack>
        <div className="desk-side-by-side">
          {parts.map(({ name, value, means }) => (
            <BlockStack gap="100" key={name}>
              <Text as="h3" variant="headingSm">
                {name}
              </Text>
              <Text as="p" variant="headingLg">
                {value}
              </Text>
              <details className="desk-disclosure">
                <summary aria-label={results.whatNamed(name)}>{results.what}</summary>
                <Text as="p">{means}</Text>
              </details>
            </BlockStack>
          ))}
        </div>
      </BlockStack>
    </Card>
  );
}

/** Revenue, as what is attributed is: only so do the two stand side by side. */
function incremental({ verdict, exposed }: NamedResult, format: ShopFormat): string {
  const { results } = text;
  if (verdict.kind === 'broken') return results.incrementalBlocked;
  if (verdict.kind === 'not_yet' || !verdict.revenue) return results.incrementalUnknown;
  const [low, high] = [verdict.revenue.low * exposed.subjects, verdict.revenue.high * exposed.subjects];
  const money = intervalMoney({ low, high }, format);
  return results.incrementalSaid(money(low), money(high));
}

function Each({ all, shownScope }: { all: readonly NamedResult[]; shownScope: string }) {
  const format = useShopFormat();
  const { results } = text;
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          {results.byPlace}
        </Text>
        <ScrollTable label={results.byPlace}>
          <table className="desk-table desk-links">
            <thead>
              <tr>
                <th scope="col">{results.place}</th>
                <th scope="col" className="desk-number">
                  {results.exposed}
                </th>
                <th scope="col" className="desk-number">
                  {results.holdout}
                </th>
                <th scope="col" className="desk-verdict">
                  {results.verdict}
                </th>
              </tr>
            </thead>
            <tbody>
              {all.map((result) => {
                const { tone, title } = headline(result, format);
                return (
                  <tr key={result.scope}>
                    <th scope="row">{result.scope === shownScope ? <span aria-current="true">{scopeName(result.of)}</span> : <Link to={`/app/results?of=${result.scope}`}>{scopeName(result.of)}</Link>}</th>
                    <td className="desk-number">{format.count(result.exposed.subjects)}</td>
                    <td className="desk-number">{format.count(result.holdout.subjects)}</td>
                    <td>{tone === 'blocked' ? <Badge tone="critical">{results.verdictBroken}</Badge> : title}</td>
                  </tr>
                );
              })}
            </tbody>
          </table>
        </ScrollTable>
      </BlockStack>
    </Card>
  );
}

export { PageError as ErrorBoundary };
