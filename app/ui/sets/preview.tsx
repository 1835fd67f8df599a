// What a shopper would see of the draft: on the product page, in the cart drawer, in the email; and what if it sold out.
import { BlockStack, Button, ButtonGroup, Card, Checkbox, SkeletonBodyText, Text } from '@shopify/polaris';
import { useState } from 'react';
import type { OffersAnswer } from '#app/contract/offers.ts';
import type { RulesBeside } from '#app/read/rules-beside.ts';
import { ActedRules } from '../rules/acted-rules.tsx';
import { text } from '../text/text.ts';
import { EmailFrame } from '../workflows/email-frame.tsx';
import { WidgetFrame, type WidgetFrameProps } from './widget-frame.tsx';

export interface Previewed {
  anchor: WidgetFrameProps['anchor'] | null;
  offer: OffersAnswer['offer'];
  email: { subject: string; html: string } | null;
  locale: string;
  currency: string;
}

export interface SetPreviewProps {
  /** null: not known yet. */
  shown: Previewed | null;
  rules: RulesBeside | null;
  /** It starts with what a customer owns, not with what is in the cart. */
  ofOwners: boolean;
  failed: boolean;
  soldOut: boolean;
  onSoldOut: (soldOut: boolean) => void;
}

const PLACES = ['page', 'drawer', 'email'] as const;

export function SetPreview({ shown, rules, ofOwners, failed, soldOut, onSoldOut }: SetPreviewProps) {
  const [at, setAt] = useState<(typeof PLACES)[number]>('page');
  const say = text.setEditor;
  return (
    <Card>
      <BlockStack gap="300">
        <BlockStack gap="100">
          <Text as="h2" variant="headingMd">
            {say.previewTitle}
          </Text>
          {shown?.anchor ? (
            <Text as="p" tone="subdued">
              {(ofOwners ? say.previewOwned : say.previewIn)(shown.anchor.title)}
            </Text>
          ) : null}
        </BlockStack>
        <ButtonGroup variant="segmented" fullWidth>
          {PLACES.map((place) => (
            <Button key={place} pressed={at === place} onClick={() => setAt(place)}>
              {say.tabs[place]}
            </Button>
          ))}
        </ButtonGroup>
        <div aria-live="polite">
          {failed ? <Text as="p">{say.previewFailed}</Text> : shown === null ? <SkeletonBodyText lines={5} /> : <Shown shown={shown} at={at} />}
        </div>
        {rules && shown?.anchor ? <ByRules {...rules} /> : null}
        <Checkbox label={say.showSoldOut} checked={soldOut} onChange={onSoldOut} disabled={!shown?.offer && !soldOut} />
      </BlockStack>
    </Card>
  );
}

/** The preview shows it as if there were no rules. */
function ByRules({ keepBack, isUncalled }: RulesBeside) {
  const say = text.setEditor;
  if (!keepBack && !isUncalled) return null;
  return (
    <BlockStack gap="100">
      {isUncalled ? <Text as="p">{say.uncalled}</Text> : null}
      {keepBack ? (
        <>
          <Text as="p">{say.keptBack(keepBack.rules.length)}</Text>
          <ActedRules {...keepBack} />
        </>
      ) : null}
    </BlockStack>
  );
}

function Shown({ shown, at }: { shown: Previewed; at: (typeof PLACES)[number] }) {
  const say = text.setEditor;
  const { anchor, offer, email, locale, currency } = shown;
  if (!anchor) return <Text as="p">{say.nothingYet}</Text>;
  if (at === 'email') {
    return email ? (
      <BlockStack gap="200">
        <Text as="p">
          <Text as="span" tone="subdued">
            {say.subject}:{' '}
          </Text>
          {email.subject}
        </Text>
        <EmailFrame html={email.html} title={say.frame(email.subject)} width="phone" />
      </BlockStack>
    ) : (
      <Text as="p">{say.emailNothing}</Text>
    );
  }
  if (!offer) return <Text as="p">{say.nothingShown}</Text>;
  return (
    <BlockStack gap="200">
      <WidgetFrame key={at} place={at === 'page' ? 'product_page' : 'cart_drawer'} title={say.frame(say.tabs[at])} anchor={anchor} offer={offer} locale={locale} currency={currency} />
      <Text as="p" variant="bodySm" tone="subdued">
        {say.previewNote}
      </Text>
    </BlockStack>
  );
}
