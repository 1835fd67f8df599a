// The versions of a new test: A as it is now, and up to four others, which differ in the one thing that is compared.
import { BlockStack, Button, Card, Select, Text, TextField } from '@shopify/polaris';
import { DeleteIcon } from '@shopify/polaris-icons';
import { MOST_HEADING, type TestFault, VERSION_BOUNDS } from '#app/domain/experiment-test/check-test.ts';
import { ARM_NAMES } from '#app/domain/experiment-test/test.ts';
import { useShopFormat } from '../shop-format-context.tsx';
import { text } from '../text/text.ts';
import type { TestDraft, VersionDraft } from './draft.ts';
import { versionName } from './words.ts';

export interface VersionsCardProps {
  draft: TestDraft;
  maxDiscountBp: number;
  /** What the place shows now, where it is not the sets' own. */
  now: string | null;
  /** Of which version, by its place among the others, and what. */
  fault: { at: number; fault: TestFault } | null;
  onChange: (key: number, change: Partial<VersionDraft>) => void;
  onAdd: () => void;
  onRemove: (key: number) => void;
}

export function VersionsCard({ draft, maxDiscountBp, now, fault, onChange, onAdd, onRemove }: VersionsCardProps) {
  const format = useShopFormat();
  const said = text.tests;
  const [, most] = VERSION_BOUNDS;
  return (
    <Card>
      <BlockStack gap="400">
        <BlockStack gap="100">
          <Text as="h2" variant="headingMd">
            {said.versions}
          </Text>
          <Text as="p" tone="subdued">
            {said.versionsHelp}
          </Text>
          {draft.variable === 'discount' ? (
            <Text as="p" tone="subdued">
              {said.fields.discountHelp(format.percent(maxDiscountBp))}
            </Text>
          ) : null}
        </BlockStack>
        <ol className="desk-versions">
          <li>
            <Text as="p" fontWeight="medium">
              {versionName('a')}
            </Text>
            <Text as="p">{now ?? said.asItWas}</Text>
          </li>
          {draft.others.map((version, at) => (
            <li key={version.key} className="desk-version">
              <VersionField
                version={version} variable={draft.variable} name={versionName(ARM_NAMES[at + 1] ?? '')}
                error={fault?.at === at ? said.faults[fault.fault] : undefined} onChange={(change) => onChange(version.key, change)}
              />
              {draft.others.length > 1 ? <Button icon={DeleteIcon} accessibilityLabel={said.removeVersion(versionName(ARM_NAMES[at + 1] ?? ''))} onClick={() => onRemove(version.key)} /> : null}
            </li>
          ))}
        </ol>
        {draft.others.length + 1 < most ? (
          <div>
            <Button onClick={onAdd}>{said.addVersion}</Button>
          </div>
        ) : null}
      </BlockStack>
    </Card>
  );
}

interface VersionFieldProps {
  version: VersionDraft;
  variable: TestDraft['variable'];
  name: string;
  error: string | undefined;
  onChange: (change: Partial<VersionDraft>) => void;
}

function VersionField({ version, variable, name, error, onChange }: VersionFieldProps) {
  const { fields } = text.tests;
  const mended = error === undefined ? {} : { error };
  if (variable === 'heading') {
    return <TextField label={`${name}: ${fields.heading}`} value={version.heading} onChange={(heading) => onChange({ heading })} maxLength={MOST_HEADING} showCharacterCount autoComplete="off" {...mended} />;
  }
  if (variable === 'items') {
    return <Select label={`${name}: ${fields.items}`} options={fields.itemsOptions.map((label, at) => ({ label, value: String(at + 1) }))} value={version.most} onChange={(most) => onChange({ most })} {...mended} />;
  }
  return (
    <TextField
      label={`${name}: ${fields.discount}`} value={version.percent} onChange={(percent) => onChange({ percent })} suffix="%" inputMode="decimal" autoComplete="off" {...mended}
    />
  );
}
