// What happened to the set: who, when, and what became of what. An earlier version goes back into the form, not straight to
// the storefront.
import { BlockStack, Button, Card, Text } from '@shopify/polaris';
import { useState } from 'react';
import type { EditorChoices, SavedVersion, SetChange } from '#app/read/set.ts';
import { useShopFormat } from '../shop-format-context.tsx';
import { text } from '../text/text.ts';
import { whatChanged } from './what-changed.ts';

export interface ChangeLogProps {
  changes: readonly SetChange[];
  choices: EditorChoices;
  /** The version that the form began with cannot be gone back to. */
  onRestore: (version: SavedVersion) => void;
}

const SHOWN_AT_FIRST = 5;

export function ChangeLog({ changes, choices, onRestore }: ChangeLogProps) {
  const [all, setAll] = useState(false);
  const format = useShopFormat();
  const say = text.setEditor;
  const latest = changes.find(({ after }) => after?.definition)?.changeId;
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          {say.logTitle}
        </Text>
        {changes.length === 0 ? <Text as="p">{say.logNone}</Text> : null}
        <ol className="desk-log">
          {changes.slice(0, all ? changes.length : SHOWN_AT_FIRST).map((change) => (
            <li key={change.changeId}>
              <Text as="p" fontWeight="medium">
                {say.events[change.event] ?? change.event}
              </Text>
              <Text as="p" variant="bodySm" tone="subdued">
                {say.logBy(text.activity.actor(change.actor), format.dateTime(change.changedAt))}
              </Text>
              {whatChanged(change, choices, format).map((line) => (
                <Text as="p" variant="bodySm" key={line}>
                  {line}
                </Text>
              ))}
              {change.after?.definition && change.changeId !== latest ? (
                <Button variant="plain" onClick={() => change.after && onRestore(change.after)} accessibilityLabel={say.restoreOf(format.dateTime(change.changedAt))}>
                  {say.restore}
                </Button>
              ) : null}
            </li>
          ))}
        </ol>
        {changes.length > SHOWN_AT_FIRST && !all ? (
          <div>
            <Button variant="plain" onClick={() => setAll(true)}>
              {say.logMore}
            </Button>
          </div>
        ) : null}
      </BlockStack>
    </Card>
  );
}
