// The five steps to the first complete cart. Each says where it stands; the first that is not done is open.
import { BlockStack, Card, Collapsible, Icon, InlineStack, ProgressBar, Text } from '@shopify/polaris';
import { CheckIcon } from '@shopify/polaris-icons';
import { type ReactNode, useId, useState } from 'react';
import { text } from '../text/text.ts';

export interface SetupStep {
  id: string;
  title: string;
  done: boolean;
  /** Where it stands, in a few words, beside the title while the step is closed. */
  note: string;
  body: ReactNode;
}

export function SetupGuide({ steps }: { steps: readonly SetupStep[] }) {
  const next = steps.find(({ done }) => !done)?.id;
  const [chosen, setChosen] = useState<string | null>();
  const open = chosen === undefined ? next : chosen;
  const done = steps.filter((step) => step.done).length;
  return (
    <Card padding="0">
      <div className="desk-setup-head">
        <BlockStack gap="200">
          <InlineStack align="space-between" blockAlign="center" gap="200">
            <Text as="h2" variant="headingMd">
              {text.home.setUpTitle}
            </Text>
            <Text as="span" tone="subdued">
              {text.home.progress(done, steps.length)}
            </Text>
          </InlineStack>
          <ProgressBar progress={(done / steps.length) * 100} size="small" tone="success" ariaLabelledBy="setup-progress" />
          <span id="setup-progress" className="Polaris-Text--visuallyHidden">
            {text.home.progress(done, steps.length)}
          </span>
        </BlockStack>
      </div>
      <ol className="desk-steps">
        {steps.map((step) => (
          <Step key={step.id} step={step} open={open === step.id} onToggle={() => setChosen(open === step.id ? null : step.id)} />
        ))}
      </ol>
    </Card>
  );
}

function Step({ step, open, onToggle }: { step: SetupStep; open: boolean; onToggle: () => void }) {
  const id = useId();
  return (
    <li className="desk-step">
      <button type="button" className="desk-step-head" aria-expanded={open} aria-controls={id} onClick={onToggle}>
        <span className="desk-step-mark" data-done={step.done || undefined}>
          {step.done ? <Icon source={CheckIcon} /> : null}
        </span>
        <Text as="h3" variant="headingSm">
          {step.title}
          <span className="Polaris-Text--visuallyHidden">, {step.done ? text.home.stepDone : text.home.stepOpen}</span>
        </Text>
        {open ? null : (
          <span className="desk-step-note">
            <Text as="span" tone="subdued">
              {step.note}
            </Text>
          </span>
        )}
      </button>
      <Collapsible id={id} open={open}>
        <div className="desk-step-body">{step.body}</div>
      </Collapsible>
    </li>
  );
}
