// What shoppers answered to a set since it is what it is, in one sentence; nothing where nobody did.
import { Text } from '@shopify/polaris';
import type { ShopFormat } from '../shop-format.ts';
import { useShopFormat } from '../shop-format-context.tsx';
import { text } from '../text/text.ts';

export interface AnswersLineProps {
  answers: { haveIt: number; notForMe: number; quiet: number } | null;
}

export function AnswersLine({ answers }: AnswersLineProps) {
  const format = useShopFormat();
  const said = answers && answersSaid(answers, format);
  return said ? (
    <Text as="p" tone="subdued">
      {text.answers.line(said)}
    </Text>
  ) : null;
}

/** "12 said it is not for them and 3 said they have it"; empty: nobody answered. */
export function answersSaid(answers: NonNullable<AnswersLineProps['answers']>, format: ShopFormat): string {
  const said = (['notForMe', 'haveIt', 'quiet'] as const).flatMap((answer) => (answers[answer] > 0 ? [text.answers[answer](format.count(answers[answer]))] : []));
  return said.length === 0 ? '' : format.list(said);
}
