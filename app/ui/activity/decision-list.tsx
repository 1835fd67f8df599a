// Decisions, newest first, each as a sentence that leads to its explanation.
import { Link } from '@remix-run/react';
import { Text } from '@shopify/polaris';
import type { DecisionSummary } from '#app/read/activity.ts';
import { type ShopFormat, useShopFormat } from '../shop-format.tsx';
import { text } from '../text/en.ts';

/** A sentence names so many of what was left out; the rest is in the explanation. */
const REFUSALS_NAMED = 2;

export function decisionSentence({ cart, offered, refused }: DecisionSummary, format: ShopFormat): string {
  const { activity } = text;
  const inCart = cart.length > 0 ? activity.cart(format.list(cart.map(({ title }) => title))) : activity.cartEmpty;
  const chosen = offered.length > 0 ? activity.offered(format.list(offered.map(({ title, substitute }) => (substitute ? activity.standsIn(title) : title)))) : activity.offeredNothing;
  const named = refused.slice(0, REFUSALS_NAMED).map(({ title, code }) => `${title} (${activity.reasons[code] ?? code})`);
  const more = refused.length > REFUSALS_NAMED ? activity.leftOutMore(format.count(refused.length - REFUSALS_NAMED)) : '';
  return `${inCart}${chosen}${named.length > 0 ? activity.leftOut(named.join(', ')) + more : ''}.`;
}

export function DecisionList({ decisions }: { decisions: readonly DecisionSummary[] }) {
  const format = useShopFormat();
  return (
    <ul className="desk-lines">
      {decisions.map((decision) => {
        const when = format.dateTime(decision.decidedAt);
        return (
          <li key={decision.decisionId}>
            <Text as="span" tone="subdued" variant="bodySm">
              <time dateTime={decision.decidedAt}>{when}</time>
              <br />
              {text.activity.where(text.placement(decision.placement), decision.customerId ? text.activity.customerNo(decision.customerId) : text.activity.visitor)}
            </Text>
            <span>{decisionSentence(decision, format)}</span>
            <Link to={`/app/activity/${decision.decisionId}`} aria-label={text.activity.detailsNamed(when)}>
              {text.activity.details}
            </Link>
          </li>
        );
      })}
    </ul>
  );
}
