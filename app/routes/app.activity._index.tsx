// What was decided and what was changed, newest first, filtered on the server.
import type { LoaderFunctionArgs } from '@remix-run/node';
import { Form, useLoaderData, useNavigation, useSearchParams } from '@remix-run/react';
import { BlockStack, Box, Button, Card, InlineStack, Page, Select, Tabs, Text, TextField } from '@shopify/polaris';
import { useState } from 'react';
import { z } from 'zod';
import { isReasonCode, REASON_NUMBERS, type ReasonCode } from '#app/domain/decision/reason-codes.ts';
import { activityChanges, activityDecisions } from '#app/read/activity.ts';
import { ChangeList } from '#app/ui/activity/change-list.tsx';
import { DecisionList } from '#app/ui/activity/decision-list.tsx';
import { NothingYet } from '#app/ui/nothing-yet.tsx';
import { PageError } from '#app/ui/page-error.tsx';
import { useShopFormat } from '#app/ui/shop-format-context.tsx';
import { text } from '#app/ui/text/text.ts';
import { merchant, shown } from './app/merchant.server.ts';

const query = z.object({
  tab: z.enum(['decisions', 'changes']).catch('decisions'),
  product: z.string().trim().max(100).catch(''),
  customer: z.string().trim().max(20).catch(''),
  reason: z.string().refine(isReasonCode).optional().catch(undefined),
  before: z.string().max(80).optional().catch(undefined),
});

export async function loader({ request }: LoaderFunctionArgs) {
  const { shop } = await merchant(request);
  const { tab, product, customer, reason, before } = query.parse(Object.fromEntries(new URL(request.url).searchParams));
  if (tab === 'changes') return { tab, ...(await shown(activityChanges(shop.shopId, before))), first: before === undefined };
  // Ids are digits, never more than the database holds; anything else is said beside the field and finds nothing.
  const customerInvalid = customer !== '' && !/^\d{1,18}$/.test(customer);
  const filter = { product, customerId: customer === '' || customerInvalid ? undefined : BigInt(customer), reason: reason as ReasonCode | undefined, before };
  const found = customerInvalid ? { decisions: [], older: null, stoppedAfter: null } : await shown(activityDecisions(shop.shopId, filter));
  return { tab, ...found, first: before === undefined, filter: { product, customer, reason: reason ?? '' }, customerInvalid };
}

const TABS = ['decisions', 'changes'] as const;

export default function Activity() {
  const data = useLoaderData<typeof loader>();
  const [params, setParams] = useSearchParams();
  const loading = useNavigation().state === 'loading';
  const page = (before: string | null) =>
    setParams(() => {
      const next = new URLSearchParams(params);
      if (before) next.set('before', before);
      else next.delete('before');
      return next;
    });
  return (
    <Page title={text.activity.title}>
      <BlockStack gap="400">
        <Tabs
          tabs={TABS.map((id) => ({ id, content: text.activity.tabs[id], panelID: 'activity-list' }))}
          selected={TABS.indexOf(data.tab)}
          onSelect={(index) => setParams(index === 1 ? { tab: 'changes' } : {})}
        />
        {'decisions' in data ? (
          <Box paddingInline={{ xs: '400', sm: '0' }}>
            <Filters key={JSON.stringify(data.filter)} {...data.filter} customerInvalid={data.customerInvalid} />
          </Box>
        ) : null}
        <div id="activity-list" className={loading ? 'desk-loading' : undefined}>
          {'decisions' in data ? <Decisions data={data} /> : <Changes data={data} />}
        </div>
        <InlineStack align="center" gap="200">
          {data.first ? null : <Button onClick={() => page(null)}>{text.activity.newest}</Button>}
          {data.older ? <Button onClick={() => page(data.older)}>{text.activity.older}</Button> : null}
        </InlineStack>
      </BlockStack>
    </Page>
  );
}

type Data = Awaited<ReturnType<typeof loader>>;
type DecisionsData = Extract<Data, { decisions: unknown }>;
type ChangesData = Extract<Data, { changes: unknown }>;

function Filters({ product, customer, reason, customerInvalid }: DecisionsData['filter'] & { customerInvalid: boolean }) {
  const [typed, setTyped] = useState({ product, customer, reason });
  const filtered = product !== '' || customer !== '' || reason !== '';
  const reasons = Object.keys(REASON_NUMBERS).map((value) => ({ value, label: text.activity.reasons[value] ?? value }));
  return (
    <Form method="get" action="/app/activity">
      <div className="desk-filters">
        <TextField
          label={text.activity.search}
          name="product"
          value={typed.product}
          onChange={(value) => setTyped({ ...typed, product: value })}
          placeholder={text.activity.searchPlaceholder}
          autoComplete="off"
          maxLength={100}
        />
        <TextField
          label={text.activity.customer}
          name="customer"
          value={typed.customer}
          onChange={(value) => setTyped({ ...typed, customer: value })}
          inputMode="numeric"
          autoComplete="off"
          maxLength={20}
          {...(customerInvalid ? { error: text.activity.customerInvalid } : {})}
        />
        <Select
          label={text.activity.reason}
          name="reason"
          options={[{ value: '', label: text.activity.anyReason }, ...reasons]}
          value={typed.reason}
          onChange={(value) => setTyped({ ...typed, reason: value })}
        />
        <InlineStack gap="200">
          <Button submit>{text.activity.filter}</Button>
          {filtered ? (
            <Button url="/app/activity" variant="tertiary">
              {text.activity.clear}
            </Button>
          ) : null}
        </InlineStack>
      </div>
    </Form>
  );
}

function Decisions({ data: { decisions, filter, first, stoppedAfter } }: { data: DecisionsData }) {
  const format = useShopFormat();
  const soFar = stoppedAfter === null ? null : text.activity.lookedThrough(format.count(stoppedAfter));
  const filtered = filter.product !== '' || filter.customer !== '' || filter.reason !== '';
  if (decisions.length > 0) {
    return (
      <BlockStack gap="400">
        <Card padding="0">
          <DecisionList decisions={decisions} />
        </Card>
        {soFar ? (
          <Text as="p" tone="subdued" alignment="center">
            {soFar}
          </Text>
        ) : null}
      </BlockStack>
    );
  }
  if (soFar) return <NothingYet heading={text.activity.emptySoFar} body={soFar} />;
  return filtered || !first ? (
    <NothingYet heading={text.activity.emptyFiltered} body={text.activity.emptyFilteredBody} action={{ content: text.activity.clear, url: '/app/activity' }} />
  ) : (
    <NothingYet heading={text.activity.empty} body={text.activity.emptyBody} action={{ content: text.activity.emptyAction, url: '/app/placements' }} />
  );
}

function Changes({ data: { changes } }: { data: ChangesData }) {
  return changes.length > 0 ? (
    <Card padding="0">
      <ChangeList changes={changes} />
    </Card>
  ) : (
    <NothingYet heading={text.activity.noChanges} body={text.activity.noChangesBody} />
  );
}

export { PageError as ErrorBoundary };
