// Cleaning up before leaving: asks once, then says per kind what was removed and what the store says is left.
import { Banner, BlockStack, Button, Card, InlineStack, Modal, Text } from '@shopify/polaris';
import { useState } from 'react';
import { useShopFormat } from '../shop-format-context.tsx';
import { text } from '../text/text.ts';

export interface LeaveCardProps {
  busy: boolean;
  /** Counts per kind; undefined until it ran. */
  outcome: { removed: Readonly<Record<string, number>>; left: Readonly<Record<string, number>> } | undefined;
  onLeave: () => void;
}

export function LeaveCard({ busy, outcome, onLeave }: LeaveCardProps) {
  const { leave } = text.settings;
  const [asking, setAsking] = useState(false);
  return (
    <Card>
      <BlockStack gap="400">
        <BlockStack gap="100">
          <Text as="h2" variant="headingMd">
            {leave.title}
          </Text>
          <Text as="p">{leave.body}</Text>
        </BlockStack>
        {outcome ? <Outcome {...outcome} /> : null}
        <InlineStack>
          <Button tone="critical" onClick={() => setAsking(true)} loading={busy}>
            {leave.action}
          </Button>
        </InlineStack>
      </BlockStack>
      <Modal
        open={asking}
        onClose={() => setAsking(false)}
        title={leave.modalTitle}
        primaryAction={{
          content: leave.action,
          destructive: true,
          onAction: () => {
            setAsking(false);
            onLeave();
          },
        }}
        secondaryActions={[{ content: text.common.cancel, onAction: () => setAsking(false) }]}
      >
        <Modal.Section>
          <BlockStack gap="200">
            <Text as="p">{leave.modalBody}</Text>
            <ul className="desk-list">
              {leave.modalList.map((item) => (
                <li key={item}>{item}</li>
              ))}
            </ul>
            <Text as="p">{leave.modalThen}</Text>
          </BlockStack>
        </Modal.Section>
      </Modal>
    </Card>
  );
}

function Outcome({ removed, left }: NonNullable<LeaveCardProps['outcome']>) {
  const format = useShopFormat();
  const { leave } = text.settings;
  const none = Object.values(left).every((count) => count === 0);
  return (
    <BlockStack gap="300">
      <Banner tone={none ? 'success' : 'warning'} title={none ? leave.doneTitle : leave.leftTitle}>
        <Text as="p">{none ? leave.doneThen : leave.leftThen}</Text>
      </Banner>
      <table className="desk-table">
          <thead>
            <tr>
              <th scope="col">{leave.what}</th>
              <th scope="col" className="desk-number">
                {leave.removed}
              </th>
              <th scope="col" className="desk-number">
                {leave.left}
              </th>
            </tr>
          </thead>
          <tbody>
            {Object.keys(left).map((kind) => (
              <tr key={kind}>
                <th scope="row">{leave.kind[kind] ?? kind}</th>
                <td className="desk-number">{format.count(removed[kind] ?? 0)}</td>
                <td className="desk-number">{format.count(left[kind] ?? 0)}</td>
              </tr>
            ))}
          </tbody>
      </table>
    </BlockStack>
  );
}
