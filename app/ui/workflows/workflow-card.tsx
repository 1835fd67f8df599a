// One workflow of the list: what it does in a sentence, its state, and what it did so far.
import { Badge, Banner, BlockStack, Button, Card, InlineStack, Text } from '@shopify/polaris';
import type { WorkflowSummary } from '#app/read/workflows.ts';
import { useShopFormat } from '../shop-format-context.tsx';
import { kept } from '../text/kept.ts';
import { text } from '../text/text.ts';
import { WhyNotSent } from './why-not-sent.tsx';

const TONES = { on: 'success', off: undefined, stopped: 'critical' } as const;

export function WorkflowStatus({ status }: Pick<WorkflowSummary, 'status'>) {
  const tone = TONES[status];
  return <Badge {...(tone ? { tone } : {})}>{text.workflows.status(status)}</Badge>;
}

export function WorkflowCard({ workflow }: { workflow: WorkflowSummary }) {
  const format = useShopFormat();
  const { workflows } = text;
  const name = workflows.name(workflow.trigger);
  const notSent = workflow.notSent.reduce((sum, { count }) => sum + count, 0);
  const numbers = [
    [workflows.numbers.entered, workflow.entered],
    [workflows.numbers.waiting, workflow.waiting],
    [workflows.numbers.sent, workflow.sent],
    [workflows.numbers.heldOut, workflow.heldOut],
    [workflows.numbers.notSent, notSent],
    [workflows.numbers.bought, workflow.bought],
  ] as const;
  return (
    <Card>
      <BlockStack gap="400">
        <InlineStack align="space-between" blockAlign="start" gap="200" wrap={false}>
          <BlockStack gap="100">
            <InlineStack align="start" gap="200" blockAlign="center">
              <Text as="h2" variant="headingMd">
                {name}
              </Text>
              <WorkflowStatus status={workflow.status} />
            </InlineStack>
            <Text as="p">{workflows.sentence(workflow.trigger, workflow.waitHours)}</Text>
          </BlockStack>
          <Button url={`/app/workflows/${workflow.trigger}`} accessibilityLabel={workflows.openNamed(name)}>
            {workflows.open}
          </Button>
        </InlineStack>
        {workflow.problem ? (
          <Banner tone="critical" title={workflows.stoppedTitle}>
            <Text as="p">{kept(workflow.problem)}</Text>
          </Banner>
        ) : null}
        {workflow.entered > 0 ? (
          <>
            <dl className="desk-figures">
              {numbers.map(([label, count]) => (
                <div key={label}>
                  <dt>{label}</dt>
                  <dd>{format.count(count)}</dd>
                </div>
              ))}
            </dl>
            <WhyNotSent workflow={workflow} />
          </>
        ) : (
          <Text as="p" tone="subdued">
            {workflows.neverOn}
          </Text>
        )}
      </BlockStack>
    </Card>
  );
}
