// The way to a customer's page: by id, or from those with something to see.
import { type LoaderFunctionArgs, redirect } from '@remix-run/node';
import { Form, Link, useLoaderData } from '@remix-run/react';
import { BlockStack, Button, Card, Page, Text, TextField } from '@shopify/polaris';
import { useState } from 'react';
import { customersPage } from '#app/read/customers.ts';
import { NothingYet } from '#app/ui/nothing-yet.tsx';
import { PageError } from '#app/ui/page-error.tsx';
import { useShopFormat } from '#app/ui/shop-format-context.tsx';
import { text } from '#app/ui/text/text.ts';
import { merchant, shown } from './app/merchant.server.ts';

export async function loader({ request }: LoaderFunctionArgs) {
  const { shop } = await merchant(request);
  const asked = (new URL(request.url).searchParams.get('id') ?? '').trim().slice(0, 20);
  if (/^\d{1,18}$/.test(asked)) throw redirect(`/app/customers/${asked}`);
  return { asked, customers: await shown(customersPage(shop.shopId)) };
}

export default function Customers() {
  const { asked, customers } = useLoaderData<typeof loader>();
  const format = useShopFormat();
  const { customers: said } = text;
  const [id, setId] = useState(asked);
  return (
    <Page title={said.title} subtitle={said.intro} backAction={{ content: text.activity.title, url: '/app/activity' }}>
      <BlockStack gap="400">
        <Card>
          <Form method="get" action="/app/customers">
            <TextField
              label={said.search}
              name="id"
              value={id}
              onChange={setId}
              helpText={said.searchHelp}
              inputMode="numeric"
              autoComplete="off"
              maxLength={20}
              connectedRight={
                <Button submit variant="primary">
                  {said.find}
                </Button>
              }
              {...(asked !== '' && id === asked ? { error: said.invalid } : {})}
            />
          </Form>
        </Card>
        {customers.length === 0 ? (
          <NothingYet heading={said.emptyTitle} body={said.empty} />
        ) : (
          <Card padding="0">
            <div className="desk-setup-head">
              <Text as="h2" variant="headingMd">
                {said.recent}
              </Text>
            </div>
            <ul className="desk-lines">
              {customers.map(({ customerId, lastAt, ...counts }) => (
                <li key={customerId}>
                  <Text as="span" tone="subdued" variant="bodySm">
                    <time dateTime={lastAt}>{format.dateTime(lastAt)}</time>
                  </Text>
                  <Link to={`/app/customers/${customerId}`}>{said.one(customerId)}</Link>
                  <Text as="span" tone="subdued">
                    {(['waiting', 'sent', 'notSent'] as const).filter((kind) => counts[kind] > 0).map((kind) => said.counts[kind](format.count(counts[kind]))).join(', ') || said.counts.none}
                  </Text>
                </li>
              ))}
            </ul>
          </Card>
        )}
      </BlockStack>
    </Page>
  );
}

export { PageError as ErrorBoundary };
