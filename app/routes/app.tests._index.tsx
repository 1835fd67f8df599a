// Tests: those that run, what they left in use, and what was learned from those that ended.
import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { useFetcher, useLoaderData } from '@remix-run/react';
import { BlockStack, Box, Card, Page, Text } from '@shopify/polaris';
import { z } from 'zod';
import { testPlace } from '#app/contract/test.ts';
import { resetPlaceLook } from '#app/pipeline/decide/reset-place-look.ts';
import { type TestOnDesk, testsPage } from '#app/read/tests.ts';
import { NothingYet } from '#app/ui/nothing-yet.tsx';
import { PageError } from '#app/ui/page-error.tsx';
import { InUseCard } from '#app/ui/tests/in-use-card.tsx';
import { TestRow } from '#app/ui/tests/test-row.tsx';
import { text } from '#app/ui/text/text.ts';
import { useAnswer } from '#app/ui/use-answer.ts';
import { useToast } from '#app/ui/use-toast.ts';
import { done, merchant, shown } from './app/merchant.server.ts';

export async function loader({ request }: LoaderFunctionArgs) {
  const { shop, at } = await merchant(request);
  return shown(testsPage(shop.shopId, at));
}

const reset = z.object({ place: testPlace, field: z.enum(['heading', 'mostItems']) });

export async function action({ request }: ActionFunctionArgs) {
  const { shop, actor, at } = await merchant(request);
  const { place, field } = reset.parse(await request.json());
  return done(resetPlaceLook(shop.shopId, place, field, actor, at));
}

export default function Tests() {
  const { running, ended, inUse } = useLoaderData<typeof loader>();
  const resetting = useFetcher<typeof action>();
  const toast = useToast();
  const said = text.tests;
  useAnswer(resetting, (answer) => toast(answer.ok ? said.takenBack : text.save.failed(answer.message), { isError: !answer.ok }));
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
        {inUse.length > 0 ? <InUseCard inUse={inUse} busy={resetting.state !== 'idle'} onReset={(place, field) => resetting.submit({ place, field }, { method: 'post', encType: 'application/json' })} /> : null}
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
