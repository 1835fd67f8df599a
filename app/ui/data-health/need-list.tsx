// What is wrong, what it means, and the one thing to do about it: a line each.
import { BlockStack, Button, Text } from '@shopify/polaris';

export interface HealthNeed {
  id: string;
  title: string;
  means: string;
  action: { content: string; label?: string; url?: string; /** In a new tab. */ external?: boolean; onAction?: () => void; loading?: boolean; disabled?: boolean };
}

export function NeedList({ needs }: { needs: readonly HealthNeed[] }) {
  return (
    <ul className="health-needs">
      {needs.map(({ id, title, means, action: { content, label, url, external = false, onAction, loading = false, disabled = false } }) => (
        <li key={id} className="desk-needs health-need">
          <BlockStack gap="050">
            <Text as="h3" variant="bodyMd" fontWeight="medium">
              {title}
            </Text>
            <Text as="p" tone="subdued">
              {means}
            </Text>
          </BlockStack>
          <Button {...(label ? { accessibilityLabel: label } : {})} {...(url ? { url, external } : { onClick: () => onAction?.(), loading, disabled })}>
            {content}
          </Button>
        </li>
      ))}
    </ul>
  );
}
