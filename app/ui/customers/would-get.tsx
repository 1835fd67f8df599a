// The answer to "what would they get now?": whether an email would go out, what would be in it, what was left out and why.
import { BlockStack, Text } from '@shopify/polaris';
import { Picture } from '../picture.tsx';
import { useShopFormat } from '../shop-format-context.tsx';
import { text } from '../text/en.ts';

interface Product {
  productId: string;
  title: string;
  imageUrl: string | null;
}

export interface WouldGetProps {
  outcome: 'gets' | 'later' | 'not';
  sentence: string | null;
  decision: {
    offered: readonly (Product & { priceMinor: number; offerPriceMinor: number; sentences: readonly string[] })[];
    refused: readonly (Product & { code: string; sentence: string })[];
  } | null;
}

export function WouldGet({ outcome, sentence, decision }: WouldGetProps) {
  const format = useShopFormat();
  const { customers } = text;
  const why = lowerFirst((sentence ?? '').replace(/\.$/, ''));
  const said = outcome === 'gets' ? customers.now.gets : outcome === 'later' ? customers.now.later(why) : customers.now.not(why);
  return (
    <BlockStack gap="400">
      <Text as="p" fontWeight="medium">
        {said}
      </Text>
      {decision && decision.offered.length > 0 ? (
        <BlockStack gap="200">
          <Text as="h3" variant="headingSm">
            {outcome === 'gets' ? customers.nowOffered : customers.nowWould}
          </Text>
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
              <div className="desk-number">{format.money(item.offerPriceMinor)}</div>
            </div>
          ))}
        </BlockStack>
      ) : null}
      {decision && decision.refused.length > 0 ? (
        <details className="desk-disclosure">
          <summary>{customers.nowRefused}</summary>
          <table className="desk-table">
            <tbody>
              {decision.refused.map((item) => (
                <tr key={`${item.productId}-${item.code}`}>
                  <th scope="row">{item.title}</th>
                  <td>{item.sentence}.</td>
                </tr>
              ))}
            </tbody>
          </table>
        </details>
      ) : null}
    </BlockStack>
  );
}

const lowerFirst = (sentence: string): string => sentence.charAt(0).toLowerCase() + sentence.slice(1);
