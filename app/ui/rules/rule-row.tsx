// One rule in the list: what it says, whether it acts, and what can be done with it.
import { Badge, BlockStack, Button, InlineStack, Text } from '@shopify/polaris';
import { ArrowDownIcon, ArrowUpIcon } from '@shopify/polaris-icons';
import { MOST_PRODUCTS_NAMED } from '#app/domain/offer-rule/offer-rule.ts';
import type { RuleOnDesk } from '#app/read/rules.ts';
import { text } from '../text/text.ts';
import { ruleSentence, ruleTitle, type Told } from './rule-sentence.ts';

export interface RuleRowProps {
  rule: RuleOnDesk;
  place: number;
  of: number;
  /** What any rule is called, by its id. */
  titleOf: (ruleId: string) => string;
  told: Told;
  busy: boolean;
  onSwitch: () => void;
  onMove: (by: 1 | -1) => void;
  onRemove: () => void;
}

export function RuleRow({ rule, place, of, titleOf, told, busy, onSwitch, onMove, onRemove }: RuleRowProps) {
  const { rules: said } = text;
  const title = ruleTitle(rule.rule, told);
  const trouble = troubleWords(rule, titleOf, told);
  const acted = actedWords(rule, told);
  return (
    <li className="desk-rule" aria-label={said.place(place)}>
      <BlockStack gap="200">
        <InlineStack gap="200" blockAlign="center">
          <Badge {...(rule.enabled ? { tone: 'success' as const } : {})}>{rule.enabled ? said.on : said.off}</Badge>
          {rule.rule.name ? (
            <Text as="h2" variant="headingSm">
              {rule.rule.name}
            </Text>
          ) : null}
        </InlineStack>
        <Text as="p">{ruleSentence(rule.rule, told)}</Text>
        {trouble ? (
          <Text as="p" tone="caution">
            {trouble}
          </Text>
        ) : null}
        {acted ? (
          <Text as="p" variant="bodySm" tone="subdued">
            {acted}
          </Text>
        ) : null}
      </BlockStack>
      <div className="desk-rule-verbs">
        <Button icon={ArrowUpIcon} variant="tertiary" disabled={place === 1} onClick={() => onMove(-1)} accessibilityLabel={said.up(title)} />
        <Button icon={ArrowDownIcon} variant="tertiary" disabled={place === of} onClick={() => onMove(1)} accessibilityLabel={said.down(title)} />
        <Button onClick={onSwitch} disabled={busy} accessibilityLabel={rule.enabled ? said.switchOff(title) : said.switchOn(title)}>
          {rule.enabled ? said.turnOff : said.turnOn}
        </Button>
        <Button url={`/app/rules/${rule.ruleId}`} accessibilityLabel={said.editNamed(title)}>
          {said.edit}
        </Button>
        <Button variant="tertiary" tone="critical" onClick={onRemove} disabled={busy} accessibilityLabel={said.removeNamed(title)}>
          {said.remove}
        </Button>
      </div>
    </li>
  );
}

function troubleWords({ trouble, rule }: RuleOnDesk, titleOf: (ruleId: string) => string, { names, format }: Told): string | null {
  const said = text.rules.trouble;
  if (trouble === null) return null;
  switch (trouble.kind) {
    case 'impossible':
      return trouble.conditions[0] === trouble.conditions[1] ? said.impossibleItself : said.impossible;
    case 'shadowed':
      return said.shadowed(titleOf(trouble.by));
    case 'overlaps':
      return said.overlaps(titleOf(trouble.with));
    case 'set_not_live':
      return said.set_not_live(rule.action.kind === 'show_set' ? (names.sets[rule.action.setId]?.goal ?? '') : '');
    case 'wide':
      return said.wide(format.count(MOST_PRODUCTS_NAMED));
    default:
      return said[trouble.kind];
  }
}

function actedWords({ enabled, acted, enabledAt, trouble }: RuleOnDesk, { format }: Told): string | null {
  const said = text.rules;
  if (!enabled || acted === null || trouble?.kind === 'impossible' || trouble?.kind === 'shadowed') return null;
  if (acted > 0) return said.acted(format.count(acted), acted !== 1);
  return enabledAt ? said.neverActed(format.date(enabledAt)) : said.notActedLately;
}
