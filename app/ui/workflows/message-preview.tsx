// The email for a customer of the merchant's choice, as they would get it, or why they would not. Shows; sends nothing.
import { Link, useFetcher } from '@remix-run/react';
import { BlockStack, Button, ButtonGroup, Card, InlineStack, Select, SkeletonBodyText, Text, TextField } from '@shopify/polaris';
import { useEffect, useState } from 'react';
import type { PreviewPerson } from '#app/read/preview-people.ts';
import { LeftOut, type LeftOutProps } from '../customers/left-out.tsx';
import type { ShopFormat } from '../shop-format.ts';
import { useShopFormat } from '../shop-format-context.tsx';
import { text } from '../text/text.ts';
import { insideSentence } from '../text/inside-sentence.ts';
import { EmailFrame } from './email-frame.tsx';

export interface MessagePreviewProps {
  trigger: string;
  people: readonly PreviewPerson[];
}

interface Shown {
  customerId: string;
  outcome: 'gets' | 'later' | 'not';
  sentence: string | null;
  /** ISO. */
  until: string | null;
  entered: boolean;
  decision: LeftOutProps | null;
  email: { subject: string; preview: string; html: string; text: string; language: string; currency: string } | null;
}

type Answer = { ok: true; value: Shown } | { ok: false; message: string };

const SOMEBODY_ELSE = '';

export function MessagePreview({ trigger, people }: MessagePreviewProps) {
  const format = useShopFormat();
  const { submit, data, state } = useFetcher<Answer>();
  const first = people[0]?.customerId ?? SOMEBODY_ELSE;
  const [chosen, setChosen] = useState(first);
  const [typed, setTyped] = useState('');
  const { preview } = text.workflows;
  const ask = (customer: string) => submit({ customer }, { method: 'post', action: `/app/workflows/${trigger}/preview` });
  // biome-ignore lint/correctness/useExhaustiveDependencies: the first is shown once, by itself; then the merchant chooses.
  useEffect(() => {
    if (first !== SOMEBODY_ELSE) ask(first);
  }, []);
  const choose = (customer: string) => {
    setChosen(customer);
    if (customer !== SOMEBODY_ELSE) ask(customer);
  };

  return (
    <Card>
      <BlockStack gap="400">
        <BlockStack gap="100">
          <Text as="h2" variant="headingMd">
            {preview.title}
          </Text>
          <Text as="p" tone="subdued">
            {preview.intro}
          </Text>
        </BlockStack>
        {people.length === 0 ? <Text as="p">{preview.nobody}</Text> : null}
        <div className="desk-choose">
          {people.length > 0 ? (
            <Select
              label={preview.choose}
              options={[...people.map((person) => ({ value: person.customerId, label: personLabel(person, format) })), { value: SOMEBODY_ELSE, label: preview.somebodyElse }]}
              value={chosen}
              onChange={choose}
            />
          ) : null}
          {chosen === SOMEBODY_ELSE ? (
            <form
              onSubmit={(event) => {
                event.preventDefault();
                if (typed.trim() !== '') ask(typed.trim());
              }}
            >
              <TextField
                label={preview.search}
                value={typed}
                onChange={setTyped}
                helpText={preview.searchHelp}
                autoComplete="off"
                maxLength={254}
                connectedRight={
                  <Button submit loading={state !== 'idle'}>
                    {preview.show}
                  </Button>
                }
                {...(state === 'idle' && data?.ok === false ? { error: data.message } : {})}
              />
            </form>
          ) : null}
        </div>
        <div role="status" aria-busy={state !== 'idle'}>
          {state !== 'idle' ? <SkeletonBodyText lines={4} /> : data ? <Told answer={data} saidAtField={chosen === SOMEBODY_ELSE} /> : null}
        </div>
      </BlockStack>
    </Card>
  );
}

function personLabel({ customerId, status, at }: PreviewPerson, format: ShopFormat): string {
  const { preview } = text.workflows;
  return { waiting: preview.due, sent: preview.sent, latest: preview.latest }[status](customerId, format.dateTime(at));
}

function Told({ answer, saidAtField }: { answer: Answer; saidAtField: boolean }) {
  const format = useShopFormat();
  const [width, setWidth] = useState<'phone' | 'desktop'>('phone');
  const { preview } = text.workflows;
  if (!answer.ok) return saidAtField ? null : <Text as="p">{answer.message}</Text>;
  const { customerId, outcome, entered, email, decision } = answer.value;
  return (
    <BlockStack gap="300">
      <BlockStack gap="100">
        <Text as="p" fontWeight="medium">
          {verdict(answer.value, format)}
        </Text>
        <Text as="p" tone="subdued">
          {entered ? '' : `${preview.imagined} `}
          {email ? preview.written(format.language(email.language), email.currency) : ''}
        </Text>
        <span className="desk-links">
          <Link to={`/app/customers/${customerId}`}>{preview.customerPage}</Link>
        </span>
      </BlockStack>
      {email ? (
        <>
          {outcome === 'gets' ? null : <Text as="p">{preview.heldBack}</Text>}
          <InlineStack align="space-between" blockAlign="center" gap="200">
            <dl className="desk-envelope">
              <dt>{preview.subject}</dt>
              <dd>{email.subject}</dd>
              <dt>{preview.previewText}</dt>
              <dd>{email.preview}</dd>
            </dl>
            <ButtonGroup variant="segmented">
              {(['phone', 'desktop'] as const).map((each) => (
                <Button key={each} pressed={width === each} onClick={() => setWidth(each)}>
                  {preview[each]}
                </Button>
              ))}
            </ButtonGroup>
          </InlineStack>
          <EmailFrame html={email.html} title={preview.frame(email.subject)} width={width} />
          <details className="desk-disclosure">
            <summary>{preview.plainText}</summary>
            <pre className="desk-plain-text">{email.text}</pre>
          </details>
        </>
      ) : null}
      {decision ? <LeftOut refused={decision.refused} /> : null}
    </BlockStack>
  );
}

function verdict({ outcome, sentence, until }: Shown, format: ShopFormat): string {
  const { preview } = text.workflows;
  if (outcome === 'gets') return preview.gets;
  const why = insideSentence(sentence ?? '');
  return outcome === 'later' && until ? preview.later(why, format.dateTime(until)) : preview.not(why);
}
