// What becomes of a test: one version for everybody, or everything as it was. Setwise proposes, a person decides; who decides
// before it is known reads first what that loses.
import { Banner, BlockStack, Button, ButtonGroup, Card, Modal, Text } from '@shopify/polaris';
import { useState } from 'react';
import { type ArmName, armsOf, CONTROL, versionOf } from '#app/domain/experiment-test/test.ts';
import type { TestPage } from '#app/read/tests.ts';
import { useShopFormat } from '../shop-format-context.tsx';
import { text } from '../text/text.ts';
import { placeInside, versionName, versionSaid } from './words.ts';

export interface DecideCardProps extends Pick<TestPage, 'test' | 'liveSets'> {
  busy: boolean;
  /** null: keep it as it was. */
  onEnd: (used: ArmName | null) => void;
}

export function DecideCard({ test, liveSets, busy, onEnd }: DecideCardProps) {
  const [asked, setAsked] = useState<ArmName | null>(null);
  const format = useShopFormat();
  const said = text.tests;
  const isKnown = test.verdict?.kind === 'known';
  const proposed = test.verdict?.kind === 'known' ? test.verdict.proposed : null;
  const others = armsOf(test.versions).filter((arm) => arm !== CONTROL);
  const end = () => {
    if (asked) onEnd(asked === CONTROL ? null : asked);
    setAsked(null);
  };
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          {isKnown ? said.decide : said.decideEarly}
        </Text>
        <ButtonGroup>
          {others.map((arm) => (
            <Button key={arm} variant={arm === proposed ? 'primary' : 'secondary'} disabled={busy || test.liveAt === null} onClick={() => setAsked(arm)}>
              {said.apply(versionName(arm))}
            </Button>
          ))}
          <Button variant={proposed === CONTROL ? 'primary' : 'secondary'} disabled={busy} onClick={() => setAsked(CONTROL)}>
            {isKnown ? said.keep : said.stop}
          </Button>
        </ButtonGroup>
      </BlockStack>
      <Modal
        open={asked !== null}
        onClose={() => setAsked(null)}
        title={asked === null || asked === CONTROL ? (isKnown ? said.keep : said.stopTitle) : said.applyTitle(versionName(asked))}
        primaryAction={{ content: asked === null || asked === CONTROL ? (isKnown ? said.keep : said.stop) : said.apply(versionName(asked)), destructive: !isKnown, onAction: end }}
        secondaryActions={[{ content: text.common.cancel, onAction: () => setAsked(null) }]}
      >
        <Modal.Section>
          <BlockStack gap="300">
            {asked === null || asked === CONTROL ? (
              <Text as="p">{isKnown ? said.keepBody : said.stopBody}</Text>
            ) : (
              <>
                <Text as="p" fontWeight="medium">
                  {versionSaid(versionOf(test.versions, asked), format)}
                </Text>
                <Text as="p">{test.variable === 'discount' ? said.applyBody.discount(format.count(liveSets), liveSets === 1) : said.applyBody[test.variable](placeInside(test))}</Text>
                {isKnown && asked !== proposed ? <Banner tone="warning">{said.notProposed}</Banner> : null}
                {isKnown ? null : <Banner tone="warning">{said.earlyLoss}</Banner>}
              </>
            )}
          </BlockStack>
        </Modal.Section>
      </Modal>
    </Card>
  );
}
