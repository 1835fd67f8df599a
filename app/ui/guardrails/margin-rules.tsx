// Floors and costs of parts of the range: each rule as a sentence with the one thing to do about it, and a form to add one.
// A draft like the rest of the page: the save bar saves it, and discards it.
import { Badge, BlockStack, Button, Card, Text } from '@shopify/polaris';
import { type MarginRule, ruleKey } from '#app/domain/margin/margin-rule.ts';
import { useShopFormat } from '../shop-format-context.tsx';
import type { ShopFormat } from '../shop-format.ts';
import { text } from '../text/text.ts';
import { AddMarginRule } from './add-margin-rule.tsx';

export interface MarginRulesProps {
  rules: readonly MarginRule[];
  onChange: (rules: readonly MarginRule[]) => void;
}

export function MarginRules({ rules, onChange }: MarginRulesProps) {
  const format = useShopFormat();
  return (
    <Card>
      <BlockStack gap="400">
        <BlockStack gap="100">
          <Text as="h3" variant="headingMd">
            {text.marginRules.title}
          </Text>
          <Text as="p" tone="subdued">
            {rules.length === 0 ? text.marginRules.empty : text.marginRules.help}
          </Text>
        </BlockStack>
        {rules.length > 0 ? (
          <ul className="desk-blocks" aria-label={text.marginRules.listTitle}>
            {rules.map((rule) => (
              <li className="desk-block" key={ruleKey(rule)}>
                <Badge>{text.marginRules.badge(rule.scope)}</Badge>
                <span className="desk-block-title">
                  <Text as="span">{rule.title}</Text>
                  <Text as="span" variant="bodySm" tone="subdued">
                    {numbersOf(rule, format)}
                  </Text>
                </span>
                <Button variant="plain" onClick={() => onChange(rules.filter((one) => one !== rule))} accessibilityLabel={text.marginRules.remove(rule.title)}>
                  {text.marginRules.removeShort}
                </Button>
              </li>
            ))}
          </ul>
        ) : null}
        <AddMarginRule rules={rules} onAdd={onChange} />
      </BlockStack>
    </Card>
  );
}

function numbersOf({ floorBp, floorMinor, defaultCostBp, handlingMinor }: MarginRule, format: ShopFormat): string {
  const said = [
    floorBp === null ? null : text.marginRules.floor(format.percent(floorBp)),
    floorMinor === null ? null : text.marginRules.floorMoney(format.money(floorMinor)),
    defaultCostBp === null ? null : text.marginRules.cost(format.percent(defaultCostBp)),
    handlingMinor === null ? null : text.marginRules.handling(format.money(handlingMinor)),
  ];
  return format.list(said.filter((each) => each !== null));
}
