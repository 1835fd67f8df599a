// A test in the list: what, where, how it stands.
import { Badge, type BadgeProps, Button, InlineStack, Text } from '@shopify/polaris';
import type { TestOnDesk } from '#app/read/tests.ts';
import { useShopFormat } from '../shop-format-context.tsx';
import { text } from '../text/text.ts';
import { statusOf, testHeadline, type TestStatus } from './headline.ts';
import { testName, versionName, versionSaid } from './words.ts';

const TONES: Partial<Record<TestStatus, BadgeProps['tone']>> = { waiting: 'attention', running: 'info', broken: 'critical', known: 'success', used: 'success' };

export function StatusBadge({ test }: { test: Pick<TestOnDesk, 'conclusion' | 'verdict'> }) {
  const status = statusOf(test);
  const tone = TONES[status];
  return <Badge {...(tone ? { tone } : {})}>{text.tests.status[status]}</Badge>;
}

export function TestRow({ test }: { test: TestOnDesk }) {
  const format = useShopFormat();
  const name = testName(test);
  const [, ...others] = test.versions;
  return (
    <li className="desk-rule">
      <div className="desk-test-words">
        <InlineStack gap="200" blockAlign="center">
          <Text as="h3" variant="headingSm">
            {name}
          </Text>
          <StatusBadge test={test} />
        </InlineStack>
        <Text as="p">{test.endedAt ? conclusionSaid(test) : testHeadline(test, format).title}</Text>
        <Text as="p" tone="subdued">
          {others.map((version) => versionSaid(version, format)).join(' · ')}
        </Text>
        <Text as="p" tone="subdued">
          {test.endedAt ? text.tests.endedOn(format.date(test.endedAt)) : test.liveAt ? text.tests.since(format.date(test.liveAt)) : text.tests.asked(format.date(test.askedAt))}
        </Text>
      </div>
      <Button url={`/app/tests/${test.testId}`} accessibilityLabel={text.tests.openNamed(name)}>
        {text.tests.open}
      </Button>
    </li>
  );
}

export function conclusionSaid({ conclusion, usedArm }: Pick<TestOnDesk, 'conclusion' | 'usedArm'>): string {
  const said = text.tests.conclusion;
  if (conclusion === 'used') return said.used(versionName(usedArm ?? 'a'));
  return conclusion === 'kept' ? said.kept : said.stopped;
}
