// The day's desk: what needs a person, each with the one thing to do about it.
import { BlockStack, Button, Card, Text } from '@shopify/polaris';
import type { HomePage } from '#app/read/home.ts';
import { useShopFormat } from '../shop-format-context.tsx';
import { kept } from '../text/kept.ts';
import { text } from '../text/text.ts';
import { troubleTitle } from '../data-health/trouble-sentence.ts';

interface Need {
  id: string;
  title: string;
  body?: string;
  action?: { content: string; url: string } | { content: string; onAction: () => void; loading: boolean };
}

export interface DeskProps {
  home: HomePage;
  restoring: boolean;
  onRestoreDiscount: () => void;
}

export function Desk({ home, restoring, onRestoreDiscount }: DeskProps) {
  const format = useShopFormat();
  const { desk } = text.home;
  const needs: Need[] = [];
  if (home.klaviyoProblem !== null) {
    needs.push({ id: 'klaviyo', title: text.settings.klaviyo.problemTitle, body: home.klaviyoProblem, action: { content: text.workflows.toSettings, url: '/app/settings' } });
  }
  if (home.setDiscountStopped !== null) {
    needs.push({
      id: 'set-discount',
      title: desk.discountStopped(home.setDiscountStopped),
      body: desk.discountStoppedBody(home.setDiscountStopped),
      action: { content: desk.discountStoppedAction, onAction: onRestoreDiscount, loading: restoring },
    });
  }
  for (const { trigger, problem } of home.stoppedWorkflows) {
    const name = text.workflows.name(trigger);
    needs.push({ id: trigger, title: desk.stopped(name), ...(problem ? { body: kept(problem) } : {}), action: { content: text.workflows.openNamed(name), url: `/app/workflows/${trigger}` } });
  }
  const [worst] = home.troubles;
  if (worst) {
    needs.push({
      id: 'data-health',
      title: troubleTitle(worst, format),
      ...(home.troubles.length > 1 ? { body: desk.moreTroubles(home.troubles.length - 1) } : {}),
      action: { content: text.doors.dataHealth, url: '/app/data-health' },
    });
  }
  if (home.sets.suggested > 0) {
    needs.push({
      id: 'suggestions',
      title: desk.suggestions(format.count(home.sets.suggested), home.sets.suggested !== 1),
      action: { content: desk.suggestionsAction, url: '/app/sets' },
    });
  }
  if (home.withoutCost > 0) {
    const { defaultCostBp } = home.guardrails;
    needs.push({
      id: 'without-cost',
      title: desk.withoutCost(format.count(home.withoutCost), home.withoutCost !== 1),
      body: defaultCostBp === null ? desk.withoutCostRefused : desk.withoutCostAssumed(format.percent(defaultCostBp)),
      action: { content: desk.withoutCostAction, url: '/app/data-health/without_cost' },
    });
  }
  return (
    <Card>
      <BlockStack gap="400">
        <Text as="h2" variant="headingMd">
          {desk.title}
        </Text>
        {needs.length === 0 ? (
          <Text as="p" tone="subdued">
            {desk.nothing} {desk.nothingMore}
          </Text>
        ) : (
          needs.map(({ id, title, body, action }) => (
            <div key={id} className="desk-needs">
              <BlockStack gap="050">
                <Text as="p" fontWeight="medium">
                  {title}
                </Text>
                {body ? (
                  <Text as="p" tone="subdued">
                    {body}
                  </Text>
                ) : null}
              </BlockStack>
              {action ? (
                <Button {...('url' in action ? { url: action.url } : { onClick: action.onAction, loading: action.loading })}>{action.content}</Button>
              ) : null}
            </div>
          ))
        )}
      </BlockStack>
    </Card>
  );
}
