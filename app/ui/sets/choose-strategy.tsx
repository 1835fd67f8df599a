// The first step of a new set: what it should do. Four ways, each with a picture of how it goes on.
import { BlockStack, Button, Card, Page, Text } from '@shopify/polaris';
import { STRATEGIES, type Strategy } from '#app/domain/set/set-definition.ts';
import { text } from '../text/text.ts';

export function ChooseStrategy() {
  const say = text.setEditor;
  return (
    <Page backAction={{ content: text.sets.title, url: '/app/sets' }} title={say.newSet} subtitle={say.chooseIntro}>
      <BlockStack gap="400">
        <Text as="h2" variant="headingLg">
          {say.chooseTitle}
        </Text>
        <div className="desk-strategies">
          {STRATEGIES.map((strategy) => (
            <Card key={strategy}>
              <div className="desk-strategy">
                <StrategyPicture strategy={strategy} />
                <BlockStack gap="200">
                  <Text as="h3" variant="headingMd">
                    {say.strategies[strategy].title}
                  </Text>
                  <Text as="p" tone="subdued">
                    {text.strategy(strategy)}
                  </Text>
                  <Text as="p">{say.strategies[strategy].does}</Text>
                  <Text as="p" tone="subdued">
                    {say.strategies[strategy].fits}
                  </Text>
                </BlockStack>
                <div>
                  <Button url={`/app/sets/new?strategy=${strategy}`} accessibilityLabel={`${say.choose}: ${say.strategies[strategy].title}`}>
                    {say.choose}
                  </Button>
                </div>
              </div>
            </Card>
          ))}
        </div>
      </BlockStack>
    </Page>
  );
}

/** Filled: what they have. Drawn: what is offered. */
function StrategyPicture({ strategy }: { strategy: Strategy }) {
  return (
    <svg viewBox="0 0 120 48" width="120" height="48" aria-hidden="true" className="desk-strategy-picture">
      {PICTURES[strategy].map(({ x, y, size, has }) => (
        <rect key={`${x} ${y}`} x={x} y={y} width={size} height={size} rx="4" data-has={has || undefined} />
      ))}
      <path d={PATHS[strategy]} />
    </svg>
  );
}

const PICTURES: Record<Strategy, readonly { x: number; y: number; size: number; has?: boolean }[]> = {
  completion: [{ x: 4, y: 10, size: 28, has: true }, { x: 52, y: 14, size: 20 }, { x: 76, y: 14, size: 20 }, { x: 100, y: 14, size: 18 }],
  upsell: [{ x: 8, y: 18, size: 20, has: true }, { x: 70, y: 6, size: 36 }],
  evolution: [{ x: 4, y: 32, size: 12, has: true }, { x: 46, y: 22, size: 18 }, { x: 92, y: 8, size: 24 }],
  ecosystem: [{ x: 4, y: 4, size: 16, has: true }, { x: 52, y: 16, size: 16 }, { x: 92, y: 2, size: 16 }, { x: 92, y: 30, size: 16 }],
};
const PATHS: Record<Strategy, string> = {
  completion: 'M38 24h8M42 20v8',
  upsell: 'M36 28h24M54 22l6 6-6 6',
  evolution: 'M22 38h14v-7h6M68 31h14V20h6',
  ecosystem: 'M20 12h16v12h16M68 24h12V10h12M80 24v14h12',
};
