// Where a limit is put together: on what, how, and what that takes. What is wrong with it is said here, and nothing is added.
import { BlockStack, Button, FormLayout, InlineStack, Select, Text, TextField } from '@shopify/polaris';
import { useState } from 'react';
import { LIMIT_KINDS, type LimitKind, type OfferLimit } from '#app/domain/catalog/offer-limit.ts';
import { LIMIT_BOUNDS, LIMIT_SCOPES, type LimitEntry, type LimitProblem, type LimitScope, readLimitList } from '#app/domain/eligibility/limit-list.ts';
import { NoPicker } from '../no-picker.tsx';
import { SeasonFields } from '../season-fields.tsx';
import { text } from '../text/text.ts';
import { AddForm } from './add-form.tsx';
import { idOfGid, usePicker } from './use-picker.ts';

interface Draft {
  scope: LimitScope;
  value: string;
  title: string;
  kind: LimitKind;
  fromMonth: string;
  fromDay: string;
  toMonth: string;
  toDay: string;
  countries: string;
  tag: string;
}

const BLANK: Draft = { scope: 'type', value: '', title: '', kind: 'season', fromMonth: '11', fromDay: '1', toMonth: '12', toDay: '24', countries: '', tag: '' };

export function AddLimit({ entries, onAdd }: { entries: readonly LimitEntry[]; onAdd: (entries: readonly LimitEntry[]) => void }) {
  const [draft, setDraft] = useState<Draft>(BLANK);
  const [why, setWhy] = useState<LimitProblem | null>(null);
  const picker = usePicker();
  const set = (change: Partial<Draft>) => {
    setDraft({ ...draft, ...change });
    setWhy(null);
  };
  const choose = async () => {
    const [chosen] = (await picker?.({ type: 'product', action: 'select', filter: { variants: false } })) ?? [];
    if (chosen) set({ value: idOfGid(chosen.id), title: chosen.title });
  };
  const add = () => {
    const outcome = readLimitList([...entries, entryOf(draft)]);
    if (outcome.kind === 'invalid') return setWhy(outcome.why);
    onAdd(outcome.entries);
    setDraft({ ...BLANK, scope: draft.scope, kind: draft.kind });
  };

  return (
    <AddForm id="add-limit" title={text.limits.addTitle} action={text.limits.add} problem={why && text.limits.refused(why)} onAdd={add}>
      <FormLayout.Group>
        <Select label={text.limits.what} options={LIMIT_SCOPES.map((value) => ({ value, label: text.limits.scope(value) }))} value={draft.scope} onChange={(scope) => set({ scope: scope as LimitScope, value: '', title: '' })} />
        {draft.scope === 'product' ? (
          <BlockStack gap="100">
            <Text as="span">{draft.title === '' ? text.limits.value('product') : text.limits.chosen(draft.title)}</Text>
            <InlineStack>
              <Button disabled={!picker} onClick={() => void choose()}>
                {text.limits.choose}
              </Button>
            </InlineStack>
            <NoPicker picker={picker} />
          </BlockStack>
        ) : (
          <TextField label={text.limits.value(draft.scope)} value={draft.value} onChange={(value) => set({ value, title: value })} autoComplete="off" maxLength={LIMIT_BOUNDS.textLength} />
        )}
      </FormLayout.Group>
      <Select label={text.limits.kind} options={LIMIT_KINDS.map((value) => ({ value, label: text.limits.kinds[value] }))} value={draft.kind} onChange={(kind) => set({ kind: kind as LimitKind })} />
      <How draft={draft} set={set} />
    </AddForm>
  );
}

function How({ draft, set }: { draft: Draft; set: (change: Partial<Draft>) => void }) {
  if (draft.kind === 'season') return <SeasonFields season={draft} onChange={set} />;
  if (draft.kind === 'region') {
    return <TextField label={text.limits.countries} value={draft.countries} onChange={(countries) => set({ countries })} helpText={text.limits.countriesHelp} autoComplete="off" />;
  }
  const help = draft.kind === 'age' ? text.limits.ageHelp : text.limits.companyHelp;
  return <TextField label={text.limits.tag} value={draft.tag} onChange={(tag) => set({ tag })} helpText={help} autoComplete="off" maxLength={LIMIT_BOUNDS.textLength} />;
}

function entryOf({ scope, value, title, ...how }: Draft): LimitEntry {
  return { scope, value, title, limit: limitOf(how) };
}

function limitOf({ kind, fromMonth, fromDay, toMonth, toDay, countries, tag }: Omit<Draft, 'scope' | 'value' | 'title'>): OfferLimit {
  if (kind === 'season') return { kind, from: { month: Number(fromMonth), day: Number(fromDay) }, to: { month: Number(toMonth), day: Number(toDay) } };
  if (kind === 'region') return { kind, countries: countries.split(/[\s,;]+/).filter((code) => code !== '') };
  return { kind, tag };
}
