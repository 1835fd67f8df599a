// Data and privacy: what is kept, and what customers asked for by law, with what was done and the answer to hand on.
import { useFetcher } from '@remix-run/react';
import { BlockStack, Button, Card, InlineStack, Text } from '@shopify/polaris';
import type { PrivacyAnswer, PrivacyRequest } from '#app/read/privacy-requests.ts';
import { useShopFormat } from '../shop-format-context.tsx';
import { text } from '../text/text.ts';
import { useAnswer } from '../use-answer.ts';
import { useToast } from '../use-toast.ts';

export function PrivacyCard({ requests }: { requests: readonly PrivacyRequest[] }) {
  const { privacy } = text.settings;
  return (
    <Card>
      <BlockStack gap="400">
        <BlockStack gap="100">
          <Text as="h2" variant="headingMd">
            {privacy.title}
          </Text>
          <Text as="p">{privacy.body}</Text>
        </BlockStack>
        <BlockStack gap="200">
          <Text as="h3" variant="headingSm">
            {privacy.requests}
          </Text>
          {requests.length === 0 ? (
            <Text as="p" tone="subdued">
              {privacy.noRequests}
            </Text>
          ) : (
            <ul className="desk-list">
              {requests.map((request) => (
                <Request key={request.requestId} request={request} />
              ))}
            </ul>
          )}
        </BlockStack>
        <InlineStack>
          <Button url="/app/customers">{privacy.customers}</Button>
        </InlineStack>
      </BlockStack>
    </Card>
  );
}

function Request({ request: { requestId, kind, at, customerId, held } }: { request: PrivacyRequest }) {
  const { privacy } = text.settings;
  const format = useShopFormat();
  const toast = useToast();
  const answer = useFetcher<{ ok: true; value: PrivacyAnswer } | { ok: false; message: string }>();
  useAnswer(answer, (found) => {
    if (found.ok) download(`setwise-customer-${found.value.customerId}.json`, JSON.stringify(found.value, null, 2));
    else toast(found.message, { isError: true });
  });
  return (
    <li>
      <InlineStack gap="300" blockAlign="center">
        <Text as="span">
          {kind === 'customer_redacted'
            ? privacy.redacted(format.dateTime(at))
            : customerId === null
              ? privacy.requestedAndForgotten(format.dateTime(at))
              : privacy.requested(customerId, format.dateTime(at), format.count(held ?? 0))}
        </Text>
        {customerId === null ? null : (
          <Button variant="plain" loading={answer.state !== 'idle'} onClick={() => answer.load(`/app/settings/requests/${requestId}`)} accessibilityLabel={privacy.downloadFor(customerId)}>
            {privacy.download}
          </Button>
        )}
      </InlineStack>
    </li>
  );
}

function download(name: string, content: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([content], { type: 'application/json' }));
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}
