// Changes, newest first: when, what, who.
import { Link } from '@remix-run/react';
import { Text } from '@shopify/polaris';
import type { ChangeSummary } from '#app/read/activity.ts';
import { useShopFormat } from '../shop-format-context.tsx';
import { text } from '../text/text.ts';
import { changeLink, changeSentence } from './change-sentence.ts';

export function ChangeList({ changes }: { changes: readonly ChangeSummary[] }) {
  const format = useShopFormat();
  return (
    <ul className="desk-lines">
      {changes.map((change) => {
        const to = changeLink(change);
        const sentence = changeSentence(change, format);
        return (
          <li key={change.changeId}>
            <Text as="span" tone="subdued" variant="bodySm">
              <time dateTime={change.changedAt}>{format.dateTime(change.changedAt)}</time>
            </Text>
            <span>{to ? <Link to={to}>{sentence}</Link> : sentence}</span>
            <Text as="span" tone="subdued" variant="bodySm">
              {text.activity.actor(change.actor)}
            </Text>
          </li>
        );
      })}
    </ul>
  );
}
