// A week in sentences: what changed, what shoppers answered, what to do. A week without any says so. What waits is said of the
// latest week alone: what waited before has been decided since, or waits there.
import { BlockStack, Link, Text } from '@shopify/polaris';
import { isQuiet, type WeekTold } from '#app/domain/set/digest.ts';
import { answersSaid } from '../sets/answers-line.tsx';
import type { ShopFormat } from '../shop-format.ts';
import { useShopFormat } from '../shop-format-context.tsx';
import { text } from '../text/text.ts';

export function Week({ told, latest }: { told: WeekTold; latest: boolean }) {
  const format = useShopFormat();
  const { digests } = text;
  const { mostNotForMe, live, waiting } = told;
  return (
    <BlockStack gap="200">
      {isQuiet(told) ? <Text as="p">{digests.quiet(format.count(live))}</Text> : changesSaid(told, format).map((sentence) => <Text as="p" key={sentence}>{sentence}</Text>)}
      {mostNotForMe ? (
        <Text as="p">
          <Link url={`/app/sets/${mostNotForMe.setId}`}>{digests.mostNotForMe(mostNotForMe.goal, format.count(mostNotForMe.notForMe))}</Link>
        </Text>
      ) : null}
      {latest && waiting > 0 ? (
        <Text as="p">
          <Link url="/app/sets">{digests.waiting(waiting, format.count(waiting))}</Link>
        </Text>
      ) : null}
    </BlockStack>
  );
}

function changesSaid(told: WeekTold, format: ShopFormat): string[] {
  const { digests } = text;
  const parts = (['approved', 'paused', 'refused', 'suggested'] as const).flatMap((verb) => (told[verb] > 0 ? [digests[verb](told[verb], format.count(told[verb]))] : []));
  const answered = answersSaid(told.answers, format);
  return [
    ...(parts.length > 0 ? [digests.sets(format.list(parts))] : []),
    ...(told.approvedByItself > 0 ? [digests.byItself(told.approvedByItself, format.count(told.approvedByItself))] : []),
    ...(told.soldOut > 0 ? [digests.soldOut(told.soldOut, format.count(told.soldOut))] : []),
    ...(told.guardrailsChanged > 0 ? [digests.guardrails(told.guardrailsChanged, format.count(told.guardrailsChanged))] : []),
    answered === '' ? digests.noAnswers : digests.answered(answered),
  ];
}
