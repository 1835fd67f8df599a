// Klaviyo's connection: what is wrong and what to do, the key where there is none, and the ways out.
import { Badge, Banner, BlockStack, Button, Card, InlineStack, Modal, Text, TextField } from '@shopify/polaris';
import { useState } from 'react';
import type { KlaviyoState } from '#app/read/settings.ts';
import { useShopFormat } from '../shop-format-context.tsx';
import { kept } from '../text/kept.ts';
import { text } from '../text/text.ts';

export type KlaviyoIntent = 'connect' | 'check' | 'disconnect';

export interface KlaviyoCardProps {
  state: KlaviyoState | null;
  /** What is under way. */
  busy: KlaviyoIntent | undefined;
  /** Why the last try to connect failed, in a sentence. */
  refusal: string | undefined;
  onAsk: (intent: KlaviyoIntent, apiKey?: string) => void;
}

export function KlaviyoCard({ state, busy, refusal, onAsk }: KlaviyoCardProps) {
  const { klaviyo } = text.settings;
  const [asksForKey, setAsksForKey] = useState(false);
  const [leaving, setLeaving] = useState(false);
  return (
    <Card>
      <BlockStack gap="400">
        <BlockStack gap="100">
          <InlineStack gap="200" blockAlign="center">
            <Text as="h2" variant="headingMd">
              {klaviyo.title}
            </Text>
            <Status state={state} />
          </InlineStack>
          <Text as="p">{klaviyo.about}</Text>
        </BlockStack>
        {state?.problem ? (
          <Banner tone="warning" title={klaviyo.problemTitle}>
            <Text as="p">{kept(state.problem)}</Text>
          </Banner>
        ) : null}
        {state ? <Facts state={state} /> : null}
        {state === null || state.status === 'broken' || asksForKey ? <KeyForm again={state !== null} busy={busy === 'connect'} refusal={refusal} onConnect={(key) => onAsk('connect', key)} /> : null}
        {state ? (
          <InlineStack gap="200">
            <Button onClick={() => onAsk('check')} loading={busy === 'check'}>
              {klaviyo.check}
            </Button>
            {state.status === 'ok' && !asksForKey ? <Button onClick={() => setAsksForKey(true)}>{klaviyo.anotherKey}</Button> : null}
            <Button variant="tertiary" tone="critical" onClick={() => setLeaving(true)} loading={busy === 'disconnect'}>
              {klaviyo.disconnect}
            </Button>
          </InlineStack>
        ) : null}
      </BlockStack>
      <Modal
        open={leaving}
        onClose={() => setLeaving(false)}
        title={klaviyo.disconnectTitle}
        primaryAction={{
          content: klaviyo.disconnect,
          destructive: true,
          onAction: () => {
            setLeaving(false);
            onAsk('disconnect');
          },
        }}
        secondaryActions={[{ content: text.common.cancel, onAction: () => setLeaving(false) }]}
      >
        <Modal.Section>
          <Text as="p">{klaviyo.disconnectBody}</Text>
        </Modal.Section>
      </Modal>
    </Card>
  );
}

function Status({ state }: { state: KlaviyoState | null }) {
  const { klaviyo } = text.settings;
  if (!state) return <Badge>{klaviyo.statusNone}</Badge>;
  return state.status === 'ok' ? <Badge tone="success">{klaviyo.statusOk}</Badge> : <Badge tone="warning">{klaviyo.statusBroken}</Badge>;
}

function Facts({ state: { accountName, connectedAt, checkedAt } }: { state: KlaviyoState }) {
  const format = useShopFormat();
  const { klaviyo } = text.settings;
  const facts = [
    [klaviyo.account, accountName],
    [klaviyo.connectedSince, format.dateTime(connectedAt)],
    [klaviyo.lastChecked, format.dateTime(checkedAt)],
  ] as const;
  return (
    <dl className="desk-pairs">
      {facts.map(([name, value]) => (
        <div key={name} className="desk-pair">
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

function KeyForm({ again, busy, refusal, onConnect }: { again: boolean; busy: boolean; refusal: string | undefined; onConnect: (key: string) => void }) {
  const { klaviyo } = text.settings;
  const [key, setKey] = useState('');
  const [missing, setMissing] = useState(false);
  const error = missing && key.trim() === '' ? klaviyo.keyMissing : refusal;
  const submit = (event: React.FormEvent) => {
    event.preventDefault();
    setMissing(key.trim() === '');
    if (key.trim() !== '') onConnect(key.trim());
  };
  return (
    <form onSubmit={submit}>
      <BlockStack gap="400">
        <TextField
          label={klaviyo.key}
          type="password"
          value={key}
          onChange={setKey}
          placeholder={klaviyo.keyPlaceholder}
          helpText={klaviyo.keyHelp}
          autoComplete="off"
          maxLength={200}
          {...(error ? { error } : {})}
        />
        <details className="desk-disclosure">
          <summary>{klaviyo.scopesTitle}</summary>
          <table className="desk-table">
            <tbody>
              {klaviyo.scopes.map(([scope, access, why]) => (
                <tr key={scope}>
                  <th scope="row">{scope}</th>
                  <td>{access}</td>
                  <td>{why}</td>
                </tr>
              ))}
            </tbody>
          </table>
          <Text as="p" tone="subdued">
            {klaviyo.scopesHelp}
          </Text>
        </details>
        <InlineStack>
          <Button submit variant="primary" loading={busy}>
            {again ? klaviyo.reconnect : klaviyo.connect}
          </Button>
        </InlineStack>
      </BlockStack>
    </form>
  );
}
