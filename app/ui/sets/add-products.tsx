// Finds products of the shop and adds them: one at a time as somebody types, asked on the server, those bought most with the
// anchor first; or several with Shopify's own picker.
import { useFetcher } from '@remix-run/react';
import { Autocomplete, Button, Icon, InlineError, Text } from '@shopify/polaris';
import { SearchIcon } from '@shopify/polaris-icons';
import { useEffect, useRef, useState } from 'react';
import type { FoundProduct } from '#app/read/find-products.ts';
import { idOfGid, usePicker } from '../guardrails/use-picker.ts';
import { Picture } from '../picture.tsx';
import { useShopFormat } from '../shop-format-context.tsx';
import { text } from '../text/text.ts';
import { keepInView } from './keep-in-view.ts';

export interface ChosenProduct {
  productId: string;
  title: string;
  productType: string;
}

export interface AddProductsProps {
  label: string;
  /** null: nothing starts the set yet. */
  anchorId: string | null;
  /** Products that the draft holds already. */
  taken: readonly string[];
  /** Those that stand where these are added. */
  given: readonly string[];
  /** How many may stand there. */
  most: number;
  onAdd: (products: readonly ChosenProduct[]) => void;
}

const PAUSE_MS = 250;

export function AddProducts({ label, anchorId, taken, given, most, onAdd }: AddProductsProps) {
  const { load, data, state } = useFetcher<{ products: FoundProduct[] }>();
  const [words, setWords] = useState('');
  const [asking, setAsking] = useState(false);
  const [tooMany, setTooMany] = useState(0);
  const field = useRef<HTMLDivElement>(null);
  const format = useShopFormat();
  const picker = usePicker();
  const address = `/app/sets/products?${new URLSearchParams([['q', words.trim()], ...(anchorId ? [['anchor', anchorId]] : []), ...taken.slice(0, 100).map((id) => ['without', id])] as [string, string][])}`;
  useEffect(() => {
    if (!asking) return;
    const timer = setTimeout(() => load(address), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [load, address, asking]);

  const browse = async () => {
    const picked = await picker?.({ type: 'product', action: 'add', multiple: true, filter: { variants: false } });
    if (!picked) return;
    const fresh = picked.map(({ id, title, ...product }) => ({ productId: idOfGid(id), title, productType: 'productType' in product ? product.productType : '' })).filter(({ productId }) => !given.includes(productId));
    const fits = given.length + fresh.length <= most;
    setTooMany(fits ? 0 : given.length + fresh.length);
    if (fits && fresh.length > 0) onAdd(fresh);
  };

  const products = (data?.products ?? []).filter(({ productId }) => !taken.includes(productId));
  const waiting = state !== 'idle' || data === undefined;
  const said = ({ priceMinor, support, refusal }: FoundProduct) =>
    [
      priceMinor === null ? text.set.notOnSale : format.money(priceMinor),
      ...(anchorId ? [(support > 0 ? text.sets.together(format.count(support), support !== 1) : text.sets.notCounted).toLowerCase()] : []),
      ...(refusal ? [text.set.whyNot(refusal)] : []),
    ].join(', ');

  return (
    <div>
      <div className="desk-add">
        <div className="desk-grows" ref={field}>
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
              setTooMany(0);
              onAdd([product]);
            }}
            loading={waiting && products.length === 0}
            emptyState={<Text as="p">{text.set.addNothing(words.trim())}</Text>}
            textField={
              <Autocomplete.TextField
                label={label}
                value={words}
                onChange={setWords}
                onFocus={() => {
                  setAsking(true);
                  keepInView(field.current);
                }}
                onBlur={() => setAsking(false)}
                placeholder={text.set.addPlaceholder}
                prefix={<Icon source={SearchIcon} />}
                autoComplete="off"
                maxLength={100}
              />
            }
          />
        </div>
        {picker ? (
          <Button onClick={() => void browse()} accessibilityLabel={`${label}: ${text.setEditor.browse}`}>
            {text.setEditor.browse}
          </Button>
        ) : null}
      </div>
      {tooMany > 0 ? (
        <div role="alert">
          <InlineError message={text.setEditor.tooMany(format.count(tooMany), format.count(most))} fieldID="too-many" />
        </div>
      ) : null}
    </div>
  );
}
