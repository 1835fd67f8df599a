// The answer to "what would they get now?": whether an email would go out, what would be in it, what was left out and why.
import { BlockStack, Text } from '@shopify/polaris';
import type { ActedRules as Acted } from '#app/read/rules.ts';
import { OfferedPrice } from '../offered-price.tsx';
import { Picture } from '../picture.tsx';
import { ActedRules } from '../rules/acted-rules.tsx';
import { insideSentence } from '../text/inside-sentence.ts';
import { text } from '../text/text.ts';
import { LeftOut, type LeftOutProps } from './left-out.tsx';

interface Product {
  productId: string;
  title: string;
  imageUrl: string | null;
}

export interface WouldGetProps {
  outcome: 'gets' | 'later' | 'not';
  sentence: string | null;
  /** null: none of the merchant's rules acted. */
  rules: Acted | null;
  decision: {
    offered: readonly (Product & { priceMinor: number; offerPriceMinor: number; sentences: readonly string[] })[];
    refused: LeftOutProps['refused'];
    /** Why this kind of set; null: nothing is offered. */
    turn: string | null;
  } | null;
}

export function WouldGet({ outcome, sentence, rules, decision }: WouldGetProps) {
  const { customers } = text;
  const why = insideSentence(sentence ?? '');
  const said = outcome === 'gets' ? customers.now.gets : outcome === 'later' ? customers.now.later(why) : customers.now.not(why);
  return (
    <BlockStack gap="400">
      <Text as="p" fontWeight="medium">
        {said}
      </Text>
      {rules ? (
        <BlockStack gap="200">
          <Text as="h3" variant="headingSm">
            {text.rules.acting.title}
          </Text>
          <ActedRules {...rules} />
        </BlockStack>
      ) : null}
      {decision && decision.offered.length > 0 ? (
        <BlockStack gap="200">
          <Text as="h3" variant="headingSm">
            {outcome === 'gets' ? customers.nowOffered : customers.nowWould}
          </Text>
          {decision.turn ? (
            <Text as="p" tone="subdued">
              {decision.turn}.
            </Text>
          ) : null}
          {decision.offered.map((item) => (
            <div key={item.productId} className="desk-explained">
              <Picture url={item.imageUrl} alt="" size={56} />
              <BlockStack gap="050">
                <Text as="p" fontWeight="medium">
                  {item.title}
                </Text>
                {item.sentences.map((line) => (
                  <Text as="p" tone="subdued" key={line}>
                    {line}.
                  </Text>
                ))}
              </BlockStack>
              <div className="desk-number">
                <OfferedPrice {...item} />
              </div>
            </div>
          ))}
        </BlockStack>
      ) : null}
      {decision ? <LeftOut refused={decision.refused} /> : null}
    </BlockStack>
  );
}
