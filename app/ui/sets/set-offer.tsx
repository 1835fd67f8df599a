// What a set gives whoever takes it: one kind, and the number that it needs. Saved by itself, apart from the draft of slots.
import { Banner, BlockStack, Button, Card, InlineStack, Select, Text, TextField } from '@shopify/polaris';
import { type ReactNode, useState } from 'react';
import { OFFER_BOUNDS, OFFER_KINDS, type WrittenTerms, writtenTerms } from '#app/domain/offer/offer-terms.ts';
import type { SetSummary } from '#app/read/sets.ts';
import { scaled } from '../guardrails/form.ts';
import { useShopFormat } from '../shop-format-context.tsx';
import { text } from '../text/text.ts';
import { previewSlots } from './preview-slots.ts';

export interface SetOfferProps {
  set: SetSummary;
  maxDiscountBp: number;
  /** The discount of a set that gives a percentage: part of the draft. */
  discount: ReactNode;
  /** While the draft has changes that are not saved, slots may not be what they seem. */
  disabled: boolean;
  saving: boolean;
  onSave: (terms: WrittenTerms) => void;
}

export function SetOffer({ set, maxDiscountBp, discount, disabled, saving, onSave }: SetOfferProps) {
  const format = useShopFormat();
  const saved = writtenTerms(set.terms);
  const [kind, setKind] = useState(saved.kind);
  const [amount, setAmount] = useState(saved.minor === null ? '' : (saved.minor / 10 ** format.currencyExponent).toFixed(format.currencyExponent));
  const [slotNo, setSlotNo] = useState(String(saved.slotNo ?? set.slots[0]?.slotNo ?? 1));
  const [tag, setTag] = useState(saved.tag ?? '');
  const [percent, setPercent] = useState('');
  const startsPercent = kind === 'percent' && saved.kind !== 'percent';
  const bp = startsPercent ? (scaled(percent, 2) ?? null) : set.discountBp;
  const takesAmount = kind === 'amount' || kind === 'set_price';
  const minor = takesAmount ? (scaled(amount, format.currencyExponent) ?? null) : null;
  const isInvalid = takesAmount && amount !== '' && (minor === null || minor < OFFER_BOUNDS.minor[0] || minor > OFFER_BOUNDS.minor[1]);
  const isPercentInvalid = startsPercent && percent !== '' && (bp === null || bp < OFFER_BOUNDS.bp[0] || bp > maxDiscountBp);
  const isMissing = (startsPercent && bp === null) || (takesAmount && minor === null) || (kind === 'early_access' && tag.trim() === '');
  const terms: WrittenTerms = { kind, discountBp: kind === 'percent' ? (bp ?? 0) : 0, minor, slotNo: kind === 'gift' ? Number(slotNo) : null, tag: kind === 'early_access' ? tag : null };
  // Sound terms that say what is saved already, and a percentage, whose field is part of the draft, have nothing to save.
  const isSaved = JSON.stringify(terms) === JSON.stringify(saved) || (kind === 'percent' && !startsPercent);

  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          {text.setOffer.title}
        </Text>
        <Select label={text.setOffer.kind} options={OFFER_KINDS.map((value) => ({ value, label: text.setOffer.kindName(value) }))} value={kind} onChange={setKind} helpText={text.setOffer.help(kind)} />
        {kind === 'percent' && !startsPercent ? discount : null}
        {startsPercent ? (
          <div className="desk-fields">
            <TextField
              label={text.set.discount} value={percent} onChange={setPercent} suffix="%" inputMode="decimal" autoComplete="off"
              {...(isPercentInvalid ? { error: text.set.discountInvalid(format.percent(maxDiscountBp)) } : {})}
            />
          </div>
        ) : null}
        {takesAmount ? (
          <TextField
            label={kind === 'amount' ? text.setOffer.amount : text.setOffer.price} value={amount} onChange={setAmount} suffix={format.currency} inputMode="decimal" autoComplete="off"
            {...(isInvalid ? { error: text.setOffer.invalid(format.moneyInput(1_000)) } : {})}
          />
        ) : null}
        {kind === 'gift' ? <Select label={text.setOffer.gift} options={set.slots.map((slot) => ({ value: String(slot.slotNo), label: slot.name }))} value={slotNo} onChange={setSlotNo} /> : null}
        {kind === 'early_access' ? <TextField label={text.setOffer.tag} value={tag} onChange={setTag} helpText={text.setOffer.tagHelp} autoComplete="off" maxLength={OFFER_BOUNDS.tagLength[1]} /> : null}
        {kind === saved.kind && !disabled && givesNothing(set) ? <Banner tone="warning">{text.setOffer.givesNothing}</Banner> : null}
        {isSaved ? null : (
          <InlineStack gap="300" blockAlign="center">
            <Button onClick={() => onSave(terms)} loading={saving} disabled={disabled || isInvalid || isPercentInvalid || isMissing}>
              {text.setOffer.save}
            </Button>
            <Text as="span" tone="subdued">
              {disabled ? text.setOffer.afterDraft : text.setOffer.unsaved}
            </Text>
          </InlineStack>
        )}
      </BlockStack>
    </Card>
  );
}

/** A price that is promised, and that no product shown today gets: the guardrails leave nothing of it. */
function givesNothing(set: SetSummary): boolean {
  const { terms } = set;
  const promises = terms.kind === 'amount' || terms.kind === 'set_price' || terms.kind === 'gift' || (terms.kind === 'percent' && terms.bp > 0);
  const shown = previewSlots(set).flatMap(({ shown }) => shown ?? []);
  return promises && shown.length > 0 && shown.every(({ priceMinor, offerPriceMinor }) => offerPriceMinor === priceMinor);
}
