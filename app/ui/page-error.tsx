// What a page shows when its data did not come: what happened, what it means, what to do. The frame around it stays.
import { isRouteErrorResponse, useRevalidator, useRouteError } from '@remix-run/react';
import { Banner, BlockStack, Page, Text } from '@shopify/polaris';
import { text } from './text/text.ts';

interface SaidError {
  code: string;
  message: string;
}

const isSaid = (data: unknown): data is SaidError => typeof data === 'object' && data !== null && 'code' in data && 'message' in data;

export function PageError() {
  const error = useRouteError();
  const { revalidate, state } = useRevalidator();
  const said = isRouteErrorResponse(error) && isSaid(error.data) ? error.data : undefined;
  const gone = said?.code === 'not_found' || (isRouteErrorResponse(error) && error.status === 404);
  return (
    <Page backAction={{ content: text.doors.home, url: '/app' }} title={gone ? text.pageError.goneTitle : text.pageError.title}>
      <Banner
        tone={gone ? 'info' : 'critical'}
        {...(gone ? {} : { action: { content: text.pageError.retry, onAction: revalidate, loading: state !== 'idle' } })}
      >
        <BlockStack gap="200">
          <Text as="p">{said?.message ?? (gone ? text.pageError.gone : text.pageError.unknown)}</Text>
          <Text as="p" tone="subdued">
            {gone ? text.pageError.goneNext : text.pageError.next}
          </Text>
        </BlockStack>
      </Banner>
    </Page>
  );
}
