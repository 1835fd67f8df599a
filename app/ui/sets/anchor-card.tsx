// What starts the set: products chosen one by one, or all of a collection, a tag or a type.
import { BlockStack, Button, Card, InlineError, Text } from '@shopify/polaris';
import { XSmallIcon } from '@shopify/polaris-icons';
import { SET_BOUNDS } from '#app/domain/set/check-definition.ts';
import type { DraftFacts } from '#app/read/set.ts';
import { Picture } from '../picture.tsx';
import { useShopFormat } from '../shop-format-context.tsx';
import { text } from '../text/text.ts';
import { AddProducts, type ChosenProduct } from './add-products.tsx';
import type { RuleFields as Fields } from './draft.ts';
import { RuleFields } from './rule-fields.tsx';

export interface AnchorCardProps {
  strategy: 'completion' | 'upsell';
  anchor: Fields;
  facts: DraftFacts | null;
  titles: Readonly<Record<string, string>>;
  collections: Readonly<Record<string, string>>;
  problems: readonly string[];
  taken: readonly string[];
  onChange: (change: Partial<Fields>, field: string | null) => void;
  onAdd: (products: readonly ChosenProduct[]) => void;
  onCollection: (collectionId: string, title: string) => void;
}

export function AnchorCard({ strategy, anchor, facts, titles, collections, problems, taken, onChange, onAdd, onCollection }: AnchorCardProps) {
  const format = useShopFormat();
  const say = text.setEditor;
  const { kind, productIds } = anchor;
  const shown = kind === 'products' ? productIds : (facts?.anchor.productIds ?? []);
  return (
    <Card>
      <BlockStack gap="300">
        <BlockStack gap="100">
          <Text as="h2" variant="headingMd">
            {say.anchorTitle}
          </Text>
          <Text as="p" tone="subdued">
            {say.anchorHelp[strategy]}
          </Text>
        </BlockStack>
        {problems.map((problem) => (
          <InlineError key={problem} message={problem} fieldID="anchor" />
        ))}
        <RuleFields
          label={say.from}
          chosen={say.kinds.products}
          fields={anchor}
          collections={collections}
          count={facts?.anchor.count ?? null}
          most={SET_BOUNDS.anchors}
          onChange={(change, field) => onChange(change, field && `${field}-anchor`)}
          onCollection={onCollection}
        />
        {shown.length > 0 ? (
          <ul className="desk-chosen">
            {shown.map((id) => {
              const known = facts?.products[id];
              const title = known?.title ?? titles[id] ?? `#${id}`;
              return (
                <li key={id} className="desk-product">
                  <Picture url={known?.imageUrl ?? null} alt="" size={40} />
                  <div className="desk-grows">
                    <span className="desk-two-lines">{title}</span>
                    <Text as="span" variant="bodySm" tone={startsNothing(known) ? 'critical' : 'subdued'}>
                      {known?.refusal === 'deleted' ? say.gone : known?.refusal === 'not_published' ? text.set.whyNot(known.refusal) : known?.priceMinor == null ? '' : format.money(known.priceMinor)}
                    </Text>
                  </div>
                  {kind === 'products' ? (
                    <Button icon={XSmallIcon} variant="tertiary" onClick={() => onChange({ productIds: productIds.filter((each) => each !== id) }, null)} accessibilityLabel={text.set.remove(title)} />
                  ) : null}
                </li>
              );
            })}
          </ul>
        ) : null}
        {kind === 'products' ? <AddProducts label={say.anchorAdd} anchorId={null} taken={taken} most={SET_BOUNDS.anchors} given={productIds} onAdd={onAdd} /> : null}
      </BlockStack>
    </Card>
  );
}

/** What else would keep it from being offered does not matter of what a shopper has already. */
const startsNothing = (known: DraftFacts['products'][string] | undefined): boolean => known?.refusal === 'deleted' || known?.refusal === 'not_published';
