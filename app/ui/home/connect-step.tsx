// How far reading the store is: what is being read, how many rows so far, and a way on when it stopped.
import { Banner, BlockStack, Button, ProgressBar, Text } from '@shopify/polaris';
import type { BackfillProgress, StageProgress } from '#app/read/backfill-progress.ts';
import type { ShopFormat } from '../shop-format.ts';
import { useShopFormat } from '../shop-format-context.tsx';
import { kept } from '../text/kept.ts';
import { text } from '../text/text.ts';
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
    return (
      <BlockStack gap="200">
        <Text as="p">{progress.finishedAt ? connect.done(format.count(rows), format.dateTime(progress.finishedAt.toISOString())) : connect.doneShort}</Text>
        {progress.pastWithheld ? <Text as="p">{connect.pastWithheld}</Text> : null}
      </BlockStack>
    );
  }
  return (
    <BlockStack gap="300">
      {progress.status === 'failed' ? (
        <Banner tone="critical" title={connect.failedTitle}>
          <BlockStack gap="200" inlineAlign="start">
            <Text as="p">{connect.failed(kept(progress.error ?? ''))}</Text>
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
        {progress.stages.map((stage) => (
          <div key={stage.stage} className="desk-stage">
            <dt>{connect.stage(stage.stage)}</dt>
            <dd className="desk-number">{stage.state === 'waiting' ? '' : connect.rows(format.count(stage.rows))}</dd>
            <dd>
              <Text as="span" tone="subdued">
                {stageNote(stage, format)}
              </Text>
            </dd>
          </div>
        ))}
      </dl>
      {progress.pastWithheld ? <Text as="p">{connect.pastWithheld}</Text> : null}
    </BlockStack>
  );
}

/** Where a stage is, how fast it goes, and how long it will take: no more than is known. */
export function stageNote({ state, objects, rowsPerSecond, secondsLeft }: StageProgress, format: ShopFormat): string {
  const { connect } = text.home;
  if (state === 'exporting' && objects > 0) return connect.preparing(format.count(objects));
  if (state !== 'reading' || rowsPerSecond === null) return connect.state(state);
  const minutes = secondsLeft === null ? null : Math.ceil(secondsLeft / 60);
  const left = minutes === null ? '' : minutes < 2 ? connect.aMinuteLeft : connect.minutesLeft(format.count(minutes));
  return [connect.state(state), connect.pace(format.count(rowsPerSecond)), left].filter(Boolean).join(', ');
}
