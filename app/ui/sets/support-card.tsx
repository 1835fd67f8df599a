// Which strategy the shop's orders carry, a bar and a sentence each, and the one suggestion to start with. Stands open until
// something is live; folded from then on.
import { Badge, BlockStack, Box, Button, Card, InlineStack, Text } from '@shopify/polaris';
import type { StrategySupport } from '#app/domain/set/strategy-support.ts';
import type { SupportCard as Support } from '#app/read/strategy-support.ts';
import { useShopFormat } from '../shop-format-context.tsx';
import { text } from '../text/text.ts';

export function SupportCard({ support, folded }: { support: Support; folded: boolean }) {
  const { support: said } = text.sets;
  if (!folded) {
    return (
      <Card>
        <BlockStack gap="400">
          <Text as="h2" variant="headingMd">
            {said.title}
          </Text>
          <Supported {...support} />
        </BlockStack>
      </Card>
    );
  }
  return (
    <Box paddingInline={{ xs: '400', sm: '0' }}>
      <details className="desk-disclosure">
        <summary>{said.title}</summary>
        <Supported {...support} />
      </details>
    </Box>
  );
}

function Supported({ strategies, recommended, opportunity }: Support) {
  const format = useShopFormat();
  const { support: said } = text.sets;
  return (
    <BlockStack gap="400">
      <Text as="p">{recommended ? said.startWith(text.strategy(recommended)) : said.noneYet}</Text>
      <ul className="desk-support">
        {strategies.map((one) => (
          <Supports key={one.strategy} {...one} recommended={one.strategy === recommended} />
        ))}
      </ul>
      {opportunity ? (
        <InlineStack gap="300" blockAlign="center" align="space-between">
          <BlockStack gap="100">
            <Text as="p" fontWeight="medium">
              {said.opportunity(opportunity.goal, format.count(opportunity.orders), format.money(opportunity.leftMinor))}
            </Text>
            {recommended && recommended !== 'completion' ? (
              <Text as="p" tone="subdued">
                {said.onlyOf(text.strategy('completion'))}
              </Text>
            ) : null}
          </BlockStack>
          <Button url={`/app/sets/${opportunity.setId}`} accessibilityLabel={said.lookAtNamed(opportunity.goal)}>
            {said.lookAt}
          </Button>
        </InlineStack>
      ) : null}
    </BlockStack>
  );
}

function Supports({ strategy, verdict, of, all, shareBp, recommended }: StrategySupport & { recommended: boolean }) {
  const format = useShopFormat();
  const { support: said } = text.sets;
  const whole = Math.round(shareBp / 100) * 100;
  const counted = verdict === 'unknown' ? said.tooFew[strategy](format.count(all)) : said.number[strategy](format.percent(whole), format.count(of), format.count(all));
  const sentence = verdict === 'untold' && strategy !== 'completion' ? said.untold[strategy] : counted;
  return (
    <li>
      <InlineStack gap="200" blockAlign="center">
        <Text as="span" fontWeight="semibold">
          {text.strategy(strategy)}
        </Text>
        {recommended ? <Badge tone="success">{said.recommended}</Badge> : null}
        <Text as="span" tone="subdued">
          {said.verdict[verdict]}
        </Text>
      </InlineStack>
      <div className="desk-support-bar" aria-hidden="true">
        <div data-verdict={verdict} style={{ inlineSize: verdict === 'untold' ? 0 : `${Math.min(100, shareBp / 100)}%` }} />
      </div>
      <Text as="p">{sentence}</Text>
    </li>
  );
}
