// Decisions, newest first, each as a sentence that leads to its explanation.
import { Link } from '@remix-run/react';
import { Text } from '@shopify/polaris';
import type { DecisionSummary } from '#app/read/activity.ts';
import { useShopFormat } from '../shop-format-context.tsx';
import { text } from '../text/text.ts';
import { decisionSentence } from './decision-sentence.ts';

export function DecisionList({ decisions }: { decisions: readonly DecisionSummary[] }) {
  const format = useShopFormat();
  return (
    <ul className="desk-lines">
      {decisions.map((decision) => {
        const when = format.dateTime(decision.decidedAt);
        return (
          <li key={decision.decisionId}>
            <Text as="span" tone="subdued" variant="bodySm">
              <time dateTime={decision.decidedAt}>{when}</time>
              <br />
              {text.placement(decision.placement)},{' '}
              {decision.customerId ? <Link to={`/app/customers/${decision.customerId}`}>{text.activity.customerNo(decision.customerId)}</Link> : text.activity.visitor}
            </Text>
            <span>{decisionSentence(decision, format)}</span>
            <Link to={`/app/activity/${decision.decisionId}`} aria-label={text.activity.detailsNamed(when)}>
              {text.activity.details}
            </Link>
          </li>
        );
      })}
    </ul>
  );
}
