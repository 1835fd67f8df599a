// The products of a slot as the merchant judges them: price, margin after the discount, stock, why one could not be shown.
import { Badge, Button, Text } from '@shopify/polaris';
import { ArrowDownIcon, ArrowUpIcon, DisabledIcon, HideIcon, PinIcon, ViewIcon, XSmallIcon } from '@shopify/polaris-icons';
import type { CSSProperties, ReactNode } from 'react';
import type { DraftFacts } from '#app/read/set.ts';
import { Picture } from '../picture.tsx';
import type { ShopFormat } from '../shop-format.ts';
import { useShopFormat } from '../shop-format-context.tsx';
import { text } from '../text/text.ts';
import { discountWords } from './discount-words.ts';
import { useSortableItem } from './sortable.tsx';

type Facts = DraftFacts['products'][string] | undefined;

export function CandidatesTable({ name, children }: { name: string; children: ReactNode }) {
  return (
    <table className="desk-candidates">
      <caption className="Polaris-Text--visuallyHidden">{name}</caption>
      <thead>
        <tr>
          <th scope="col">{text.setEditor.candidate}</th>
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
      <tbody>{children}</tbody>
    </table>
  );
}

interface RowProps {
  title: string;
  facts: Facts;
  /** From 0, among all of the slot. */
  rank: number;
  /** As if it were, in the preview. */
  soldOut: boolean;
  onSoldOut: () => void;
}

export interface CandidateRowProps extends RowProps {
  productId: string;
  last: boolean;
  onMove: (to: number) => void;
  onRemove: () => void;
}

/** Chosen by hand: it can be moved, and removed. */
export function CandidateRow({ productId, title, last, rank, onMove, onRemove, ...row }: CandidateRowProps) {
  const { ref, style, handle } = useSortableItem(productId, title);
  return (
    <Row {...row} title={title} rank={rank} handle={handle} rowRef={ref} style={style}>
      <Button icon={ArrowUpIcon} variant="tertiary" disabled={rank === 0} onClick={() => onMove(rank - 1)} accessibilityLabel={text.set.moveUp(title)} />
      <Button icon={ArrowDownIcon} variant="tertiary" disabled={last} onClick={() => onMove(rank + 1)} accessibilityLabel={text.set.moveDown(title)} />
      <Button icon={XSmallIcon} variant="tertiary" onClick={onRemove} accessibilityLabel={text.set.remove(title)} />
    </Row>
  );
}

/** Brought by a rule: it can be pinned before the others, or left out. */
export function BroughtRow({ onPin, onExclude, title, ...row }: RowProps & { onPin: () => void; onExclude: () => void }) {
  return (
    <Row {...row} title={title}>
      <Button icon={PinIcon} variant="tertiary" onClick={onPin} accessibilityLabel={text.setEditor.pin(title)} />
      <Button icon={DisabledIcon} variant="tertiary" onClick={onExclude} accessibilityLabel={text.setEditor.exclude(title)} />
    </Row>
  );
}

function Row(props: RowProps & { handle?: ReactNode; rowRef?: (element: HTMLElement | null) => void; style?: CSSProperties; children: ReactNode }) {
  const { title, facts, rank, soldOut, onSoldOut, handle, rowRef, style, children } = props;
  const format = useShopFormat();
  const say = text.setEditor;
  const refusal = facts?.refusal ?? null;
  return (
    <tr {...(rowRef ? { ref: rowRef } : {})} {...(style ? { style } : {})}>
      <td>
        <div className="desk-product">
          {handle ?? null}
          <Picture url={facts?.imageUrl ?? null} alt="" size={40} />
          <div>
            <span className="desk-two-lines">{title}</span>
            <Text as="span" variant="bodySm" tone={refusal || soldOut ? 'critical' : 'subdued'}>
              {refusal ? text.set.whyNot(refusal) : soldOut ? say.pretended : text.set.place(rank === 0 ? text.set.first : text.set.standIn(rank), facts ? together(facts.support, format) : '')}
            </Text>
            {facts ? <Limits facts={facts} /> : null}
          </div>
        </div>
      </td>
      <td className="desk-number" data-label={text.set.price}>
        {facts?.offerPriceMinor == null ? '–' : format.money(facts.offerPriceMinor)}
        {facts && facts.discountBp > 0 && facts.priceMinor !== null ? (
          <Text as="p" variant="bodySm" tone="subdued" textDecorationLine="line-through">
            {format.money(facts.priceMinor)}
          </Text>
        ) : null}
      </td>
      <td className="desk-number" data-label={text.set.marginAfter}>
        {facts?.marginBp == null ? '–' : format.percent(Math.floor(facts.marginBp / 100) * 100)}
      </td>
      <td className="desk-number" data-label={text.set.stock}>
        {!facts ? '–' : facts.available === null ? text.set.stockUncounted : facts.available === 0 ? text.set.soldOut : format.count(facts.available)}
      </td>
      <td>
        <div className="desk-buttons">
          <Button
            icon={soldOut ? ViewIcon : HideIcon}
            variant="tertiary"
            pressed={soldOut}
            disabled={!facts || refusal !== null}
            onClick={onSoldOut}
            accessibilityLabel={soldOut ? say.notSoldOut(title) : say.ifSoldOut(title)}
          />
          {children}
        </div>
      </td>
    </tr>
  );
}

function Limits({ facts }: { facts: NonNullable<Facts> }) {
  const said = [
    ...(facts.costAssumed ? [{ tone: 'attention' as const, words: text.sets.assumedCost }] : []),
    ...(facts.refusal === 'below_margin_floor' ? [] : discountWords([facts]).map((words) => ({ tone: 'info' as const, words }))),
  ];
  return said.map(({ tone, words }) => (
    <div key={words}>
      <Badge tone={tone}>{words}</Badge>
    </div>
  ));
}

const together = (support: number, format: ShopFormat): string => (support > 0 ? text.sets.together(format.count(support), support !== 1) : text.sets.notCounted);
