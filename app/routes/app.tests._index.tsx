// Tests: those that run, and what was learned from those that ended.
import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { BlockStack, Box, Card, Page, Text } from '@shopify/polaris';
import { type TestOnDesk, testsPage } from '#app/read/tests.ts';
import { NothingYet } from '#app/ui/nothing-yet.tsx';
import { PageError } from '#app/ui/page-error.tsx';
import { TestRow } from '#app/ui/tests/test-row.tsx';
import { text } from '#app/ui/text/text.ts';
import { merchant, shown } from './app/merchant.server.ts';

export async function loader({ request }: LoaderFunctionArgs) {
  const { shop, at } = await merchant(request);
  return shown(testsPage(shop.shopId, at));
}

export default function Tests() {
  const { running, ended } = useLoaderData<typeof loader>();
  const said = text.tests;
  const add = { content: said.add, url: '/app/tests/new' };
  if (running.length + ended.length === 0) {
    return (
      <Page title={said.title} subtitle={said.intro}>
        <NothingYet heading={said.emptyTitle} body={said.empty} action={add} />
      </Page>
    );
  }
  return (
    <Page title={said.title} subtitle={said.intro} primaryAction={add}>
      <BlockStack gap="400">
        {running.length > 0 ? <Listed title={said.running} tests={running} /> : null}
        {ended.length > 0 ? <Listed title={said.ended} tests={ended} intro={said.endedIntro} /> : null}
      </BlockStack>
    </Page>
  );
}

function Listed({ title, intro, tests }: { title: string; intro?: string; tests: readonly TestOnDesk[] }) {
  return (
    <Card padding="0">
      <Box padding="400" paddingBlockEnd="100">
        <Text as="h2" variant="headingMd">
          {title}
        </Text>
        {intro ? (
          <Text as="p" tone="subdued">
            {intro}
          </Text>
        ) : null}
      </Box>
      <ul className="desk-rules">
        {tests.map((test) => (
          <TestRow key={test.testId} test={test} />
        ))}
      </ul>
    </Card>
  );
}

export { PageError as ErrorBoundary };
