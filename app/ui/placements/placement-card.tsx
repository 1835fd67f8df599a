// One place: its picture, whether it is on in Setwise and in the live theme, and the way to change each.
import { Badge, Button, InlineStack, Select, SkeletonDisplayText, Text } from '@shopify/polaris';
import type { Placement } from '#app/contract/offers.ts';
import { text } from '../text/text.ts';
import { PlaceCard, PlaceSwitch, type PlaceSwitchProps } from './place-card.tsx';

/** What the live theme says of a place; undefined while it is asked. */
export type BlockState = 'on' | 'off' | 'unknown' | undefined;

export interface PlacementCardProps extends PlaceSwitchProps {
  placement: Placement;
  block: BlockState;
  editorUrl: string | undefined;
  /** Share of shoppers who are shown nothing here, basis points. */
  holdoutBp: number;
  onHoldout: (holdoutBp: number) => void;
}

const HOLDOUTS_BP = [500, 1_000, 2_000, 5_000];

export function PlacementCard({ block, editorUrl, holdoutBp, onHoldout, ...place }: PlacementCardProps) {
  const { placement, enabled, onSwitch } = place;
  const name = text.placement(placement);
  // What neither side has yet is done in one step: the switch here, and the editor opens at the spot.
  const isWhollyOff = !enabled && block === 'off';
  return (
    <PlaceCard
      placement={placement}
      enabled={enabled}
      headingAs="h2"
      about={`${text.placements.about[placement]} ${text.placements.how[placement]}`}
      elsewhere={{ label: text.placements.inTheme, state: <ThemeBadge block={block} /> }}
    >
      <Text as="p">{summary(enabled, block)}</Text>
      <Select
        label={text.placements.holdout}
        helpText={text.placements.holdoutHelp}
        options={HOLDOUTS_BP.map((bp) => ({ label: text.placements.holdoutShare(bp / 100), value: String(bp) }))}
        value={String(holdoutBp)}
        onChange={(value) => onHoldout(Number(value))}
      />
      <InlineStack gap="200">
        {isWhollyOff && editorUrl ? (
          <Button variant="primary" url={editorUrl} target="_blank" onClick={onSwitch} accessibilityLabel={text.placements.switchNamed(text.placements.switchOnAndAdd, name)}>
            {text.placements.switchOnAndAdd}
          </Button>
        ) : null}
        <PlaceSwitch {...place} />
        {!isWhollyOff && editorUrl ? (
          <Button url={editorUrl} target="_blank" variant={enabled && block === 'off' ? 'primary' : 'secondary'} accessibilityLabel={text.placements.openEditorNamed(name)}>
            {text.placements.openEditor}
          </Button>
        ) : null}
      </InlineStack>
    </PlaceCard>
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
