// What a set gives whoever takes it: one kind, and the number that it needs. Part of the draft, like everything else of the set.
import { Banner, BlockStack, Card, Select, Text, TextField } from '@shopify/polaris';
import { OFFER_BOUNDS } from '#app/domain/offer/offer-terms.ts';
import { GIVES } from '#app/domain/set/gives.ts';
import type { Strategy } from '#app/domain/set/set-definition.ts';
import { useShopFormat } from '../shop-format-context.tsx';
import { text } from '../text/text.ts';
import type { Draft, TypedField } from './draft.ts';

export interface SetOfferProps {
  strategy: Strategy;
  terms: Draft['terms'];
  slots: readonly { slotNo: number; name: string }[];
  maxDiscountBp: number;
  mistyped: ReadonlySet<TypedField>;
  /** Promised, and given to no product that is shown today. */
  givesNothing: boolean;
  onChange: (change: Partial<Draft['terms']>, field: string | null) => void;
}

export function SetOffer({ strategy, terms, slots, maxDiscountBp, mistyped, givesNothing, onChange }: SetOfferProps) {
  const format = useShopFormat();
  const { kind } = terms;
  const most = format.percent(maxDiscountBp);
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          {text.setOffer.title}
        </Text>
        <Select
          label={text.setOffer.kind}
          options={GIVES[strategy].map((value) => ({ value, label: text.setOffer.kindName(value) }))}
          value={kind}
          onChange={(value) => onChange({ kind: value }, null)}
          helpText={text.setOffer.help(kind)}
        />
        {kind === 'percent' ? (
          <div className="desk-fields">
            <TextField
              label={text.set.discount} value={terms.percent} onChange={(percent) => onChange({ percent }, 'percent')} helpText={text.set.discountHelp(most)} suffix="%" inputMode="decimal" autoComplete="off"
              {...(mistyped.has('percent') ? { error: text.set.discountInvalid(most) } : {})}
            />
          </div>
        ) : null}
        {kind === 'amount' || kind === 'set_price' ? (
          <TextField
            label={kind === 'amount' ? text.setOffer.amount : text.setOffer.price} value={terms.amount} onChange={(amount) => onChange({ amount }, 'amount')} suffix={format.currency} inputMode="decimal" autoComplete="off"
            {...(mistyped.has('amount') && terms.amount !== '' ? { error: text.setOffer.invalid(format.moneyInput(1_000)) } : {})}
          />
        ) : null}
        {kind === 'gift' ? (
          <Select label={text.setOffer.gift} options={slots.map((slot) => ({ value: String(slot.slotNo), label: slot.name }))} value={String(terms.slotNo)} onChange={(slotNo) => onChange({ slotNo: Number(slotNo) }, null)} />
        ) : null}
        {kind === 'early_access' ? (
          <TextField label={text.setOffer.tag} value={terms.tag} onChange={(tag) => onChange({ tag }, 'tag')} helpText={text.setOffer.tagHelp} autoComplete="off" maxLength={OFFER_BOUNDS.tagLength[1]} />
        ) : null}
        {givesNothing ? <Banner tone="warning">{text.setOffer.givesNothing}</Banner> : null}
      </BlockStack>
    </Card>
  );
}
