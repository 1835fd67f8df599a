// One slot in the editor: its name and its products in the order in which they are tried.
import { Badge, BlockStack, Button, Card, Text, TextField } from '@shopify/polaris';
import { ArrowDownIcon, ArrowUpIcon, XSmallIcon } from '@shopify/polaris-icons';
import type { FoundProduct } from '#app/read/find-products.ts';
import { MAX_PUBLISHED_CANDIDATES } from '#app/domain/portable/names.ts';
import type { SetSummary } from '#app/read/sets.ts';
import { Picture } from '../picture.tsx';
import type { ShopFormat } from '../shop-format.ts';
import { useShopFormat } from '../shop-format-context.tsx';
import { text } from '../text/text.ts';
import { AddProduct } from './add-product.tsx';
import { SLOT_NAME_LIMIT } from './draft.ts';

type Candidate = SetSummary['slots'][number]['candidates'][number];

export interface SlotEditorProps {
  setId: string;
  name: string;
  nameMissing: boolean;
  candidates: Candidate[];
  /** False for the last product of the last slot. */
  removable: boolean;
  onRename: (name: string) => void;
  onMove: (from: number, by: 1 | -1) => void;
  onRemove: (productId: string) => void;
  /** Product ids in any slot of the draft. */
  taken: readonly string[];
  onAdd: (product: FoundProduct) => void;
}

export function SlotEditor(props: SlotEditorProps) {
  const { setId, name, nameMissing, candidates, taken, onRename, onAdd } = props;
  return (
    <Card>
      <BlockStack gap="300">
        <TextField
          label={text.set.slotName}
          value={name}
          onChange={onRename}
          autoComplete="off"
          maxLength={SLOT_NAME_LIMIT}
          {...(nameMissing ? { error: text.set.slotNameMissing } : {})}
        />
        <table className="desk-candidates">
          <thead>
            <tr>
              <th scope="col">{name}</th>
              <th scope="col" className="desk-number">
                {text.set.price}
              </th>
              <th scope="col" className="desk-number">
                {text.set.marginAfter}
              </th>
              <th scope="col" className="desk-number">
                {text.set.stock}
              </th>
              <th scope="col">
                <span className="Polaris-Text--visuallyHidden">{text.set.actions}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {candidates.map((candidate, rank) => (
              <CandidateRow key={candidate.productId} {...props} candidate={candidate} rank={rank} />
            ))}
          </tbody>
        </table>
        {candidates.length < MAX_PUBLISHED_CANDIDATES ? (
          <AddProduct setId={setId} label={text.set.addTo(name)} without={taken} onAdd={onAdd} />
        ) : (
          <Text as="p" tone="subdued">
            {text.set.slotFull(MAX_PUBLISHED_CANDIDATES)}
          </Text>
        )}
      </BlockStack>
    </Card>
  );
}

function CandidateRow({ candidate, rank, candidates, removable, onMove, onRemove }: SlotEditorProps & { candidate: Candidate; rank: number }) {
  const format = useShopFormat();
  return (
    <tr>
      <td>
        <div className="desk-product">
          <Picture url={candidate.imageUrl} alt="" size={40} />
          <div>
            <span className="desk-two-lines">{candidate.title}</span>
            <Text as="span" variant="bodySm" tone={candidate.refusal ? 'critical' : 'subdued'}>
              {candidate.refusal
                ? text.set.whyNot(candidate.refusal)
                : text.set.place(rank === 0 ? text.set.first : text.set.standIn(rank), together(candidate.support, format))}
            </Text>
          </div>
        </div>
      </td>
      <td className="desk-number" data-label={text.set.price}>
        {candidate.offerPriceMinor === null ? '–' : format.money(candidate.offerPriceMinor)}
        {candidate.discountBp > 0 && candidate.priceMinor !== null ? (
          <Text as="p" variant="bodySm" tone="subdued" textDecorationLine="line-through">
            {format.money(candidate.priceMinor)}
          </Text>
        ) : null}
      </td>
      <td className="desk-number" data-label={text.set.marginAfter}>
        {candidate.marginBp === null ? '–' : format.percent(Math.floor(candidate.marginBp / 100) * 100)}
        {candidate.costAssumed ? (
          <div>
            <Badge tone="attention">{text.sets.assumedCost}</Badge>
          </div>
        ) : null}
        {candidate.discountLimit === 'margin_floor' && candidate.refusal !== 'below_margin_floor' ? (
          <div>
            <Badge tone="info">{text.sets.discountCut}</Badge>
          </div>
        ) : candidate.discountLimit === 'would_not_pay' ? (
          <div>
            <Badge tone="info">{text.sets.discountLeast}</Badge>
          </div>
        ) : null}
      </td>
      <td className="desk-number" data-label={text.set.stock}>
        {candidate.available === null ? text.set.stockUncounted : candidate.available === 0 ? text.set.soldOut : format.count(candidate.available)}
      </td>
      <td>
        <div className="desk-buttons">
          <Button icon={ArrowUpIcon} variant="tertiary" disabled={rank === 0} onClick={() => onMove(rank, -1)} accessibilityLabel={text.set.moveUp(candidate.title)} />
          <Button
            icon={ArrowDownIcon}
            variant="tertiary"
            disabled={rank === candidates.length - 1}
            onClick={() => onMove(rank, 1)}
            accessibilityLabel={text.set.moveDown(candidate.title)}
          />
          <Button icon={XSmallIcon} variant="tertiary" disabled={!removable} onClick={() => onRemove(candidate.productId)} accessibilityLabel={text.set.remove(candidate.title)} />
        </div>
      </td>
    </tr>
  );
}

const together = (support: number, format: ShopFormat): string =>
  support > 0 ? text.sets.together(format.count(support), support !== 1) : text.sets.notCounted;
