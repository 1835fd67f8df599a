// Data health: whether what Setwise knows of the store can be trusted today, and the store compared on request.
import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { useFetcher, useLoaderData, useRevalidator } from '@remix-run/react';
import { BlockStack, Page } from '@shopify/polaris';
import { z } from 'zod';
import { retryBackfill } from '#app/pipeline/sync/backfill/retry-backfill.ts';
import { checkStore } from '#app/pipeline/sync/reconcile/check-store.ts';
import { dataHealthPage } from '#app/read/data-health.ts';
import { CatalogueCard } from '#app/ui/data-health/catalogue-card.tsx';
import { DeliveriesCard } from '#app/ui/data-health/deliveries-card.tsx';
import { StoreCard } from '#app/ui/data-health/store-card.tsx';
import { TroublesCard } from '#app/ui/data-health/troubles-card.tsx';
import { useCheck } from '#app/ui/data-health/use-check.ts';
import { Verdict } from '#app/ui/data-health/verdict.tsx';
import { PageError } from '#app/ui/page-error.tsx';
import { text } from '#app/ui/text/text.ts';
import { useAnswer } from '#app/ui/use-answer.ts';
import { usePolling } from '#app/ui/use-polling.ts';
import { useToast } from '#app/ui/use-toast.ts';
import { done, merchant, shown } from './app/merchant.server.ts';

export async function loader({ request }: LoaderFunctionArgs) {
  const { shop, at } = await merchant(request);
  return shown(dataHealthPage(shop.shopId, shop.scopes, at));
}

const change = z.object({ intent: z.enum(['check', 'read-again']) });

export async function action({ request }: ActionFunctionArgs) {
  const { shop, at } = await merchant(request);
  const { intent } = change.parse(Object.fromEntries(await request.formData()));
  const outcome = await done(intent === 'check' ? checkStore(shop.shopId, at) : retryBackfill(shop.shopId, at));
  return outcome.ok ? { ok: true as const, intent, said: intent === 'check' ? text.dataHealth.checkAsked : text.home.connect.retried } : { ...outcome, intent };
}

/** While something is under way, and while somebody only looks. */
const POLL_MS = { busy: 2_000, calm: 30_000 };

export default function DataHealth() {
  const health = useLoaderData<typeof loader>();
  const asking = useFetcher<typeof action>();
  const { revalidate } = useRevalidator();
  const toast = useToast();
  const check = useCheck(health.comparisons);
  useAnswer(asking, (answer) => {
    toast(answer.ok ? answer.said : answer.message, { isError: !answer.ok });
    if (answer.intent === 'check' && !answer.ok) check.forget();
  });
  const canCheck = health.goodAt !== null && health.reading === null;
  const checking = check.asked || health.comparing !== null;
  const busy = checking || health.deliveries.waiting.count > 0 || health.pasts[0]?.status === 'running';
  usePolling(true, busy ? POLL_MS.busy : POLL_MS.calm);
  const ask = (intent: 'check' | 'read-again') => asking.submit({ intent }, { method: 'post', action: '/app/data-health?index' });
  const onCheck = () => {
    check.ask();
    ask('check');
  };

  return (
    <Page
      title={text.dataHealth.title}
      subtitle={text.dataHealth.intro}
      primaryAction={{ content: text.dataHealth.check, onAction: onCheck, loading: checking, disabled: !canCheck }}
    >
      <BlockStack gap="400">
        <div aria-live="polite">
          <Verdict health={health} />
        </div>
        {health.troubles.length > 0 ? (
          <TroublesCard
            troubles={health.troubles}
            checking={checking}
            canCheck={canCheck}
            readingAgain={asking.state !== 'idle' && asking.formData?.get('intent') === 'read-again'}
            onCheck={onCheck}
            onReadAgain={() => ask('read-again')}
            onLookAgain={revalidate}
          />
        ) : null}
        <CatalogueCard catalogue={health.catalogue} />
        <DeliveriesCard deliveries={health.deliveries} setAside={health.setAside} />
        <StoreCard health={health} checking={checking} />
      </BlockStack>
    </Page>
  );
}

export { PageError as ErrorBoundary };
