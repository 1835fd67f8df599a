// Where a rule can begin: the shapes that most shops want, and an empty one.
import { BlockStack, Button, Card, Text } from '@shopify/polaris';
import { text } from '../text/text.ts';
import { STARTERS } from './draft.ts';

export function Starters({ headingAs }: { headingAs: 'h2' | 'h3' }) {
  const { add, starters } = text.rules;
  return (
    <ul className="desk-starters">
      {STARTERS.map((starter) => (
        <li key={starter}>
          <Card>
            <BlockStack gap="300">
              <Text as={headingAs} variant="headingSm">
                {starters[starter].title}
              </Text>
              <Text as="p" tone="subdued">
                {starters[starter].body}
              </Text>
              <div>
                <Button url={`/app/rules/new?from=${starter}`} accessibilityLabel={`${add}: ${starters[starter].title}`}>
                  {add}
                </Button>
              </div>
            </BlockStack>
          </Card>
        </li>
      ))}
    </ul>
  );
}
