// What shoppers answered to a set since it is what it is, in one sentence; nothing where nobody did.
import { Text } from '@shopify/polaris';
import { useShopFormat } from '../shop-format-context.tsx';
import { text } from '../text/text.ts';

export interface AnswersLineProps {
  answers: { haveIt: number; notForMe: number; quiet: number } | null;
}

export function AnswersLine({ answers }: AnswersLineProps) {
  const format = useShopFormat();
  if (!answers) return null;
  const said = (['notForMe', 'haveIt', 'quiet'] as const).flatMap((answer) => (answers[answer] > 0 ? [text.answers[answer](format.count(answers[answer]))] : []));
  return said.length === 0 ? null : (
    <Text as="p" tone="subdued">
      {text.answers.line(format.list(said))}
    </Text>
  );
}
