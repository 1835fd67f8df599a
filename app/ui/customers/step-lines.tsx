// Steps of one customer as lines: when, which workflow and for what, what became of it and why, or what holds it.
import { Link } from '@remix-run/react';
import { Text } from '@shopify/polaris';
import type { CustomerStep } from '#app/read/customer.ts';
import type { ShopFormat } from '../shop-format.ts';
import { useShopFormat } from '../shop-format-context.tsx';
import { insideSentence } from '../text/inside-sentence.ts';
import { kept } from '../text/kept.ts';
import { text } from '../text/text.ts';

export interface HeldStep {
  stepId: string;
  outcome: 'later' | 'not';
  sentence: string;
}

export interface StepLinesProps {
  steps: readonly CustomerStep[];
  /** What would not go out, as things stand. */
  held?: readonly HeldStep[];
}

export function StepLines({ steps, held = [] }: StepLinesProps) {
  const format = useShopFormat();
  const { customers, workflows } = text;
  return (
    <ul className="desk-lines">
      {steps.map((step) => {
        const when = format.dateTime(step.sentAt ?? step.decidedAt ?? step.dueAt);
        const name = workflows.name(step.trigger);
        return (
          <li key={step.stepId}>
            <Text as="span" tone="subdued" variant="bodySm">
              <time dateTime={step.sentAt ?? step.decidedAt ?? step.dueAt}>{when}</time>
            </Text>
            <span>
              <Link to={`/app/workflows/${step.trigger}`}>{name}</Link>. {customers.about(format.list(step.about.map(({ title }) => title)))}.
              <Text as="p" tone="subdued">
                {outcome(step, held.find(({ stepId }) => stepId === step.stepId), format)}
                {step.byEstimate ? ` ${customers.byEstimate}` : ''}
              </Text>
            </span>
            {step.decisionId ? (
              <Link to={`/app/activity/${step.decisionId}`} aria-label={customers.decisionNamed(name, when)}>
                {customers.decision}
              </Link>
            ) : null}
          </li>
        );
      })}
    </ul>
  );
}

function outcome({ status, sentence, sentAt, decidedAt, dueAt }: CustomerStep, held: HeldStep | undefined, format: ShopFormat): string {
  const { customers } = text;
  if (status === 'sent' && sentAt) return sentence ? customers.unsure(format.dateTime(sentAt), kept(sentence)) : customers.sent(format.dateTime(sentAt));
  if (status === 'waiting' && held) {
    const before = sentence && sentence !== held.sentence ? ` ${customers.held.before(insideSentence(kept(sentence)))}` : '';
    return customers.held[held.outcome](format.dateTime(dueAt), insideSentence(kept(held.sentence))) + before;
  }
  const why = sentence ? ` ${customers.why(kept(sentence).replace(/\.$/, ''))}` : '';
  if (status === 'waiting') return customers.due(format.dateTime(dueAt)) + why;
  if (status === 'decided' && decidedAt) return customers.decided(format.dateTime(decidedAt)) + why;
  return why.trim();
}
