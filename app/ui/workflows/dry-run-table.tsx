// A dry run: each person, what they would get, or why not.
import { Link } from '@remix-run/react';
import { Badge, BlockStack, Text } from '@shopify/polaris';
import { useShopFormat } from '../shop-format-context.tsx';
import { TableHead } from '../table-head.tsx';
import { text } from '../text/text.ts';

interface Product {
  productId: string;
  title: string;
}

export interface DryRunPerson {
  customerId: string | null;
  orderId: string | null;
  bought: readonly Product[];
  delivered: 'reported' | 'estimated' | null;
  outcome: 'gets' | 'later' | 'not';
  sentence: string | null;
  /** ISO. */
  until: string | null;
  decision: { offered: readonly (Product & { priceMinor: number; offerPriceMinor: number; substitute: boolean })[] } | null;
}

export function DryRunTable({ people }: { people: readonly DryRunPerson[] }) {
  const format = useShopFormat();
  const { workflows, customers } = text;
  return (
    <table className="desk-table desk-dry-run">
      <TableHead heads={[workflows.customer, workflows.would, workflows.why]} />
      <tbody>
        {people.map((person) => (
          <tr key={`${person.customerId}-${person.orderId}-${person.bought.map(({ productId }) => productId).join('-')}`}>
            <td>
              {person.customerId ? <Link to={`/app/customers/${person.customerId}`}>{workflows.customerNo(person.customerId)}</Link> : workflows.guest}
              <Text as="p" tone="subdued" variant="bodySm">
                {customers.about(format.list(person.bought.map(({ title }) => title)))}
              </Text>
              {person.delivered === 'estimated' ? (
                <Text as="p" tone="subdued" variant="bodySm">
                  {customers.byEstimate}
                </Text>
              ) : null}
            </td>
            <td data-label={workflows.would}>
              {person.outcome === 'gets' && person.decision ? (
                <BlockStack gap="050">
                  {person.decision.offered.map((item) => (
                    <Text as="p" key={item.productId}>
                      {item.title}, {format.money(item.offerPriceMinor)}
                      {item.offerPriceMinor < item.priceMinor ? (
                        <>
                          {' '}
                          <Text as="span" tone="subdued" textDecorationLine="line-through">
                            {format.money(item.priceMinor)}
                          </Text>
                        </>
                      ) : null}
                    </Text>
                  ))}
                </BlockStack>
              ) : (
                <Text as="p" tone="subdued">
                  {workflows.nothing}
                </Text>
              )}
            </td>
            <td data-label={workflows.why}>
              {person.outcome === 'gets' ? <Badge tone="success">{workflows.wouldGet}</Badge> : `${person.sentence ?? ''}.`}
              {person.until ? (
                <Text as="p" tone="subdued" variant="bodySm">
                  {workflows.movedTo(format.dateTime(person.until))}
                </Text>
              ) : null}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
