// Finds a product of the shop and adds it: asked on the server as someone types, those bought most with the anchor first.
import { useFetcher } from '@remix-run/react';
import { Autocomplete, Icon, Text } from '@shopify/polaris';
import { SearchIcon } from '@shopify/polaris-icons';
import { useEffect, useState } from 'react';
import type { FoundProduct } from '#app/read/find-products.ts';
import { Picture } from '../picture.tsx';
import { useShopFormat } from '../shop-format-context.tsx';
import { insideSentence } from '../text/inside-sentence.ts';
import { text } from '../text/text.ts';

export interface AddProductProps {
  setId: string;
  label: string;
  /** Product ids that the draft holds already. */
  without: readonly string[];
  onAdd: (product: FoundProduct) => void;
}

const PAUSE_MS = 250;

export function AddProduct({ setId, label, without, onAdd }: AddProductProps) {
  const { load, data, state } = useFetcher<{ products: FoundProduct[] }>();
  const [words, setWords] = useState('');
  const [asking, setAsking] = useState(false);
  const format = useShopFormat();
  const address = `/app/sets/${setId}/products?${new URLSearchParams([['q', words.trim()], ...without.map((id) => ['without', id])])}`;
  useEffect(() => {
    if (!asking) return;
    const timer = setTimeout(() => load(address), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [load, address, asking]);

  const products = (data?.products ?? []).filter(({ productId }) => !without.includes(productId));
  const waiting = state !== 'idle' || data === undefined;
  const said = ({ priceMinor, support, refusal }: FoundProduct) =>
    [
      priceMinor === null ? text.set.notOnSale : format.money(priceMinor),
      insideSentence(support > 0 ? text.sets.together(format.count(support), support !== 1) : text.sets.notCounted),
      ...(refusal ? [text.set.whyNot(refusal)] : []),
    ].join(', ');

  return (
    <Autocomplete
      options={products.map((product) => ({
        value: product.productId,
        label: (
          <span className="desk-product">
            <Picture url={product.imageUrl} alt="" size={40} />
            <span>
              <span>{product.title}</span>
              <Text as="p" variant="bodySm" tone="subdued">
                {said(product)}
              </Text>
            </span>
          </span>
        ),
      }))}
      selected={[]}
      onSelect={([productId]) => {
        const product = products.find((one) => one.productId === productId);
        if (!product) return;
        setWords('');
        onAdd(product);
      }}
      loading={waiting && products.length === 0}
      emptyState={<Text as="p">{text.set.addNothing(words.trim())}</Text>}
      textField={
        <Autocomplete.TextField
          label={label}
          value={words}
          onChange={setWords}
          onFocus={() => setAsking(true)}
          onBlur={() => setAsking(false)}
          placeholder={text.set.addPlaceholder}
          prefix={<Icon source={SearchIcon} />}
          autoComplete="off"
          maxLength={100}
        />
      }
    />
  );
}
