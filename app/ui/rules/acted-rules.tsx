// The merchant's rules that acted in a decision, each by its name or what it says, with the way to it.
import { BlockStack, Link, Text } from '@shopify/polaris';
import type { ActedRules as Acted } from '#app/read/rules.ts';
import { useShopFormat } from '../shop-format-context.tsx';
import { text } from '../text/text.ts';
import { ruleTitle } from './rule-sentence.ts';

export function ActedRules({ rules, names, choices }: Acted) {
  const format = useShopFormat();
  return (
    <BlockStack gap="100">
      {rules.map(({ ruleId, rule }) => (
        <Text as="p" key={ruleId}>
          {rule ? <Link url={`/app/rules/${ruleId}`}>{ruleTitle(rule, { names, choices, format })}</Link> : text.rules.acting.gone}
        </Text>
      ))}
    </BlockStack>
  );
}
