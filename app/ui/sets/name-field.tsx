// A product type or tag, typed, with those that the shop has to choose from.
import { useFetcher } from '@remix-run/react';
import { Autocomplete } from '@shopify/polaris';
import { useEffect, useRef, useState } from 'react';
import type { FoundName } from '#app/read/find-names.ts';
import { useShopFormat } from '../shop-format-context.tsx';
import { text } from '../text/text.ts';
import { keepInView } from './keep-in-view.ts';

export interface NameFieldProps {
  kind: 'type' | 'tag';
  label: string;
  value: string;
  onChange: (value: string) => void;
}

const PAUSE_MS = 250;
const LONGEST = 255;

export function NameField({ kind, label, value, onChange }: NameFieldProps) {
  const { load, data } = useFetcher<{ names: FoundName[] }>();
  const [asking, setAsking] = useState(false);
  const field = useRef<HTMLDivElement>(null);
  const format = useShopFormat();
  const address = `/app/sets/names?${new URLSearchParams({ kind, q: value.trim() })}`;
  useEffect(() => {
    if (!asking) return;
    const timer = setTimeout(() => load(address), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [load, address, asking]);
  const focused = () => {
    setAsking(true);
    keepInView(field.current);
  };
  return (
    <div ref={field}>
      <Autocomplete
        options={(data?.names ?? []).map(({ name, products }) => ({ value: name, label: `${name} (${text.setEditor.products(format.count(products), products === 1)})` }))}
        selected={[]}
        onSelect={([name]) => name !== undefined && onChange(name)}
        textField={<Autocomplete.TextField label={label} value={value} onChange={onChange} onFocus={focused} onBlur={() => setAsking(false)} autoComplete="off" maxLength={LONGEST} />}
      />
    </div>
  );
}
