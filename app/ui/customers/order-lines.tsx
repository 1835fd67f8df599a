// Orders of one customer as lines: whether they arrived, and whether that is known or an estimate; what is being sent back.
import { Text } from '@shopify/polaris';
import type { CustomerPage } from '#app/read/customer.ts';
import { useShopFormat } from '../shop-format-context.tsx';
import { text } from '../text/text.ts';

export function OrderLines({ orders }: { orders: CustomerPage['orders'] }) {
  const format = useShopFormat();
  const { customers } = text;
  return (
    <ul className="desk-lines">
      {orders.map(({ orderId, name, orderedAt, cancelled, delivery, returns, products }) => (
        <li key={orderId}>
          <Text as="span" tone="subdued" variant="bodySm">
            <time dateTime={orderedAt}>{format.dateTime(orderedAt)}</time>
          </Text>
          <span>
            {customers.ordered(name, format.list(products.map(({ title }) => title)))}
            <Text as="p" tone="subdued">
              {cancelled ? customers.cancelled : delivery ? customers.delivery[delivery.kind](format.date(delivery.at)) : customers.notSentYet}
            </Text>
            {returns.map(({ status, at }) => (
              <Text as="p" tone="subdued" key={`${status} ${at}`}>
                {customers.return(status, at ? format.date(at) : '')}
              </Text>
            ))}
          </span>
        </li>
      ))}
    </ul>
  );
}
