// How far reading the store is: what is being read, how many rows so far, and a way on when it stopped.
import { Banner, BlockStack, Button, ProgressBar, Text } from '@shopify/polaris';
import type { BackfillProgress } from '#app/read/backfill-progress.ts';
import { useShopFormat } from '../shop-format-context.tsx';
import { text } from '../text/en.ts';
import { backfillPercent } from './backfill-percent.ts';

export interface ConnectStepProps {
  progress: BackfillProgress;
  /** Minutes since it last moved; 0 when that is no news. */
  quietMinutes: number;
  retrying: boolean;
  onRetry: () => void;
}

export function ConnectStep({ progress, quietMinutes, retrying, onRetry }: ConnectStepProps) {
  const format = useShopFormat();
  const { connect } = text.home;
  if (progress.status === 'none') return <Text as="p">{connect.waiting}</Text>;
  const rows = progress.stages.reduce((sum, stage) => sum + stage.rows, 0);
  if (progress.status === 'done') {
    return <Text as="p">{progress.finishedAt ? connect.done(format.count(rows), format.dateTime(progress.finishedAt.toISOString())) : connect.doneShort}</Text>;
  }
  return (
    <BlockStack gap="300">
      {progress.status === 'failed' ? (
        <Banner tone="critical" title={connect.failedTitle}>
          <BlockStack gap="200" inlineAlign="start">
            <Text as="p">{connect.failed(progress.error ?? '')}</Text>
            <Button onClick={onRetry} loading={retrying}>
              {connect.retry}
            </Button>
          </BlockStack>
        </Banner>
      ) : (
        <>
          {quietMinutes > 0 ? (
            <Banner tone="warning">
              <BlockStack gap="200" inlineAlign="start">
                <Text as="p">{connect.quiet(format.count(quietMinutes))}</Text>
                <Button onClick={onRetry} loading={retrying}>
                  {connect.retry}
                </Button>
              </BlockStack>
            </Banner>
          ) : null}
          <Text as="p">{connect.running(connect.stage(progress.stage ?? ''))}</Text>
          <ProgressBar progress={backfillPercent(progress.stages)} size="small" ariaLabelledBy="backfill-progress" />
          <span id="backfill-progress" className="Polaris-Text--visuallyHidden">
            {connect.barLabel}
          </span>
        </>
      )}
      <dl className="desk-stages">
        {progress.stages.map(({ stage, state, rows: read }) => (
          <div key={stage} className="desk-stage">
            <dt>{connect.stage(stage)}</dt>
            <dd className="desk-number">{state === 'waiting' ? '' : connect.rows(format.count(read))}</dd>
            <dd>
              <Text as="span" tone="subdued">
                {connect.state(state)}
              </Text>
            </dd>
          </div>
        ))}
      </dl>
    </BlockStack>
  );
}
