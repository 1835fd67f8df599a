// Weeks as they were told, the newest first.
import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { BlockStack, Button, Card, InlineStack, Page, Text } from '@shopify/polaris';
import { z } from 'zod';
import { digestPage } from '#app/read/digest.ts';
import { Week } from '#app/ui/digests/week.tsx';
import { weekTitle } from '#app/ui/digests/week-title.ts';
import { NothingYet } from '#app/ui/nothing-yet.tsx';
import { PageError } from '#app/ui/page-error.tsx';
import { useShopFormat } from '#app/ui/shop-format-context.tsx';
import { text } from '#app/ui/text/text.ts';
import { merchant, shown } from './app/merchant.server.ts';

const query = z.object({ before: z.iso.date().nullable().catch(null), from: z.literal('sets').nullable().catch(null) });

export async function loader({ request }: LoaderFunctionArgs) {
  const { shop } = await merchant(request);
  const asked = new URL(request.url).searchParams;
  const { before, from } = query.parse({ before: asked.get('before'), from: asked.get('from') });
  return { ...(await shown(digestPage(shop.shopId, before))), isFirst: before === null, from };
}

export default function Digests() {
  const { digests, older, isFirst, from } = useLoaderData<typeof loader>();
  const format = useShopFormat();
  const back = from === 'sets' ? { content: text.sets.title, url: '/app/sets' } : { content: text.doors.home, url: '/app' };
  const weeks = (before: string | null) => `/app/digests?${new URLSearchParams({ ...(from ? { from } : {}), ...(before ? { before } : {}) })}`;
  return (
    <Page title={text.digests.title} subtitle={text.digests.intro} backAction={back}>
      {digests.length === 0 ? (
        <NothingYet heading={text.digests.emptyTitle} body={text.digests.empty} />
      ) : (
        <BlockStack gap="400">
          {digests.map(({ week, told }, at) => (
            <Card key={week}>
              <BlockStack gap="300">
                <Text as="h2" variant="headingMd">
                  {weekTitle(week, format)}
                </Text>
                <Week told={told} latest={isFirst && at === 0} />
              </BlockStack>
            </Card>
          ))}
          <InlineStack gap="200" align="center">
            {isFirst ? null : <Button url={weeks(null)}>{text.activity.newest}</Button>}
            {older ? <Button url={weeks(older)}>{text.activity.older}</Button> : null}
          </InlineStack>
        </BlockStack>
      )}
    </Page>
  );
}

export { PageError as ErrorBoundary };
