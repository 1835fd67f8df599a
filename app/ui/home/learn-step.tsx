// What the orders say: learning, the result as a sentence with its test beside it, or why it stopped.
import { Banner, BlockStack, Button, InlineStack, ProgressBar, Spinner, Text } from '@shopify/polaris';
import type { LearnedResult, LearningState } from '#app/read/home-learning.ts';
import { useShopFormat } from '../shop-format-context.tsx';
import { kept } from '../text/kept.ts';
import { text } from '../text/text.ts';
import { LearningChart } from './learning-chart.tsx';
import { learningPercent } from './learning-percent.ts';

export interface LearnStepProps {
  learning: LearningState;
  retrying: boolean;
  onRetry: () => void;
}

export function LearnStep({ learning, retrying, onRetry }: LearnStepProps) {
  const { learn } = text.home;
  if (learning.kind === 'waiting') return <Text as="p">{learn.waiting}</Text>;
  if (learning.kind === 'thin') return <Text as="p">{learn.thin}</Text>;
  if (learning.kind === 'learned') return <Learned result={learning.result} />;
  return (
    <BlockStack gap="300">
      {learning.kind === 'failed' ? (
        <Banner tone="critical">
          <BlockStack gap="200" inlineAlign="start">
            <Text as="p">{learn.failed(kept(learning.why))}</Text>
            <Button onClick={onRetry} loading={retrying}>
              {learn.retry}
            </Button>
          </BlockStack>
        </Banner>
      ) : (
        <UnderWay orders={learning.orders} progress={learning.progress} />
      )}
      {learning.before ? <Learned result={learning.before} /> : null}
    </BlockStack>
  );
}

function UnderWay({ orders, progress }: Pick<Extract<LearningState, { kind: 'running' }>, 'orders' | 'progress'>) {
  const { learn } = text.home;
  const said = learn.running(useShopFormat().count(orders));
  return (
    <BlockStack gap="200">
      <InlineStack gap="200" blockAlign="center" wrap={false}>
        <Spinner size="small" accessibilityLabel={said} />
        <Text as="p">{progress ? `${said} ${learn.step(progress.step)}` : said}</Text>
      </InlineStack>
      {progress ? (
        <>
          <ProgressBar progress={learningPercent(progress)} size="small" ariaLabelledBy="learning-progress" />
          <span id="learning-progress" className="Polaris-Text--visuallyHidden">
            {learn.barLabel}
          </span>
        </>
      ) : null}
    </BlockStack>
  );
}

export function Learned({ result: { orders, products, test, pastWithheld } }: { result: LearnedResult }) {
  const format = useShopFormat();
  const { learn } = text.home;
  if (products === 0) return <Text as="p">{learn.thin}</Text>;
  const whole = (basisPoints: number) => format.percent(Math.round(basisPoints / 100) * 100);
  const short = test && test.shortBp !== null ? learn.shortPast(whole(test.shortBp), whole(test.modelBp)) : null;
  return (
    <BlockStack gap="200">
      <Text as="p">
        {learn.result(format.count(orders), format.count(products))}
        {test ? ` ${learn.backtest(format.count(test.orders), whole(test.modelBp), whole(test.countingBp))}` : ` ${learn.untested}`}
      </Text>
      {test ? <LearningChart {...test} /> : null}
      {pastWithheld ? <Text as="p">{`${learn.pastWithheld} ${short ?? learn.shortPastUnknown}`}</Text> : short ? <Text as="p">{short}</Text> : null}
    </BlockStack>
  );
}
