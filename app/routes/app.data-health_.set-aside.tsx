// What was set aside of Shopify's messages, and trying it again, one or all. For what no retry can read, the store is compared.
import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { useFetcher, useLoaderData } from '@remix-run/react';
import { Banner, BlockStack, Card, Page, Text } from '@shopify/polaris';
import { z } from 'zod';
import { tryDeliveriesAgain } from '#app/pipeline/sync/try-deliveries-again.ts';
import { SET_ASIDE_PER_PAGE, setAsidePage } from '#app/read/data-health-set-aside.ts';
import { Pages } from '#app/ui/data-health/pages.tsx';
import { SetAsideLines } from '#app/ui/data-health/set-aside-lines.tsx';
import { useCheck } from '#app/ui/data-health/use-check.ts';
import { NothingYet } from '#app/ui/nothing-yet.tsx';
import { PageError } from '#app/ui/page-error.tsx';
import { text } from '#app/ui/text/text.ts';
import { useAnswer } from '#app/ui/use-answer.ts';
import { usePolling } from '#app/ui/use-polling.ts';
import { useToast } from '#app/ui/use-toast.ts';
import type { action as askCheck } from './app.data-health._index.tsx';
import { done, merchant, shown } from './app/merchant.server.ts';

const query = z.object({ page: z.coerce.number().int().min(1).max(1_000_000).catch(1) });

export async function loader({ request }: LoaderFunctionArgs) {
  const { shop } = await merchant(request);
  const { page } = query.parse(Object.fromEntries(new URL(request.url).searchParams));
  return { ...(await shown(setAsidePage(shop.shopId, page))), perPage: SET_ASIDE_PER_PAGE };
}

const change = z.object({ webhookId: z.string().min(1).max(200) });

export async function action({ request }: ActionFunctionArgs) {
  const { shop } = await merchant(request);
  const { webhookId } = change.parse(Object.fromEntries(await request.formData()));
  return done(tryDeliveriesAgain(shop.shopId, webhookId));
}

/** While the store is compared. */
const POLL_MS = 2_000;

export default function SetAside() {
  const { all, retryable, page, pages, perPage, lines, comparisons } = useLoaderData<typeof loader>();
  const retry = useFetcher<typeof action>();
  const asking = useFetcher<typeof askCheck>();
  const toast = useToast();
  const check = useCheck(comparisons);
  useAnswer(asking, (answer) => {
    toast(answer.ok ? answer.said : answer.message, { isError: !answer.ok });
    if (!answer.ok) check.forget();
  });
  const checking = check.asked || comparisons[0]?.status === 'running';
  usePolling(checking, POLL_MS);
  const onCheck = () => {
    check.ask();
    asking.submit({ intent: 'check' }, { method: 'post', action: '/app/data-health?index' });
  };
  const { setAside: said, list } = text.dataHealth;
  const trying = retry.state === 'idle' ? undefined : String(retry.formData?.get('webhookId') ?? '');
  const onTry = (webhookId: string) => retry.submit({ webhookId }, { method: 'post' });
  return (
    <Page
      title={said.title}
      subtitle={said.lead}
      backAction={{ content: list.back, url: '/app/data-health' }}
      {...(retryable > 0 ? { primaryAction: { content: said.tryAll, onAction: () => onTry('all'), loading: trying === 'all', disabled: trying !== undefined && trying !== 'all' } } : {})}
    >
      <BlockStack gap="400">
        <div aria-live="polite">{retry.state === 'idle' && retry.data ? <Outcome answer={retry.data} /> : null}</div>
        {lines.length === 0 ? (
          <NothingYet heading={said.none} body={said.noneBody} action={{ content: list.back, url: '/app/data-health' }} />
        ) : (
          <Card padding="0">
            <SetAsideLines lines={lines} trying={trying} onTry={onTry} checking={checking} onCheck={onCheck} />
            <Pages page={page} pages={pages} perPage={perPage} total={all} />
          </Card>
        )}
      </BlockStack>
    </Page>
  );
}

function Outcome({ answer }: { answer: Awaited<ReturnType<typeof action>> }) {
  if (!answer.ok) return <Banner tone="critical" title={answer.message} />;
  const { applied, setAside, pending } = answer.value;
  return (
    <Banner tone={setAside > 0 ? 'warning' : pending > 0 ? 'info' : 'success'}>
      <Text as="p">{text.dataHealth.setAside.outcome(applied, setAside, pending)}</Text>
    </Banner>
  );
}

export { PageError as ErrorBoundary };
