// An empty place that teaches: what will stand here, and the one thing that brings it. (Polaris' EmptyState keeps its
// picture invisible until it hears it load, which a page rendered on the server misses.)
import { BlockStack, Button, Card, Text } from '@shopify/polaris';

export interface NothingYetProps {
  heading: string;
  body: string;
  action?: { content: string; url?: string; onAction?: () => void };
}

export function NothingYet({ heading, body, action }: NothingYetProps) {
  return (
    <Card>
      <div className="desk-nothing-yet">
        <BlockStack gap="300" inlineAlign="center">
          <img src="/empty-set.svg" alt="" width={140} height={140} />
          <Text as="h2" variant="headingMd" alignment="center">
            {heading}
          </Text>
          <Text as="p" tone="subdued" alignment="center">
            {body}
          </Text>
          {action ? (
            <Button variant="primary" {...(action.url ? { url: action.url } : { onClick: () => action.onAction?.() })}>
              {action.content}
            </Button>
          ) : null}
        </BlockStack>
      </div>
    </Card>
  );
}
