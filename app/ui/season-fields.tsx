// From which day of the year to which: the same fields wherever a season is set, for sets, limits and rules.
import { FormLayout, Select, TextField } from '@shopify/polaris';
import { useShopFormat } from './shop-format-context.tsx';
import { text } from './text/text.ts';

export interface SeasonTyped {
  fromMonth: string;
  fromDay: string;
  toMonth: string;
  toDay: string;
}

export interface SeasonFieldsProps {
  season: SeasonTyped;
  /** Of the first field, which takes the focus when something is wrong. */
  id?: string;
  error?: string | undefined;
  /** @param field a field that is typed into, letter by letter; null: one choice */
  onChange: (change: Partial<SeasonTyped>, field: 'fromDay' | 'toDay' | null) => void;
}

export function SeasonFields({ season, id, error, onChange }: SeasonFieldsProps) {
  const { months } = useShopFormat();
  const options = months.map((label, index) => ({ value: String(index + 1), label }));
  const { from, fromMonth, to, toMonth } = text.limits;
  return (
    <FormLayout>
      <FormLayout.Group condensed>
        <TextField label={from} value={season.fromDay} onChange={(fromDay) => onChange({ fromDay }, 'fromDay')} inputMode="numeric" autoComplete="off" maxLength={2} {...(id ? { id } : {})} {...(error ? { error } : {})} />
        <Select label={fromMonth} options={options} value={season.fromMonth} onChange={(month) => onChange({ fromMonth: month }, null)} />
      </FormLayout.Group>
      <FormLayout.Group condensed>
        <TextField label={to} value={season.toDay} onChange={(toDay) => onChange({ toDay }, 'toDay')} inputMode="numeric" autoComplete="off" maxLength={2} />
        <Select label={toMonth} options={options} value={season.toMonth} onChange={(month) => onChange({ toMonth: month }, null)} />
      </FormLayout.Group>
    </FormLayout>
  );
}
