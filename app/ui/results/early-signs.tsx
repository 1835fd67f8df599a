// What can be seen before anything is known: who took offers, what followed, what shoppers answered. Said to be no proof.
import { BlockStack, Text } from '@shopify/polaris';
import type { NamedResult, ResultDesk } from '#app/read/result-desk.ts';
import { answersSaid } from '../sets/answers-line.tsx';
import { useShopFormat } from '../shop-format-context.tsx';
import { text } from '../text/text.ts';

export function EarlySigns({ result, answers }: { result: NamedResult; answers: ResultDesk['answers'] }) {
  const format = useShopFormat();
  const { results } = text;
  const { acceptance, takers, attributed } = result;
  const answered = answers ? answersSaid(answers.lately, format) : '';
  const signs = [
    acceptance !== null && takers > 0 ? results.earlyTaken(format.count(takers), format.percent(acceptance * 10_000)) : results.earlyNone,
    ...(attributed.orders > 0 ? [results.earlyAttributed(results.attributedSaid(format.money(Math.round(attributed.revenueMinor)), format.count(attributed.orders), attributed.orders !== 1))] : []),
    ...(answers && answered !== '' ? [text.answers.lately(format.count(answers.days), answered)] : []),
  ];
  return (
    <BlockStack gap="200">
      <Text as="h3" variant="headingSm">
        {results.early}
      </Text>
      <Text as="p" tone="subdued">
        {results.earlyIntro}
      </Text>
      <ul className="desk-signs">
        {signs.map((sign) => (
          <li key={sign}>{sign}</li>
        ))}
      </ul>
    </BlockStack>
  );
}
