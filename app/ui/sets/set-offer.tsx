// What a set gives whoever takes it: one kind, and the number that it needs. Saved by itself, apart from the draft of slots.
import { BlockStack, Button, Card, InlineStack, Select, Text, TextField } from '@shopify/polaris';
import { useState } from 'react';
import { OFFER_BOUNDS, OFFER_KINDS, type WrittenTerms, writtenTerms } from '#app/domain/offer/offer-terms.ts';
import type { SetSummary } from '#app/read/sets.ts';
import { scaled } from '../guardrails/form.ts';
import { useShopFormat } from '../shop-format-context.tsx';
import { text } from '../text/en.ts';

export interface SetOfferProps {
  set: Pick<SetSummary, 'terms' | 'discountBp' | 'slots'>;
  /** While the draft has changes that are not saved, slots may not be what they seem. */
  disabled: boolean;
  saving: boolean;
  onSave: (terms: WrittenTerms) => void;
}

export function SetOffer({ set, disabled, saving, onSave }: SetOfferProps) {
  const format = useShopFormat();
  const saved = writtenTerms(set.terms);
  const [kind, setKind] = useState(saved.kind);
  const [amount, setAmount] = useState(saved.minor === null ? '' : (saved.minor / 10 ** format.currencyExponent).toFixed(format.currencyExponent));
  const [slotNo, setSlotNo] = useState(String(saved.slotNo ?? set.slots[0]?.slotNo ?? 1));
  const [tag, setTag] = useState(saved.tag ?? '');
  const takesAmount = kind === 'amount' || kind === 'set_price';
  const minor = takesAmount ? (scaled(amount, format.currencyExponent) ?? null) : null;
  const isInvalid = takesAmount && amount !== '' && (minor === null || minor < OFFER_BOUNDS.minor[0] || minor > OFFER_BOUNDS.minor[1]);
  const isMissing = (takesAmount && minor === null) || (kind === 'early_access' && tag.trim() === '');
  const terms: WrittenTerms = { kind, discountBp: kind === 'percent' ? set.discountBp : 0, minor, slotNo: kind === 'gift' ? Number(slotNo) : null, tag: kind === 'early_access' ? tag : null };

  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          {text.setOffer.title}
        </Text>
        <Select label={text.setOffer.kind} options={OFFER_KINDS.map((value) => ({ value, label: text.setOffer.kindName(value) }))} value={kind} onChange={setKind} helpText={text.setOffer.help(kind)} />
        {takesAmount ? (
          <TextField
            label={kind === 'amount' ? text.setOffer.amount : text.setOffer.price} value={amount} onChange={setAmount} suffix={format.currency} inputMode="decimal" autoComplete="off"
            {...(isInvalid ? { error: text.setOffer.invalid(format.moneyInput(1_000)) } : {})}
          />
        ) : null}
        {kind === 'gift' ? <Select label={text.setOffer.gift} options={set.slots.map((slot) => ({ value: String(slot.slotNo), label: slot.name }))} value={slotNo} onChange={setSlotNo} /> : null}
        {kind === 'early_access' ? <TextField label={text.setOffer.tag} value={tag} onChange={setTag} autoComplete="off" maxLength={OFFER_BOUNDS.tagLength[1]} /> : null}
        <InlineStack>
          <Button onClick={() => onSave(terms)} loading={saving} disabled={disabled || isInvalid || isMissing}>
            {text.setOffer.save}
          </Button>
        </InlineStack>
      </BlockStack>
    </Card>
  );
}
