// One place: its picture, whether it is on in Setwise and in the live theme, and the way to change each.
import { Badge, BlockStack, Button, Card, InlineStack, Select, SkeletonDisplayText, Text } from '@shopify/polaris';
import type { Placement } from '#app/contract/offers.ts';
import { text } from '../text/en.ts';
import { PlacementPicture } from './placement-picture.tsx';

/** What the live theme says of a place; undefined while it is asked. */
export type BlockState = 'on' | 'off' | 'unknown' | undefined;

export interface PlacementCardProps {
  placement: Placement;
  enabled: boolean;
  block: BlockState;
  editorUrl: string | undefined;
  switching: boolean;
  onSwitch: () => void;
  /** Share of shoppers who are shown nothing here, basis points. */
  holdoutBp: number;
  onHoldout: (holdoutBp: number) => void;
}

const HOLDOUTS_BP = [500, 1_000, 2_000, 5_000];

export function PlacementCard({ placement, enabled, block, editorUrl, switching, onSwitch, holdoutBp, onHoldout }: PlacementCardProps) {
  const name = text.placement(placement);
  const verb = enabled ? text.placements.switchOff : text.placements.switchOn;
  return (
    <Card>
      <BlockStack gap="300">
        <PlacementPicture placement={placement} />
        <BlockStack gap="050">
          <Text as="h2" variant="headingMd">
            {name}
          </Text>
          <Text as="p" tone="subdued">
            {text.placements.about[placement]} {text.placements.how[placement]}
          </Text>
        </BlockStack>
        <dl className="desk-pairs">
          <dt>{text.placements.inSetwise}</dt>
          <dd>{enabled ? <Badge tone="success">{text.placements.on}</Badge> : <Badge>{text.placements.off}</Badge>}</dd>
          <dt>{text.placements.inTheme}</dt>
          <dd>
            <ThemeBadge block={block} />
          </dd>
        </dl>
        <Text as="p">{summary(enabled, block)}</Text>
        <Select
          label={text.placements.holdout}
          helpText={text.placements.holdoutHelp}
          options={HOLDOUTS_BP.map((bp) => ({ label: text.placements.holdoutShare(bp / 100), value: String(bp) }))}
          value={String(holdoutBp)}
          onChange={(value) => onHoldout(Number(value))}
        />
        <InlineStack gap="200">
          <Button
            onClick={onSwitch}
            loading={switching}
            accessibilityLabel={text.placements.switchNamed(verb, name)}
          >
            {verb}
          </Button>
          {editorUrl ? (
            <Button url={editorUrl} target="_blank" accessibilityLabel={text.placements.openEditorNamed(name)}>
              {text.placements.openEditor}
            </Button>
          ) : null}
        </InlineStack>
      </BlockStack>
    </Card>
  );
}

function ThemeBadge({ block }: { block: BlockState }) {
  if (block === undefined) return <span className="desk-badge-wait" role="status" aria-label={text.placements.checking}><SkeletonDisplayText size="small" /></span>;
  if (block === 'on') return <Badge tone="success">{text.placements.blockOn}</Badge>;
  return block === 'off' ? <Badge>{text.placements.blockOff}</Badge> : <Badge tone="attention">{text.placements.blockUnknown}</Badge>;
}

function summary(enabled: boolean, block: BlockState): string {
  const { summary: said } = text.placements;
  if (block === undefined) return text.placements.checking;
  if (!enabled) return block === 'on' ? said.needsSwitch : said.off;
  return { on: said.live, off: said.needsBlock, unknown: said.unknown }[block];
}
