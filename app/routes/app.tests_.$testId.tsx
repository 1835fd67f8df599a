// One test: what is known of it, its versions beside each other, and what becomes of it.
import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from '@remix-run/node';
import { useFetcher, useLoaderData } from '@remix-run/react';
import { Banner, BlockStack, Card, Page, Text } from '@shopify/polaris';
import { z } from 'zod';
import { ARM_NAMES } from '#app/domain/experiment-test/test.ts';
import { endTest } from '#app/pipeline/measure/end-test.ts';
import { type TestOnDesk, type TestPage as TestPageData, testPage } from '#app/read/tests.ts';
import { PageError } from '#app/ui/page-error.tsx';
import { useShopFormat } from '#app/ui/shop-format-context.tsx';
import { ArmsChart } from '#app/ui/tests/arms-chart.tsx';
import { ArmsTable, GuardrailsTable } from '#app/ui/tests/arms-table.tsx';
import { DecideCard } from '#app/ui/tests/decide-card.tsx';
import { testHeadline } from '#app/ui/tests/headline.ts';
import { conclusionSaid, StatusBadge } from '#app/ui/tests/test-row.tsx';
import { testName } from '#app/ui/tests/words.ts';
import { text } from '#app/ui/text/text.ts';
import { useAnswer } from '#app/ui/use-answer.ts';
import { useToast } from '#app/ui/use-toast.ts';
import { done, merchant, type PageErrorBody, shown } from './app/merchant.server.ts';

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { shop, at } = await merchant(request);
  const testId = z.uuid().safeParse(params.testId).data;
  const page = testId && (await shown(testPage(shop.shopId, testId, at)));
  if (!page) throw data<PageErrorBody>({ code: 'not_found', message: text.pageError.gone }, { status: 404 });
  return page;
}

const body = z.object({ used: z.enum(ARM_NAMES).nullable() });

export async function action({ request, params }: ActionFunctionArgs) {
  const { shop, actor, at } = await merchant(request);
  const { used } = body.parse(await request.json());
  return done(endTest(shop.shopId, z.uuid().parse(params.testId), used, actor, at));
}

export default function TestPage() {
  const { test, liveSets, capMinor } = useLoaderData<typeof loader>();
  const ending = useFetcher<typeof action>();
  const toast = useToast();
  const format = useShopFormat();
  const said = text.tests;
  useAnswer(ending, (answer) => {
    if (!answer.ok) return toast(text.save.failed(answer.message), { isError: true });
    toast(said.done[test.conclusion ?? 'stopped']);
  });
  const when = test.endedAt ? said.endedOn(format.date(test.endedAt)) : test.liveAt ? said.since(format.date(test.liveAt)) : said.asked(format.date(test.askedAt));
  return (
    <Page title={testName(test)} subtitle={when} titleMetadata={<StatusBadge test={test} />} backAction={{ content: said.title, url: '/app/tests' }}>
      <BlockStack gap="400">
        <TheVerdict test={test} capMinor={capMinor} />
        <Card>
          <BlockStack gap="300">
            <Text as="h2" variant="headingMd">
              {said.versionsTitle}
            </Text>
            <ArmsTable test={test} />
            {test.seemsBest ? (
              <Text as="p" tone="subdued">
                {said.seemsBestHelp}
              </Text>
            ) : null}
          </BlockStack>
        </Card>
        {test.verdict && 'arms' in test.verdict ? (
          <Card>
            <BlockStack gap="300">
              <BlockStack gap="100">
                <Text as="h2" variant="headingMd">
                  {said.guardrails}
                </Text>
                <Text as="p" tone="subdued">
                  {said.methodGuards}
                </Text>
              </BlockStack>
              <GuardrailsTable verdict={test.verdict} />
            </BlockStack>
          </Card>
        ) : null}
        {test.endedAt ? null : <DecideCard test={test} liveSets={liveSets} busy={ending.state !== 'idle'} onEnd={(used) => ending.submit({ used }, { method: 'post', encType: 'application/json' })} />}
        <Card>
          <details className="desk-disclosure">
            <summary>{said.method}</summary>
            <BlockStack gap="200">
              <Text as="p">{said.methodText}</Text>
              {test.mode === 'earning' ? <Text as="p">{said.methodEarning}</Text> : null}
            </BlockStack>
          </details>
        </Card>
      </BlockStack>
    </Page>
  );
}

function TheVerdict({ test, capMinor }: Pick<TestPageData, 'test' | 'capMinor'>) {
  const format = useShopFormat();
  const said = text.tests;
  const { verdict, endedAt } = test;
  const { tone, title, why } = testHeadline(test, format);
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingLg">
          {endedAt ? conclusionSaid(test) : title}
        </Text>
        {endedAt ? <KnownThen test={test} /> : tone === 'blocked' ? <Banner tone="critical">{paragraphs(why)}</Banner> : paragraphs(why)}
        {verdict?.kind === 'not_yet' && verdict.needed !== null && verdict.have < verdict.needed ? (
          <label className="desk-progress">
            {said.counted(format.count(verdict.have), format.count(verdict.needed))}
            <progress max={verdict.needed} value={verdict.have} />
          </label>
        ) : null}
        {verdict?.kind === 'known' ? (
          <BlockStack gap="200">
            <Text as="h3" variant="headingSm">
              {said.chart}
            </Text>
            <ArmsChart verdict={verdict} />
            {capMinor === null ? null : (
              <Text as="p" tone="subdued">
                {said.capped(format.money(capMinor))}
              </Text>
            )}
          </BlockStack>
        ) : null}
      </BlockStack>
    </Card>
  );
}

/** Of one that ended: why, where nobody decided, and what was known at that moment, where anything was. */
function KnownThen({ test }: { test: TestOnDesk }) {
  const { title } = testHeadline(test, useShopFormat());
  const why = test.stoppedFor ? [text.tests.stoppedFor[test.stoppedFor]] : [];
  return paragraphs(test.verdict?.kind === 'known' || test.verdict?.kind === 'broken' ? [...why, title] : why);
}

const paragraphs = (sentences: readonly string[]) => (
  <BlockStack gap="200">
    {sentences.map((sentence) => (
      <Text as="p" key={sentence}>
        {sentence}
      </Text>
    ))}
  </BlockStack>
);

export { PageError as ErrorBoundary };
